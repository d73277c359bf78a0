import Foundation
import Viewer

/// Carries out `Effect.save`: nothing that is there is replaced unasked, and nothing leaves without a row in the audit
/// trail, before and after.
enum SavedFile {
    static func write(_ request: SaveRequest) -> SaveOutcome {
        let path = (request.path as NSString).expandingTildeInPath
        if !request.replaces, FileManager.default.fileExists(atPath: path) { return .exists }
        do {
            let subject = "\(request.content.rawValue) to \(path)"
            try Session.current.get().exporting(patient: request.nhsNumber, subject: subject) {
                try OutputFile.write(request.bytes, to: path)
            }
            return .written
        } catch {
            return .failed(String(describing: error))
        }
    }
}
