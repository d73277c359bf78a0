import CCrypto

/// The SHA-256 digest of some bytes: what a saved text is known by, and what chains the audit trail.
///
/// OpenSSL's, because libcurl has it in the process already: swift-crypto would build all of BoringSSL for it.
package struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
    /// Sixty-four lower-case hexadecimal digits.
    package let description: String

    package init(of bytes: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: Int(CCRYPTO_SHA256_LENGTH))
        guard ccrypto_sha256(bytes, bytes.count, &digest) else {
            // Only a build of OpenSSL without SHA-256 answers so; nothing can be kept safely then.
            preconditionFailure("libcrypto has no SHA-256")
        }
        description = digest.map(Self.hexadecimal).joined()
    }

    /// A digest as stored.
    package init(stored: String) { description = stored }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
