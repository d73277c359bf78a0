import Foundation
import Testing

@Suite("The fourteen medications")
struct MedicationScenarioTests {
    /// docs/spec/rules-dates.md 4
    static let medications: [(id: String, type: String, start: String, end: String?, issues: Int?)] = [
        ("A1", "acute", "2018-01-24", "2018-02-22", 1), ("A2", "acute", "2018-03-17", "2018-04-16", 1),
        ("A3", "acute", "2018-09-16", "2018-10-17", 1), ("A4", "acute", "2018-06-01", "2018-10-01", 1),
        ("A5", "acute", "2018-02-15", nil, 1), ("A6", "acute", "2018-08-01", nil, 1),
        ("R1", "repeat", "2018-01-24", "2018-07-24", 6), ("R2", "repeat", "2018-06-15", "2018-12-15", nil),
        ("R3", "repeat", "2018-08-01", nil, nil), ("R4", "repeat", "2018-02-22", nil, nil),
        ("R5", "repeat-dispensing", "2018-02-15", "2018-12-16", 10), ("A7", "acute", "2018-10-23", "2018-11-23", 1),
        ("R6", "repeat", "2018-01-01", "2018-07-01", 6), ("R7", "repeat", "2018-07-01", "2018-12-31", nil),
        ("E1", "acute", "2017-11-02", "2017-11-16", 0),
    ]

    @Test("has the dates, type and issues of the table", arguments: medications)
    func medication(id: String, type: String, start: String, end: String?, issues: Int?) throws {
        let record = try SampleData.record("medication-scenarios.json")
        let statement = try #require(record.byReference["MedicationStatement/\(id)"])
        let plan = try #require(record.byReference["MedicationRequest/\(id)-plan"])
        #expect(JSON.string(statement, "basedOn", "reference") == "MedicationRequest/\(id)-plan")
        for period in [statement["effectivePeriod"], (plan["dispenseRequest"] as? [String: Any])?["validityPeriod"]] {
            #expect(JSON.string(period, "start") == start)
            #expect(JSON.string(period, "end") == end)
        }
        let prescription = (plan["extension"] as? [[String: Any]])?.first {
            ($0["url"] as? String)?.hasSuffix("PrescriptionType-1") == true
        }
        #expect(JSON.string(prescription?["valueCodeableConcept"], "coding", "code") == type)
        let orders = record.resources("MedicationRequest").count {
            JSON.string($0, "basedOn", "reference") == "MedicationRequest/\(id)-plan"
        }
        if let issues { #expect(orders == issues) } else { #expect(orders > 0) }
    }

    @Test("these fifteen and no other")
    func primaryList() throws {
        let listed = try SampleData.record("medication-scenarios.json").entries(ofList: "933361000000108")
        #expect(Set(listed) == Set(Self.medications.map { "MedicationStatement/\($0.id)" }))
    }
}
