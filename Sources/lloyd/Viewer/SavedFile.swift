import Foundation
import Viewer

/// Carries out `Effect.save`: nothing that is there is replaced unasked.
enum SavedFile {
    static func write(_ request: SaveRequest) -> SaveOutcome {
        let path = (request.path as NSString).expandingTildeInPath
        if !request.replaces, FileManager.default.fileExists(atPath: path) { return .exists }
        do {
            try OutputFile.write(request.bytes, to: path)
            return .written
        } catch {
            return .failed(String(describing: error))
        }
    }
}
