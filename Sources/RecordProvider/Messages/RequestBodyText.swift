import CZlib

/// The body of a request as text, unpacked if it was sent packed.
enum RequestBodyText {
    static func bytes(of request: ProviderRequestValue) throws(ProviderFault) -> [UInt8] {
        if let fault = request.bodyFault { throw fault }
        let coding = request.values(of: "Content-Encoding").joined(separator: ",").lowercased()
        switch coding {
        case "", "identity": return request.body
        case "gzip":
            switch Gzip.unpack(request.body, limit: ProviderLimits.requestBytes) {
            case .unpacked(let bytes): return bytes
            case .tooLarge: throw .bodyTooLarge
            case .damaged: throw .badRequest("Request body is not valid gzip")
            }
        default: throw .unsupportedFormat("Content-Encoding: \(coding): only gzip is supported")
        }
    }
}

/// gzip (RFC 1952) of whole texts.
enum Gzip {
    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        var packed = [UInt8](repeating: 0, count: czlib_bound(bytes.count))
        let count = czlib_pack(bytes, bytes.count, &packed, packed.count)
        guard count > 0 else { return nil }
        packed.removeLast(packed.count - count)
        return packed
    }

    enum Unpacking {
        case unpacked([UInt8])
        /// More than the limit: it is not read any further.
        case tooLarge
        case damaged
    }

    static func unpack(_ bytes: [UInt8], limit: Int) -> Unpacking {
        // One byte more than allowed, to tell a full buffer from too much.
        var unpacked = [UInt8](repeating: 0, count: limit + 1)
        let count = czlib_unpack(bytes, bytes.count, &unpacked, unpacked.count)
        guard count >= 0 else { return .damaged }
        guard count <= limit else { return .tooLarge }
        unpacked.removeLast(unpacked.count - count)
        return .unpacked(unpacked)
    }

    /// Whether the consumer takes gzip: named, or by `*`, and not refused with weight 0.
    static func isAccepted(_ request: ProviderRequestValue) -> Bool {
        let codings = MediaType.ranges(request.values(of: "Accept-Encoding"))
        let own = codings.first { $0.name == "gzip" || $0.name == "x-gzip" } ?? codings.first { $0.name == "*" }
        return own.map { $0.quality > 0 } ?? false
    }
}
