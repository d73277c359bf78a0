import FHIR

/// An answer as the provider gives it.
package struct ProviderResponseValue: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    /// A FHIR resource; every answer says that it may not be stored (docs/spec/fetch.md section 3).
    init(status: Int, resource body: [UInt8], headers: [(name: String, value: String)] = []) {
        self.status = status
        self.body = body
        self.headers =
            [("Content-Type", "application/fhir+json; charset=utf-8"), ("Cache-Control", "no-store")] + headers
    }

    init(status: Int = 200, _ json: JSONText, headers: [(name: String, value: String)] = []) {
        self.init(status: status, resource: json.bytes, headers: headers)
    }

    package func value(of name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
