import Foundation

/// The themes found in a list of folders; the first folder that has a name wins.
package struct ThemeCatalogue: Sendable {
    /// By name, in the order of their names.
    package let themes: [Theme]
    /// The files that could not be read, each with its reason.
    package let problems: [ThemeError]

    package init(folders: [String]) {
        var found: [String: Theme] = [Theme.builtIn.name: .builtIn]
        var named: Set<String> = []
        var problems: [ThemeError] = []
        for file in folders.flatMap(Self.files) {
            do {
                let theme = try Self.read(file)
                if named.insert(theme.name).inserted { found[theme.name] = theme }
            } catch {
                problems.append(error)
            }
        }
        themes = found.values.sorted { $0.name < $1.name }
        self.problems = problems
    }

    package subscript(name: String) -> Theme? { themes.first { $0.name == name } }

    private static func files(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".toml") }.sorted().map { folder + "/" + $0 }
    }

    private static func read(_ path: String) throws(ThemeError) -> Theme {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else {
            throw ThemeError(file: path, line: nil, key: nil, problem: "cannot be read")
        }
        return try ThemeFile(file: path, text: text).theme()
    }
}
