/// A business identifier: what stays the same for an item across calls (docs/spec/bundle.md section 8).
package struct Identifier: Hashable, Sendable {
    package let system: String?
    package let value: String?

    package init(_ value: JSONValue) {
        system = value["system"]?.recorded
        self.value = value["value"]?.recorded
    }

    /// Nil when either part is missing: half an identifier identifies nothing.
    package var key: String? {
        guard let system, let value, !value.isEmpty else { return nil }
        return "\(system)|\(value)"
    }
}
