import FHIR

/// One list of the specification, known by its code, never by its title
/// (docs/spec/clinical-areas.md sections 1.1 and 1.2).
package struct ListCode: Hashable, Sendable {
    package enum Layer: Hashable, Sendable {
        /// Exactly the items that met the query of an area.
        case primary
        /// Items brought in by returned consultations.
        case consultations
        /// Items brought in by returned problems.
        case problems
        /// Problems linked to a returned item of any area.
        case linkedProblems
    }

    package let code: String
    package let title: String
    /// `code.coding.display`: equals the title but for uncategorised data.
    package let display: String
    package let layer: Layer
    /// The area its items belong to.
    package let area: ClinicalArea

    package var system: String { layer == .primary ? CodeSystem.snomed : CodeSystem.secondaryList }
    package var isSecondary: Bool { layer != .primary }

    private init(_ code: String, _ title: String, _ layer: Layer, _ area: ClinicalArea, display: String? = nil) {
        self.code = code
        self.title = title
        self.display = display ?? title
        self.layer = layer
        self.area = area
    }
}

extension ListCode {
    package static let allergies = ListCode(
        "886921000000105", "Allergies and adverse reactions", .primary, .allergies)
    package static let endedAllergies = ListCode("1103671000000101", "Ended allergies", .primary, .allergies)
    package static let medications = ListCode(
        "933361000000108", "Medications and medical devices", .primary, .medications)
    package static let consultations = ListCode(
        "1149501000000101", "List of consultations", .primary, .consultations)
    package static let problems = ListCode("717711000000103", "Problems", .primary, .problems)
    package static let immunisations = ListCode("1102181000000102", "Immunisations", .primary, .immunisations)
    package static let uncategorised = ListCode(
        "826501000000100", "Uncategorised data", .primary, .uncategorised, display: "Miscellaneous record")
    package static let investigations = ListCode(
        "887191000000108", "Investigations and results", .primary, .investigations)
    package static let referrals = ListCode("792931000000107", "Outbound referral", .primary, .referrals)
    package static let diary = ListCode("714311000000108", "Patient recall administration", .primary, .diary)

    package static let linkedProblems = ListCode(
        "problems-linked-problems-not-relating-to-the-primary-query",
        "Problems - linked problems not relating to the primary query", .linkedProblems, .problems)

    /// In the order of the specification's table.
    package static let primary: [ListCode] = [
        allergies, endedAllergies, medications, consultations, problems, immunisations, uncategorised,
        investigations, referrals, diary,
    ]

    package static let secondary: [ListCode] = [
        consultation("allergies contained in consultations", .allergies),
        consultation("allergies that have been ended contained in consultations", .allergies),
        consultation("diary entries contained in consultations", .diary),
        consultation("documents contained in consultations", .documents),
        consultation("immunisations contained in consultations", .immunisations),
        consultation("investigations contained in consultations", .investigations),
        consultation("medications contained in consultations", .medications),
        consultation("outbound referrals in consultations", .referrals),
        consultation("problems contained in consultations", .problems),
        consultation("uncategorised data contained in consultations", .uncategorised),
        problem("allergies related to problems", .allergies),
        problem("allergies that have been ended related to problems", .allergies),
        problem("consultations related to problems", .consultations),
        problem("diary entries related to problems", .diary),
        problem("documents related to problems", .documents),
        problem("immunisations related to problems", .immunisations),
        problem("investigations related to problems", .investigations),
        problem("medications related to problems", .medications),
        problem("outbound referrals related to problems", .referrals),
        linkedProblems,
        problem("uncategorised data related to problems", .uncategorised),
    ]

    package static let all = primary + secondary

    private static func consultation(_ rest: String, _ area: ClinicalArea) -> ListCode {
        named("Consultations", rest, .consultations, area)
    }

    private static func problem(_ rest: String, _ area: ClinicalArea) -> ListCode {
        named("Problems", rest, .problems, area)
    }

    /// Published codes are the title in lower case with hyphens for spaces.
    private static func named(_ prefix: String, _ rest: String, _ layer: Layer, _ area: ClinicalArea) -> ListCode {
        let code = "\(prefix.lowercased())-\(rest.split(separator: " ").joined(separator: "-"))"
        return ListCode(code, "\(prefix) - \(rest)", layer, area)
    }

    /// Whether the list holds ended allergies, which are referred to as `List/ended-allergies#id`
    /// (docs/spec/README.md question Q2).
    package var holdsEndedAllergies: Bool {
        self == .endedAllergies || code.contains("allergies-that-have-been-ended")
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    package static func known(_ code: String) -> ListCode? { byCode[code] }

    /// The primary list(s) of an area; documents have none.
    package static func primary(of area: ClinicalArea) -> [ListCode] { primary.filter { $0.area == area } }

    package static func secondary(_ layer: Layer, of area: ClinicalArea) -> [ListCode] {
        secondary.filter { $0.layer == layer && $0.area == area }
    }
}

/// The three levels of lists that give a consultation its shape (docs/spec/clinical-areas.md section 6).
package enum StructureLevel: String, CaseIterable, Sendable {
    case consultation = "325851000000107"
    case topic = "25851000000105"
    case heading = "24781000000107"
}
