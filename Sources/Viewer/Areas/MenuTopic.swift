import GPConnect
import RecordPresentation

/// What the menu leads to: an area, or what belongs to none.
package enum MenuTopic: Hashable, Sendable {
    case area(ClinicalArea)
    case others

    package var title: String {
        switch self {
        case .area(let area): area.title
        case .others: OtherItems.title
        }
    }

    /// Areas are 1 to 9 and 0.
    package var key: String {
        switch self {
        case .area(let area): "\((ClinicalArea.allCases.firstIndex(of: area)! + 1) % 10)"
        case .others: Self.othersKey
        }
    }

    static let othersKey = "t"

    package var area: ClinicalArea? {
        if case .area(let area) = self { area } else { nil }
    }
}
