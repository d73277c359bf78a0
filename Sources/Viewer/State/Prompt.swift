import GPConnect
import TerminalUI

/// A question in the bottom line.
package struct Prompt: Sendable {
    package enum Purpose: Hashable, Sendable {
        case search
        /// The words that rows must hold in a column; nil: anywhere in the row.
        case filter(column: String?, heading: String)
    }

    package let purpose: Purpose
    package var field = TextField()

    package init(_ purpose: Purpose) { self.purpose = purpose }

    package var label: String {
        switch purpose {
        case .search: "Find in the whole record: "
        case .filter(_, let heading): "Show rows where \(heading) contains (= in front: equals): "
        }
    }
}

/// An item of a `ChoiceScreen`.
package enum Choice: Hashable, Sendable {
    case filterBy(column: String?, heading: String)
    case sortBy(column: String, heading: String)
    case file(Int)
}

/// An area to go to, with the item that should be under the cursor.
package struct AreaJump: Hashable, Sendable {
    package var area: ClinicalArea
    package var resource: Int?

    package init(area: ClinicalArea, resource: Int? = nil) {
        self.area = area
        self.resource = resource
    }
}
