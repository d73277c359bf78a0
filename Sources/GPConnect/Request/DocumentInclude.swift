/// What a search for documents brings along: every one of these must be asked for
/// (docs/spec/fetch.md section 8.3).
package struct DocumentInclude: Hashable, Sendable {
    /// Name and value of the query's parameter.
    package let name: String
    package let value: String

    package static let mandatory: [DocumentInclude] = [
        DocumentInclude(name: forward, value: "DocumentReference:subject:Patient"),
        DocumentInclude(name: forward, value: "DocumentReference:custodian:Organization"),
        DocumentInclude(name: forward, value: "DocumentReference:author:Organization"),
        DocumentInclude(name: forward, value: "DocumentReference:author:Practitioner"),
        DocumentInclude(name: "_revinclude:recurse", value: "PractitionerRole:practitioner"),
    ]

    private static let forward = "_include"

    /// Against the direction of the reference.
    package var isReverse: Bool { name != Self.forward }
}
