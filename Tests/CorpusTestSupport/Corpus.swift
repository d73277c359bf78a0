import Foundation

/// Real records, documents and answers to test against, where they are installed: `LLOYD_CORPUS`, else beside the project.
package enum Corpus {
    package static let folder: String? = {
        let environment = ProcessInfo.processInfo.environment["LLOYD_CORPUS"]
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = environment ?? root.deletingLastPathComponent().appendingPathComponent("shared/corpus").path
        return FileManager.default.fileExists(atPath: path + "/records") ? path : nil
    }()

    package static func bytes(_ name: String) throws -> [UInt8] {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
}
