import Foundation
import TerminalTestSupport

/// One run of the program with its output and messages apart.
struct LloydRun {
    let status: Int32
    let output: [UInt8]
    let messages: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// A folder of the test's own, removed when the work is done.
    static func inFolder(_ work: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lloyd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try work(folder)
    }

    /// Runs in `folder`, which is also home, so that nothing of the user's is touched.
    init(_ arguments: [String], in folder: URL, input: URL? = nil) throws {
        let process = Process()
        process.executableURL = URL(filePath: BuiltProducts.path(of: "lloyd"))
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path(), "XDG_STATE_HOME": folder.appending(path: "state").path(),
            "XDG_DATA_HOME": folder.appending(path: "data").path(),
            "XDG_CONFIG_HOME": folder.appending(path: "config").path(), "SWIFT_BACKTRACE": "enable=no",
        ]
        let files = ["output", "messages"].map { folder.appending(path: ".\($0)-\(UUID().uuidString)") }
        for file in files { _ = FileManager.default.createFile(atPath: file.path(), contents: nil) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        process.standardInput = try input.map(FileHandle.init(forReadingFrom:)) ?? FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        output = [UInt8](try Data(contentsOf: files[0]))
        messages = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
        for file in files { try FileManager.default.removeItem(at: file) }
    }
}

/// The records that come with the project.
enum Samples {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "sample-data")
    static let fullRecord = folder.appending(path: "full-record.json")
}
