/// Something in a document that breaks JSON's or FHIR's own rules and was read all the same: a value, never a throw
/// (docs/spec/terminal.md section 4).
package struct ParseIssue: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case byteOrderMark
        case loneSurrogate
        case duplicateKey
        case nullValue
        case emptyString
        case entryWithoutResource
        case unknownType
        case missingID
        case illegalID
        case duplicateID
        case illegalReference
        case unreadableDate
        case timeWithoutZone
    }

    package let kind: Kind
    /// The Bundle entry it is in; nil when it concerns the whole document.
    package let entry: Int?
    /// Element path from the root, such as `entry[3].resource.code`.
    package let path: String
    package let position: JSONDocument.Position
    /// What is wrong, in words; quotes no clinical text.
    package let text: String
}
