import Foundation
import Testing

/// Text compared with a file of `Golden/`. `LLOYD_GOLDEN=record` writes the file and then fails, so that nobody records
/// without looking.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Golden")

    static func expect(_ text: String, _ name: String, at location: SourceLocation = #_sourceLocation) throws {
        let file = folder.appendingPathComponent("\(name).txt")
        if ProcessInfo.processInfo.environment["LLOYD_GOLDEN"] == "record" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try (text + "\n").write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(name)", sourceLocation: location)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text + "\n" == expected, "\(name) differs from its golden text", sourceLocation: location)
    }
}
