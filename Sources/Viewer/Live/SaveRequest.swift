/// A file that a person wants written.
package struct SaveRequest: Hashable, Sendable {
    package enum Content: String, Hashable, Sendable {
        case bundle = "regenerated Bundle"
        case requestBody = "request body"
    }

    package let content: Content
    /// As typed.
    package let path: String
    package let bytes: [UInt8]
    /// Whose record it is made from, for the audit trail.
    package let nhsNumber: String?
    /// The person said that a file of that name may go.
    package var replaces = false

    package init(content: Content, path: String, bytes: [UInt8], nhsNumber: String?, replaces: Bool = false) {
        self.content = content
        self.path = path
        self.bytes = bytes
        self.nhsNumber = nhsNumber
        self.replaces = replaces
    }
}

package enum SaveOutcome: Hashable, Sendable {
    case written
    /// There is a file of that name.
    case exists
    /// Why not.
    case failed(String)
}
