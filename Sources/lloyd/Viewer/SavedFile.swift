import Foundation
import RecordLibrary
import Viewer

/// Carries out `Effect.save`: nothing that is there is replaced unasked, and nothing leaves without a row in the audit
/// trail, before and after.
enum SavedFile {
    static func write(_ request: SaveRequest) -> SaveOutcome {
        let path = (request.path as NSString).expandingTildeInPath
        if !request.replaces, FileManager.default.fileExists(atPath: path) { return .exists }
        do {
            let session = try Session.current.get()
            func row(_ outcome: AuditOutcome) -> AuditEntry {
                AuditEntry(
                    .export, outcome, patient: request.nhsNumber, subject: "\(request.content.rawValue) to \(path)")
            }
            try session.record(row(.attempted))
            do { try OutputFile.write(request.bytes, to: path) } catch {
                try session.record(row(.failed("unwritable")))
                throw error
            }
            try session.record(row(.succeeded))
            return .written
        } catch {
            return .failed(String(describing: error))
        }
    }
}
