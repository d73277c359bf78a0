import Foundation
import TerminalTestSupport

/// The built program, run with a home of its own: nothing of the user's is read or written.
final class Program: Sendable {
    struct Run: Sendable {
        let status: ExitStatus
        let output: String
        let messages: String
    }

    let home: String

    init() {
        home = NSTemporaryDirectory() + "lloyd-home-\(UUID().uuidString)"
        for folder in ["config/lloyd", "data", "state"] {
            try? FileManager.default.createDirectory(
                atPath: "\(home)/\(folder)", withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    func path(_ name: String) -> String { "\(home)/\(name)" }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let path = path(name)
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private var environment: [String: String] {
        [
            "HOME": home, "XDG_CONFIG_HOME": path("config"), "XDG_DATA_HOME": path("data"),
            "XDG_STATE_HOME": path("state"), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Europe/London",
            "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    /// Starts it; standard output, unless it has a file of its own, and standard error go to files of that name.
    func start(_ arguments: [String], name: String, output: String? = nil) -> ChildProcess {
        ChildProcess.start(
            BuiltProducts.path(of: "lloyd"), arguments, environment: environment,
            outputFile: output ?? path("\(name).out"),
            errorFile: path("\(name).err"))
    }

    @discardableResult
    func run(_ arguments: String...) -> Run {
        let name = UUID().uuidString
        let status = start(arguments, name: name).wait(seconds: 60)
        return Run(status: status, output: text("\(name).out"), messages: text("\(name).err"))
    }

    func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path(name)) ?? Data(), as: UTF8.self)
    }
}

extension Program {
    /// The annotated example, with the local provider at another port.
    func configure(root: String, without key: String? = nil) throws {
        let example = try String(contentsOfFile: Repository.path("docs/config.example.toml"), encoding: .utf8)
        var text = example.replacingOccurrences(of: "http://127.0.0.1:8080", with: root)
        if let key {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            text = lines.filter { !$0.hasPrefix(key + " ") }.joined(separator: "\n")
        }
        try write(text, to: "config/lloyd/config.toml")
    }
}

enum Repository {
    static func path(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent(name).path
    }
}
