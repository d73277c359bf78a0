import Foundation
import TOMLKit

/// What `config.toml` says, checked against the table of keys. Secrets are never in it: a passphrase lies in a file of
/// its own.
struct Configuration {
    enum Value: Equatable {
        case text(String)
        case number(Double)
        case flag(Bool)
    }

    /// The file it was read from; nil when there is none.
    let file: String?
    private let values: [String: Value]

    static let none = Configuration(file: nil, values: [:])

    private init(file: String?, values: [String: Value]) {
        self.file = file
        self.values = values
    }

    /// The user's configuration; empty when there is no file.
    /// - Throws: `CommandFailure` naming file, line and key of what is wrong.
    static func load(_ path: String = UserPaths.current.configuration) throws -> Configuration {
        guard FileManager.default.fileExists(atPath: path) else { return .none }
        return try Configuration(text: String(decoding: InputFile.read(path), as: UTF8.self), file: path)
    }

    init(text: String, file: String) throws {
        let table: TOMLTable
        do { table = try TOMLTable(string: text) } catch let error as TOMLParseError {
            let place = error.source.begin
            throw CommandFailure("\(file): line \(place.line), column \(place.column): \(error.description)")
        }
        var reader = ConfigurationReader(file: file, text: text)
        try reader.read(table, at: [])
        self.init(file: file, values: reader.values)
    }

    func text(_ path: String) -> String? {
        if case .text(let text) = values[path] { text } else { nil }
    }

    func number(_ path: String) -> Double? {
        if case .number(let number) = values[path] { number } else { nil }
    }

    func flag(_ path: String) -> Bool? {
        if case .flag(let flag) = values[path] { flag } else { nil }
    }

    /// The names right below a table: of providers, or of commands with a key of their own.
    func names(below path: String) -> [String] {
        let prefix = path + "."
        let names = values.keys.filter { $0.hasPrefix(prefix) }.compactMap {
            $0.dropFirst(prefix.count).split(separator: ".").first.map(String.init)
        }
        return Set(names).sorted()
    }

    /// A path as written, from the home folder or from the configuration's own.
    func filePath(_ path: String) -> String? {
        guard let written = text(path) else { return nil }
        if written.hasPrefix("~/") { return UserPaths.home + written.dropFirst(1) }
        guard !written.hasPrefix("/"), let file else { return written }
        return URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(written).path
    }
}

/// Walks the tables of the file and takes what the table of keys knows. What it does not know is an error: a key that
/// is misspelt would silently not count.
private struct ConfigurationReader {
    let file: String
    let text: String
    var values: [String: Configuration.Value] = [:]

    mutating func read(_ table: TOMLTable, at path: [String]) throws {
        for key in table.keys.sorted() {
            guard let value = table[key] else { continue }
            try read(value, at: path + [key])
        }
    }

    private mutating func read(_ value: any TOMLValueConvertible, at path: [String]) throws {
        let name = path.joined(separator: ".")
        if let table = value.table {
            guard ConfigurationKey.isTable(path) else { throw failure(path, "unknown table \(name)") }
            return try read(table, at: path)
        }
        guard let row = ConfigurationKey.row(for: path) else { throw failure(path, "unknown key \(name)") }
        guard let checked = Self.value(value, row.kind) else {
            throw failure(path, "\(name) must be \(row.kind.words)")
        }
        values[name] = checked
    }

    private static func value(_ value: any TOMLValueConvertible, _ kind: ConfigurationKey.Kind) -> Configuration.Value?
    {
        switch kind {
        case .flag: value.bool.map(Configuration.Value.flag)
        case .number: (value.int.map(Double.init) ?? value.double).flatMap { $0 > 0 ? .number($0) : nil }
        default: value.string.flatMap { kind.accepts($0) ? .text($0) : nil }
        }
    }

    private func failure(_ path: [String], _ reason: String) -> CommandFailure {
        let line = ConfigurationLines.line(of: path, in: text).map { "line \($0): " } ?? ""
        return CommandFailure("\(file): \(line)\(reason)")
    }
}

/// Finds the line of a key, since the TOML reader keeps lines only of what it cannot read.
enum ConfigurationLines {
    static func line(of path: [String], in text: String) -> Int? {
        var section: [String] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let bare = line.trimmingCharacters(in: .whitespaces)
            if bare.hasPrefix("[") {
                section = parts(bare.prefix { $0 != "]" }.drop { $0 == "[" })
                if section == path { return number + 1 }
            } else if let equals = bare.firstIndex(of: "="), !bare.hasPrefix("#") {
                let key = section + parts(bare[..<equals])
                // An inline table's line stands for what it holds.
                if path.starts(with: key) { return number + 1 }
            }
        }
        return nil
    }

    private static func parts(_ text: Substring) -> [String] {
        text.split(separator: ".").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'")) }
    }
}
