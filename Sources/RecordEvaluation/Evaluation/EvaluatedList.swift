import FHIR
import GPConnect

/// A query list as the answer holds it.
package struct EvaluatedList: Sendable {
    package enum Entry: Hashable, Sendable {
        case resource(Int)
        /// An entry of the source's list that names nothing the source holds, kept as sent: its place in
        /// `SourceRecord.unresolved`.
        case asSent(Int)
    }

    package let code: ListCode
    package let entries: [Entry]
    /// Known codes in the order of the specification's table, then others as sent.
    package let warningCodes: [String]
    /// The one note's text; nil without one.
    package let note: String?

    package var resources: [Int] {
        entries.compactMap { entry in
            if case .resource(let number) = entry { number } else { nil }
        }
    }
}
