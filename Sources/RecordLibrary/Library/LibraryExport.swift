import Foundation

extension Library {
    /// Writes the bytes as received to `path` and their checksum to `path.sha256`, in the form `sha256sum -c` reads.
    @discardableResult
    package func exportRecord(_ id: Int64, to path: String) throws -> SHA256Digest {
        try Self.export(bytes(ofRecord: id), to: path)
    }

    /// As for a record, with the document's own bytes.
    @discardableResult
    package func exportDocument(_ id: Int64, to path: String) throws -> SHA256Digest {
        try Self.export(bytes(ofDocument: id), to: path)
    }

    private static func export(_ bytes: [UInt8], to path: String) throws -> SHA256Digest {
        let digest = SHA256Digest(of: bytes)
        let name = (path as NSString).lastPathComponent
        try PrivateFiles.write(bytes, to: path)
        try PrivateFiles.write(Array("\(digest)  \(name)\n".utf8), to: path + ".sha256")
        return digest
    }
}
