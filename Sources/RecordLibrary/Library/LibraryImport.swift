import FHIR
import Foundation

/// What came of one file that was to be imported.
package struct ImportResult: Sendable {
    package enum Outcome: Sendable {
        case added(SavedRecord)
        /// The same bytes were imported before.
        case known(SavedRecord)
        case failed(any Error)
    }

    package let path: String
    package let outcome: Outcome
}

/// What is known of an imported file besides its bytes.
package struct ImportOrigin: Sendable {
    package var provenance: Provenance
    /// The body that the record was asked for with.
    package var request: [UInt8]?

    package init(path: String) {
        provenance = Provenance(origin: .imported, fileName: (path as NSString).lastPathComponent)
    }
}

extension Library {
    /// A record larger than this is refused before it is read.
    package static let importLimit = 512 << 20

    /// Imports each file, and of each folder the `*.json` files in it and below; hidden ones and the documents that lie
    /// beside a record (`NAME.documents/`) are passed over. A file that fails stops nothing.
    ///
    /// - Parameters:
    ///   - origin: what is known of where a file came from.
    ///   - attempt: called before a record is saved, with its path and NHS number; what it throws keeps the record out.
    ///   - report: called as soon as a file is safely saved or refused.
    package func importFiles(
        _ paths: [String], origin: (String) throws -> ImportOrigin = { ImportOrigin(path: $0) },
        attempt: (String, String?) throws -> Void = { _, _ in },
        report: (ImportResult) -> Void
    ) {
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                report(ImportResult(path: path, outcome: .failed(FileError(path: path, errno: ENOENT))))
                continue
            }
            for file in isFolder.boolValue ? Self.recordFiles(in: path) : [path] {
                report(ImportResult(path: file, outcome: importFile(file, origin, attempt)))
            }
        }
    }

    private func importFile(
        _ path: String, _ origin: (String) throws -> ImportOrigin, _ attempt: (String, String?) throws -> Void
    ) -> ImportResult.Outcome {
        do {
            let bytes = try PrivateFiles.read(path, limit: Self.importLimit)
            let origin = try origin(path)
            let bundle = try Self.readBundle(bytes, context: origin.provenance.fileName ?? "record")
            let sidecar = try Self.sidecar(beside: path)
            try attempt(path, PatientSummary(of: bundle).identity.nhsNumber.nonEmpty)
            let saved = try save(bundle, provenance: origin.provenance, request: origin.request, sidecar: sidecar)
            return saved.isNew ? .added(saved.record) : .known(saved.record)
        } catch {
            return .failed(error)
        }
    }

    /// The text of `NAME.lloyd.toml` beside `NAME.json` (docs/spec/warnings.md section 5).
    private static func sidecar(beside path: String) throws -> String? {
        let path = (path as NSString).deletingPathExtension + ".lloyd.toml"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return String(decoding: try PrivateFiles.read(path, limit: 1 << 20), as: UTF8.self)
    }

    private static func recordFiles(in folder: String) -> [String] {
        let url = URL(fileURLWithPath: folder, isDirectory: true)
        guard
            let files = FileManager.default.enumerator(
                at: url, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
        else { return [] }
        var paths: [String] = []
        for case let file as URL in files {
            if file.pathExtension == "documents" { files.skipDescendants() }
            let isFile = (try? file.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
            if isFile, file.pathExtension.lowercased() == "json" { paths.append(file.path) }
        }
        return paths.sorted()
    }
}
