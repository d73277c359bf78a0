import FHIR
import GPConnect

/// What one area has to say of its items; `AreaAssembly` does what all areas share.
package protocol AreaPresenter: Sendable {
    /// The groups of the primary list(s), in the order of the screen; never empty.
    var groups: [RowGroup] { get }
    /// The columns of linked and unlisted items.
    var linkedColumns: [Column] { get }
    /// Cautions that always stand above the area (docs/spec/hazards.md section 1).
    func standingLines(in context: RecordContext) -> [HeadLine]
    /// The number of the group that a primary item belongs to. `list` is the primary list that names it.
    func group(of number: Int, list: ListCode, in context: RecordContext) -> Int
    /// One item for a set of columns.
    func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText
    /// Everything of one item.
    func detail(_ number: Int, in context: RecordContext) -> Detail
}

/// A titled part of an area's primary rows.
package struct RowGroup: Sendable {
    package enum Order: Sendable {
        case newestFirst
        case alphabetical
        /// As the list has them: consultations by most recent, problem hierarchies.
        case asSent
    }

    package let title: String
    package let columns: [Column]
    package let order: Order
    package let emptyText: String
    /// An empty group is left out unless its emptiness must be said.
    package let showsWhenEmpty: Bool
    /// False for what must not be counted with the area: ended allergies (docs/spec/hazards.md row 88).
    package let isCounted: Bool

    package init(
        _ title: String, columns: [Column], order: Order = .newestFirst, emptyText: String = "No information available",
        showsWhenEmpty: Bool = false, isCounted: Bool = true
    ) {
        self.title = title
        self.columns = columns
        self.order = order
        self.emptyText = emptyText
        self.showsWhenEmpty = showsWhenEmpty
        self.isCounted = isCounted
    }
}

/// One item in words, before it becomes a row.
package struct ItemText: Sendable {
    /// By `Column.name`; a column without an entry stays empty.
    package var cells: [String: String]
    package var lines: [RowLine]
    package var marks: [Mark]
    package var sortDate: FHIRDateSortKey?
    /// What the item is sorted by in an alphabetical group.
    package var sortText: String
    /// False for a term that was recorded in words only: not bold (docs/spec/display.md section 6).
    package var isCoded: Bool
    /// Rows of one block with the same key are "similar entries"; nil compares everything a row says
    /// (docs/spec/hazards.md row 19).
    package var similarity: String?
    /// Resources whose rows this one stands below, because it is a part of them.
    package var wholes: [Int]
    /// Rows with the same key and near dates stand together.
    package var gathering: String?

    package init(
        cells: [String: String], lines: [RowLine] = [], marks: [Mark] = [], sortDate: FHIRDateSortKey? = nil,
        sortText: String = "", isCoded: Bool = true, similarity: String? = nil, wholes: [Int] = [],
        gathering: String? = nil
    ) {
        self.cells = cells
        self.lines = lines
        self.marks = marks
        self.sortDate = sortDate
        self.sortText = sortText
        self.isCoded = isCoded
        self.similarity = similarity
        self.wholes = wholes
        self.gathering = gathering
    }
}
