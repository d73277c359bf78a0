/// A request as the provider sees it: everything that decides the answer, and nothing of the network.
package struct ProviderRequestValue: Sendable {
    package var method: String
    /// Path and query exactly as sent, percent-encoding kept.
    package var target: String
    package var headers: [Header]
    package var body: [UInt8]
    /// Why the body was not kept: longer than `ProviderLimits.requestBytes`, or cut off; nil when it was.
    package var bodyFault: ProviderFault?

    package struct Header: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(
        method: String, target: String, headers: [Header] = [], body: [UInt8] = [], bodyFault: ProviderFault? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.bodyFault = bodyFault
    }

    /// The values of every header of that name, in the order sent; names are compared without case.
    package func values(of name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}

/// Sizes that the provider keeps to.
package enum ProviderLimits {
    /// A `Parameters` body is a few kilobytes.
    package static let requestBytes = 1 << 20
    /// Documents larger than this are not read (docs/spec/fetch.md section 8.4).
    package static let documentBytes = 5 << 20
    /// Documents on one page of a search.
    package static let pageSize = 100
}
