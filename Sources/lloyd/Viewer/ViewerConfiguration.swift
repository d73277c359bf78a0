import Foundation
import TOMLKit

/// `[viewer]` of `$XDG_CONFIG_HOME/lloyd/config.toml`: theme, mouse, idle_lock_minutes, keys.
struct ViewerConfiguration {
    var theme: String?
    var mouse = false
    var idleLockMinutes: Int?
    var keys: [String: [String]] = [:]

    /// What holds without a file: nothing is set.
    static func load(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> ViewerConfiguration
    {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.config"
        let path = base + "/lloyd/config.toml"
        guard FileManager.default.fileExists(atPath: path) else { return ViewerConfiguration() }
        let text = String(decoding: try InputFile.read(path), as: UTF8.self)
        do { return try ViewerConfiguration(TOMLTable(string: text), file: path) } catch let error as TOMLParseError {
            throw CommandFailure(
                "\(path): line \(error.source.begin.line), column \(error.source.begin.column): \(error.description)")
        }
    }

    init() {}

    private init(_ table: TOMLTable, file: String) throws {
        guard let viewer = table["viewer"]?.table else { return }
        theme = try Self.value(viewer, "theme", "a text", file) { $0.string }
        mouse = try Self.value(viewer, "mouse", "true or false", file) { $0.bool } ?? false
        idleLockMinutes = try Self.value(viewer, "idle_lock_minutes", "a whole number of at least 2", file) {
            $0.int.flatMap { $0 >= 2 ? $0 : nil }
        }
        guard let keys = viewer["keys"]?.table else { return }
        for name in keys.keys {
            self.keys[name] = try Self.value(keys, name, "a key's name or a list of them", file) { value in
                value.string.map { [$0] } ?? value.array?.compactMap(\.string)
            }
        }
    }

    private static func value<Value>(
        _ table: TOMLTable, _ key: String, _ wanted: String, _ file: String,
        _ read: (any TOMLValueConvertible) -> Value?
    ) throws -> Value? {
        guard let found = table[key] else { return nil }
        guard let value = read(found) else { throw CommandFailure("\(file): viewer.\(key) must be \(wanted)") }
        return value
    }
}
