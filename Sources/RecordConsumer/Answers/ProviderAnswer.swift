import Foundation
import GPConnect

/// What came back over HTTP, whatever it is.
package struct ProviderAnswer: Sendable {
    package let status: Int
    /// In the order received; names as sent.
    package let headers: [ProviderRequest.Header]
    /// Decompressed.
    package let body: [UInt8]
    /// When the answer was complete, by this machine's clock.
    package let receivedAt: Date

    package init(status: Int, headers: [ProviderRequest.Header] = [], body: [UInt8] = [], receivedAt: Date = Date()) {
        self.status = status
        self.headers = headers
        self.body = body
        self.receivedAt = receivedAt
    }

    /// The first header of that name; names have no case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    package var contentType: ContentType? { header("Content-Type").flatMap(ContentType.init) }

    /// Nothing, or nothing but white space.
    package var isEmpty: Bool { body.allSatisfy(Self.isBlank) }

    /// The body looks like a JSON object, whatever it is sent as.
    package var beginsObject: Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = body.starts(with: mark) ? body.dropFirst(mark.count) : body[...]
        return text.first { !Self.isBlank($0) } == UInt8(ascii: "{")
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
