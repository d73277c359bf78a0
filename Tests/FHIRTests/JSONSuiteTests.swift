import Foundation
import Testing

@testable import FHIR

/// The public JSON parsing suite: `y_` files must be read, `n_` files refused (docs/spec/terminal.md section 4).
@Suite("the public JSON parsing suite")
struct JSONSuiteTests {
    static let folder =
        ProcessInfo.processInfo.environment["LLOYD_JSON_SUITE"] ?? "../shared/json-suite/test_parsing"
    static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
        $0.hasPrefix("y_") || $0.hasPrefix("n_")
    }.sorted()

    @Test("is there", .enabled(if: !files.isEmpty, "the suite is not found: set LLOYD_JSON_SUITE"))
    func isWhole() {
        #expect(Self.files.count == 283)
    }

    @Test("every file as its name says", .enabled(if: !files.isEmpty, "the suite is not found"), arguments: files)
    func file(name: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.folder).appendingPathComponent(name)))
        let isRead = (try? JSONDocument(bytes: bytes)) != nil
        #expect(isRead == name.hasPrefix("y_"))
    }
}
