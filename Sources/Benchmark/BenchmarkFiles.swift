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
    private let folder = Self.folder
    /// Library and audit trail of the programs that are measured: not those of whoever measures.
    static var home: String { folder.path }
    private static var folder: URL {
        FileManager.default.temporaryDirectory.appendingPathComponent("lloyd-bench-\(getpid())")
    }

    init(given: String?, beside lloyd: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        setenv("HOME", Self.home, 1)
        for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"] { unsetenv(variable) }
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
