import TOMLKit

/// Reads a theme from TOML. A wrong file is named with line and key.
///
/// ```toml
/// name = "dark"
/// description = "For a dark background"
/// background = "dark"                       # light, dark or any
///
/// [styles]
/// value = "bold"
/// alert = { mono = "reverse bold", 16 = "reverse bold red", 256 = "bold 210", rgb = "bold #ff8787" }
/// ```
package struct ThemeFile {
    /// The file's name for messages, and its text.
    private let file: String
    private let text: String

    package init(file: String, text: String) {
        self.file = file
        self.text = text
    }

    package func theme() throws(ThemeError) -> Theme {
        let table = try parsed()
        let known: Set = ["name", "description", "background", "styles"]
        for key in table.keys.sorted() where !known.contains(key) { throw error(key, "is not a key of a theme") }
        let name = try string("name", in: table)
        let backgroundName = try string("background", in: table)
        guard let background = Theme.Background(rawValue: backgroundName) else {
            throw error("background", "must be light, dark or any, not \"\(backgroundName)\"")
        }
        return Theme(
            name: name, description: try string("description", in: table), background: background,
            styles: try styles(in: table))
    }

    private func parsed() throws(ThemeError) -> TOMLTable {
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ThemeError(file: file, line: error.source.begin.line, key: nil, problem: error.description)
        } catch {
            throw ThemeError(file: file, line: nil, key: nil, problem: "cannot be read as TOML")
        }
    }

    private func string(_ key: String, in table: TOMLTable) throws(ThemeError) -> String {
        guard let value = table[key] else { throw error(key, "is missing") }
        guard let text = value.string else { throw error(key, "must be a text in quotes") }
        return text
    }

    private func styles(in table: TOMLTable) throws(ThemeError) -> [StyleName: [ColourDepth: Style]] {
        guard let value = table["styles"] else { throw error("styles", "is missing") }
        guard let entries = value.table else { throw error("styles", "must be a table") }
        var styles: [StyleName: [ColourDepth: Style]] = [:]
        for key in entries.keys.sorted() {
            guard let name = StyleName(rawName: key) else { throw error(key, "is not the name of a style") }
            styles[name] = try depths(key, entries[key])
        }
        return styles
    }

    /// Either one text for every depth, or a table with a text for some depths.
    private func depths(_ key: String, _ value: (any TOMLValueConvertible)?) throws(ThemeError) -> [ColourDepth: Style]
    {
        if let text = value?.string { return [.trueColour: try style(key, text)] }
        guard let table = value?.table else { throw error(key, "must be a text, or a table of mono, 16, 256, rgb") }
        var depths: [ColourDepth: Style] = [:]
        for depthKey in table.keys.sorted() {
            guard let depth = ColourDepth.allCases.first(where: { $0.rawName == depthKey }) else {
                throw error(key, "has \"\(depthKey)\", which is not one of mono, 16, 256, rgb")
            }
            guard let text = table[depthKey]?.string else { throw error(key, "\(depthKey) must be a text in quotes") }
            depths[depth] = try style(key, text)
        }
        return depths
    }

    private func style(_ key: String, _ text: String) throws(ThemeError) -> Style {
        do {
            return try Style(words: text)
        } catch {
            throw self.error(key, "has \"\(error.word)\", which is no attribute and no colour")
        }
    }

    private func error(_ key: String, _ problem: String) -> ThemeError {
        ThemeError(file: file, line: line(of: key), key: key, problem: problem)
    }

    /// The reader of TOML gives no position for a value, so the line is where the key stands at a line's beginning.
    private func line(of key: String) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let index = lines.firstIndex { line in
            let start = line.drop { " \t[\"'".contains($0) }
            return start.hasPrefix(key) && start.dropFirst(key.count).first.map { " \t=]\"'".contains($0) } == true
        }
        return index.map { $0 + 1 }
    }
}

/// What is wrong with a theme's file.
package struct ThemeError: Error, Hashable, CustomStringConvertible {
    package let file: String
    package let line: Int?
    package let key: String?
    package let problem: String

    package var description: String {
        let place = line.map { ", line \($0)" } ?? ""
        let subject = key.map { "\($0) " } ?? ""
        return "\(file)\(place): \(subject)\(problem)"
    }
}
