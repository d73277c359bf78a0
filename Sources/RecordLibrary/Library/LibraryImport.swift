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

extension Library {
    /// A record larger than this is refused before it is read.
    package static let importLimit = 512 << 20

    /// Imports each file, and of each folder the `*.json` files in it and below; hidden ones and the documents that lie
    /// beside a record (`NAME.documents/`) are passed over. A file that fails stops nothing. `report` is called as
    /// soon as a file is safely saved or refused.
    package func importFiles(_ paths: [String], report: (ImportResult) -> Void) {
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                report(ImportResult(path: path, outcome: .failed(FileError(path: path, errno: ENOENT))))
                continue
            }
            for file in isFolder.boolValue ? Self.recordFiles(in: path) : [path] {
                report(ImportResult(path: file, outcome: importFile(file)))
            }
        }
    }

    private func importFile(_ path: String) -> ImportResult.Outcome {
        do {
            let bytes = try PrivateFiles.read(path, limit: Self.importLimit)
            let name = (path as NSString).lastPathComponent
            let sidecarPath = (path as NSString).deletingPathExtension + ".lloyd.toml"
            let sidecar =
                try FileManager.default.fileExists(atPath: sidecarPath)
                ? String(decoding: PrivateFiles.read(sidecarPath, limit: 1 << 20), as: UTF8.self) : nil
            let saved = try save(
                bytes, provenance: Provenance(origin: .imported, fileName: name), sidecar: sidecar)
            return saved.isNew ? .added(saved.record) : .known(saved.record)
        } catch {
            return .failed(error)
        }
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
