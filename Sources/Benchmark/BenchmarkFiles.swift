import Foundation

/// The records measured: one of about 3 MB (from the corpus when it is there, else generated) and one of 30 MB, generated.
struct BenchmarkFiles {
    struct Record {
        let name: String
        let path: String
        let bytes: [UInt8]
        var megabytes: String { String(format: "%.1f", Double(bytes.count) / 1e6) }
    }

    let records: [Record]
    private let folder: URL

    init(given: String?, beside lloyd: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("lloyd-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let generator = URL(fileURLWithPath: lloyd).deletingLastPathComponent().appendingPathComponent("large-record")
        let corpus = ProcessInfo.processInfo.environment["LLOYD_CORPUS"] ?? "../shared/corpus"
        let known = given ?? "\(corpus)/records/large-3mb.json"
        let small =
            FileManager.default.fileExists(atPath: known)
            ? known : try Self.generate("3MB", generator, folder.appendingPathComponent("generated-3mb.json"))
        let large = try Self.generate("30MB", generator, folder.appendingPathComponent("generated-30mb.json"))
        records = try [small, large].map { path in
            Record(
                name: URL(fileURLWithPath: path).lastPathComponent, path: path,
                bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        }
    }

    private static func generate(_ size: String, _ generator: URL, _ output: URL) throws -> String {
        let process = Process()
        process.executableURL = generator
        process.arguments = ["--size", size, "--output", output.path]
        try process.run()
        process.waitUntilExit()
        return output.path
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
