import GPConnect

/// The headers by which the Spine routes a request: each once, and fitting each other
/// (docs/spec/fetch.md sections 3 and 10).
struct SpineHeaders: Sendable {
    /// As sent; becomes the id of the answer's Bundle.
    let traceID: String
    let from: ASID
    let to: ASID
    let interaction: InteractionID

    /// - Parameter own: the ASID this provider answers to; nil for any.
    init(_ request: ProviderRequestValue, route: Route, own: ASID?) throws(ProviderFault) {
        traceID = try Self.single("Ssp-TraceID", request)
        guard Self.isUUID(traceID) else { throw .badRequest("Ssp-TraceID is not a UUID") }
        from = try Self.asid("Ssp-From", request)
        to = try Self.asid("Ssp-To", request)
        if let own, own != to { throw .badRequest("Ssp-To is not the ASID of this provider") }
        let name = try Self.single("Ssp-InteractionID", request)
        guard let interaction = route.row.interactions.first(where: { $0.description == name }) else {
            throw .badRequest("Ssp-InteractionID does not match the request")
        }
        self.interaction = interaction
    }

    private static func asid(_ name: String, _ request: ProviderRequestValue) throws(ProviderFault) -> ASID {
        guard let asid = ASID(try single(name, request)) else { throw .badRequest("\(name) is not an ASID") }
        return asid
    }

    private static func single(_ name: String, _ request: ProviderRequestValue) throws(ProviderFault) -> String {
        let values = request.values(of: name)
        guard let value = values.first, !value.isEmpty else { throw .badRequest("\(name) is missing") }
        guard values.count == 1 else { throw .badRequest("\(name) occurs more than once") }
        return value
    }

    /// Eight, four, four, four and twelve hexadecimal digits.
    static func isUUID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy(isHexDigit)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "a")...UInt8(ascii: "f"):
            true
        default: false
        }
    }
}
