import FHIR
import Foundation
import TOMLKit

/// `NAME.lloyd.toml` beside `NAME.json`: what the source was fetched with (docs/spec/warnings.md section 5).
struct Sidecar {
    /// The file of the request body, beside the sidecar.
    let requestBody: String?
    let retrieved: FHIRDateTime?
    /// ODS code of the provider.
    let provider: String?
    let table: TOMLTable

    /// Nil when there is no such file.
    /// - Throws: `CommandFailure` naming file, line and key.
    static func beside(_ path: String) throws -> Sidecar? {
        let file = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("lloyd.toml").path
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        let text = String(decoding: try InputFile.read(file), as: UTF8.self)
        do { return try Sidecar(table: TOMLTable(string: text), file: file) } catch let error as TOMLParseError {
            throw CommandFailure(
                "\(file): line \(error.source.begin.line), column \(error.source.begin.column): \(error.description)")
        }
    }

    private init(table: TOMLTable, file: String) throws {
        self.table = table
        let request = table["request"]?.table
        requestBody = request?["body"]?.string
        provider = request?["provider"]?.string
        guard let written = request?["retrieved"]?.string else {
            retrieved = nil
            return
        }
        guard let date = FHIRDateTime(written) else {
            throw CommandFailure("\(file): request.retrieved is no date and time: \(written)")
        }
        retrieved = date
    }
}
