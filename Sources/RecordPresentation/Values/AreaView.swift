import FHIR
import GPConnect

/// One area as a clinician reads it: what stands above the lists, then the lists in blocks.
/// Text, JSON, CSV and screens are all made from it.
package struct AreaView: Sendable {
    /// Nil: what belongs to no area (`OtherItems`).
    package let area: ClinicalArea?
    package let state: AreaSummary.State
    /// Standing cautions, warnings and the list's own notes, top to bottom (docs/spec/display.md section 14).
    package let head: [HeadLine]
    package let blocks: [Block]
    /// Entries of the primary list(s); for documents all there are.
    package let count: Int
    /// Entries of the secondary lists.
    package let linkedCount: Int
    /// The search limits in force for this area, in words; empty when none or not known.
    package let filters: [String]
    /// The list warnings of the area, as received.
    package let warnings: [String]

    package init(
        area: ClinicalArea?, state: AreaSummary.State, head: [HeadLine], blocks: [Block], count: Int, linkedCount: Int,
        filters: [String], warnings: [String]
    ) {
        self.area = area
        self.state = state
        self.head = head
        self.blocks = blocks
        self.count = count
        self.linkedCount = linkedCount
        self.filters = filters
        self.warnings = warnings
    }

    package var title: String { area?.title ?? OtherItems.title }

    /// The area's name in JSON and CSV.
    package var name: String { area?.rawValue ?? "other" }

    /// Every row in the order of the blocks.
    package var rows: [Row] { blocks.flatMap(\.rows) }
}

package struct HeadLine: Hashable, Sendable {
    package let level: Mark.Level?
    package let text: String

    package init(_ text: String, level: Mark.Level? = nil) {
        self.text = text
        self.level = level
    }
}

/// Rows that belong together under one heading, such as current repeats or linked items.
package struct Block: Sendable {
    package enum Kind: Hashable, Sendable {
        case primary
        /// Items of a secondary list: there only through a consultation or problem (docs/spec/hazards.md row 99).
        case linked
        /// Resources that no list names.
        case unlisted
    }

    package let title: String
    package let kind: Kind
    package let columns: [Column]
    package let rows: [Row]
    /// How the rows are ordered, in the words of the screen: `newest on top`, `A - Z`.
    package let order: String
    /// The sentence that stands in an empty block.
    package let emptyText: String

    package init(
        title: String, kind: Kind, columns: [Column], rows: [Row], order: String = "newest on top",
        emptyText: String = "No information available"
    ) {
        self.title = title
        self.kind = kind
        self.columns = columns
        self.rows = rows
        self.order = order
        self.emptyText = emptyText
    }
}

/// A column of a block: its heading, and how much room it wants.
package struct Column: Hashable, Sendable {
    package enum Width: Hashable, Sendable {
        /// Always this many cells.
        case fixed(Int)
        /// At least this many cells, more when there is room; text wraps.
        case flexible(minimum: Int)
    }

    package enum Alignment: Hashable, Sendable {
        case left, right
        /// Decimal points under each other, padded, never with added zeros.
        case decimal
    }

    /// The key in JSON and CSV: `drug`, `lastIssued`.
    package let name: String
    package let heading: String
    package let width: Width
    package let alignment: Alignment
    /// Columns of low importance are dropped first when the window is narrow; 0 is never dropped.
    package let priority: Int
    /// Drug, agent, problem and result terms: bold and never cut.
    package let isTerm: Bool

    package init(
        _ name: String, _ heading: String, _ width: Width, alignment: Alignment = .left, priority: Int = 0,
        isTerm: Bool = false
    ) {
        self.name = name
        self.heading = heading
        self.width = width
        self.alignment = alignment
        self.priority = priority
        self.isTerm = isTerm
    }

    /// A date column: 11 cells, partial dates right-aligned (docs/spec/display.md section 3).
    package static func date(_ name: String, _ heading: String, priority: Int = 0) -> Column {
        Column(name, heading, .fixed(12), alignment: .right, priority: priority)
    }
}
