import FHIR

/// The codes a list carries when what it holds may be incomplete (docs/spec/warnings.md section 1).
package enum ListWarning: String, CaseIterable, Sendable {
    case confidentialItems = "confidential-items"
    case dataInTransit = "data-in-transit"
    case dataAwaitingFiling = "data-awaiting-filing"
}

extension ListWarning {
    /// The codes of a List's extension ListWarningCode in the order sent, known or not
    /// (docs/spec/warnings.md section 1).
    package static func codes(of list: JSONValue) -> [String] {
        list.extensions("Extension-CareConnect-ListWarningCode-1").compactMap { $0.extensionValue?.recorded }
    }

    /// What the banner says, before the areas (docs/spec/hazards.md section 2).
    package var mark: String {
        switch self {
        case .confidentialItems: "ITEMS WITHHELD"
        case .dataInTransit: "RECORD IN TRANSIT"
        case .dataAwaitingFiling: "DATA AWAITING FILING"
        }
    }

    package var display: String {
        switch self {
        case .confidentialItems: "Confidential Items"
        case .dataInTransit: "Data in Transit"
        case .dataAwaitingFiling: "Data Awaiting Filing"
        }
    }

    /// The exact text for `List.note`; `date` as `dd-Mmm-yyyy`, ignored where the text has none.
    package func note(date: String) -> String {
        switch self {
        case .confidentialItems: "Items excluded due to confidentiality and/or patient preferences."
        case .dataInTransit:
            "Patient record transfer from previous GP practice not yet complete; "
                + "information recorded before \(date) may be missing."
        case .dataAwaitingFiling:
            "Patient record contains some items in the GP practice workflow that have not been reviewed for "
                + "inclusion in this message; information recorded before \(date) may be missing."
        }
    }

    /// What the note of an empty list must contain.
    package static let informationNotAvailable = "Information not available"
}
