import Foundation
import Testing

/// What structure lists and problems say, worked out apart from the engine (docs/spec/clinical-areas.md 1.3, 2, 2.1).
@Suite("Secondary lists hold what consultations and problems reach")
struct SecondaryListTests {
    static let listOfType = [
        "AllergyIntolerance": "allergies", "ProcedureRequest": "diary-entries", "DocumentReference": "documents",
        "Immunization": "immunisations", "DiagnosticReport": "investigations", "MedicationStatement": "medications",
        "Condition": "problems", "Observation": "uncategorised-data", "Encounter": "consultations",
        "ended": "allergies-that-have-been-ended",
    ]

    private static func listCode(of type: String, in area: String) -> String? {
        let place = area == "consultations" ? "in-consultations" : "related-to-problems"
        if type == "ReferralRequest" { return "\(area)-outbound-referrals-\(place)" }
        guard let name = listOfType[type] else { return nil }
        return "\(area)-\(name)-\(area == "consultations" ? "contained-" : "")\(place)"
    }

    /// A plan or an issue points to the medication it belongs to; an ended allergy to its place in the list.
    private static func listed(_ reference: String, _ record: SampleRecord) -> (type: String, reference: String) {
        if reference.hasPrefix("List/ended-allergies#") { return ("ended", reference) }
        var reference = reference
        if JSON.string(record.byReference[reference], "intent") == "order", reference.hasPrefix("MedicationRequest/") {
            reference = JSON.string(record.byReference[reference], "basedOn", "reference") ?? reference
        }
        if reference.hasPrefix("MedicationRequest/") {
            let statement = record.resources("MedicationStatement").first {
                JSON.string($0, "basedOn", "reference") == reference
            }
            reference = "MedicationStatement/\(statement?["id"] ?? "")"
        }
        return (String(reference.prefix { $0 != "/" }), reference)
    }

    private static func extensions(_ resource: [String: Any], _ name: String) -> [String] {
        (resource["extension"] as? [[String: Any]] ?? []).filter { ($0["url"] as? String ?? "").hasSuffix(name) }
            .flatMap { found in
                ([found] + (found["extension"] as? [[String: Any]] ?? [])).compactMap {
                    JSON.string($0["valueReference"], "reference")
                }
            }
    }

    private static func reachedFromConsultations(_ record: SampleRecord) -> [String] {
        let structure = record.resources("List").filter { $0["encounter"] != nil }
        let content = structure.filter { JSON.string($0, "code", "coding", "code") != "325851000000107" }.flatMap(
            JSON.items)
        let problems =
            structure.flatMap { extensions($0, "RelatedProblemHeader-1") }
            + content.filter { $0.hasPrefix("Condition/") }
        let actual = problems.compactMap { record.byReference[$0] }.flatMap { extensions($0, "ActualProblem-1") }
        return content + problems + actual
    }

    private static func reachedFromProblems(_ record: SampleRecord) -> [String] {
        record.entries(ofList: "717711000000103").compactMap { record.byReference[$0] }
            .flatMap { extensions($0, "ActualProblem-1") + extensions($0, "RelatedClinicalContent-1") }
    }

    @Test(
        "every secondary list",
        arguments: ["full-record.json", "problems-active-only.json", "data-in-transit.json", "deceased-patient.json"])
    func membership(name: String) throws {
        let record = try SampleData.record(name)
        var expected: [String: Set<String>] = [:]
        for (area, reached) in [
            ("consultations", Self.reachedFromConsultations(record)), ("problems", Self.reachedFromProblems(record)),
        ] {
            for item in reached.map({ Self.listed($0, record) }) {
                guard let code = Self.listCode(of: item.type, in: area) else { continue }
                expected[code, default: []].insert(item.reference)
            }
        }
        var found: [String: Set<String>] = [:]
        for list in record.queryLists {
            guard let code = JSON.string(list, "code", "coding", "code"), code.first?.isLetter == true else { continue }
            if code != FullRecordTests.linkedProblems { found[code] = Set(JSON.items(list)) }
        }
        #expect(found == expected)
    }
}
