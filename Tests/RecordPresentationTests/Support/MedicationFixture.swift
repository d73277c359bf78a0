import FHIR
import GPConnect

/// One medication for a test: its statement, plan, issues and drug as resources. Only what is given is written.
struct MedicationFixture {
    struct Issue {
        var start: String
        var end: String?
        var status = "completed"
        var authored: String?
        var quantity: String?
        var days: String?
        var stop: Stop?
        var recorder: String?
    }

    struct Stop {
        var date: String?
        /// JSON of the CodeableConcept.
        var reason: String?

        static func words(_ date: String, _ reason: String) -> Stop {
            Stop(date: date, reason: #"{"text":"\#(reason)"}"#)
        }
    }

    var id: String
    /// JSON of `Medication.code`.
    var code = #"{"text":"Atorvastatin 20mg tablets"}"#
    var status: String? = "active"
    var planStatus: String?
    var type: String? = "repeat"
    var start: String? = "2019-07-01"
    var end: String?
    var lastIssue: String?
    var dose: String? = "One tablet at night"
    var instruction: String?
    /// URL name of the extension and date.
    var doseChanged: (name: String, date: String)?
    /// JSON of the PrescribingAgency concept.
    var agency: String? = Self.practice
    var issued: String?
    var allowed: String?
    var countType = "valueUnsignedInt"
    var expiry: String?
    var authored: String?
    var quantity: String? = #"{"value":28,"unit":"tablet"}"#
    var days: String?
    var stop: Stop?
    var prior: String?
    var recorder: String?
    var notes: [String] = []
    var issues: [Issue] = []

    init(_ id: String) { self.id = id }

    static let practice = #"{"coding":[{"system":"s","code":"prescribed-at-gp-practice"}]}"#

    static func elsewhere(_ place: String?) -> String {
        let text = place.map { #","text":"\#($0)""# } ?? ""
        return #"{"coding":[{"system":"s","code":"prescribed-by-another-organisation"}]\#(text)}"#
    }

    var reference: String { "MedicationStatement/\(id)" }

    var resources: [String] {
        [statement, plan, #"{"resourceType":"Medication","id":"\#(id)-drug","code":\#(code)}"#]
            + issues.indices.map(issue)
    }

    private var drug: String { #""medicationReference":{"reference":"Medication/\#(id)-drug"}"# }

    private var statement: String {
        let extensions = [
            agency.map { Fixture.ext("PrescribingAgency", #""valueCodeableConcept":\#($0)"#) },
            lastIssue.map { Fixture.ext("MedicationStatementLastIssueDate", #""valueDateTime":"\#($0)""#) },
            doseChanged.map { Fixture.ext($0.name, #""valueDateTime":"\#($0.date)""#) },
        ].compactMap { $0 }
        return Fixture.resource(
            .medicationStatement, id, drug, #""basedOn":[{"reference":"MedicationRequest/\#(id)-plan"}]"#,
            text("status", status), text("taken", "unk"), period("effectivePeriod", start, end),
            #""extension":[\#(extensions.joined(separator: ","))]"#, dosage("dosage"), noteList)
    }

    private var plan: String {
        let parts = [
            allowed.map { Fixture.part("numberOfRepeatPrescriptionsAllowed", #""\#(countType)":\#($0)"#) },
            issued.map { Fixture.part("numberOfRepeatPrescriptionsIssued", #""\#(countType)":\#($0)"#) },
            expiry.map { Fixture.part("authorisationExpiryDate", #""valueDateTime":"\#($0)""#) },
        ].compactMap { $0 }
        let information = #""extension":[\#(parts.joined(separator: ","))]"#
        let extensions = [
            type.map(Self.prescriptionType),
            parts.isEmpty ? nil : Fixture.ext("MedicationRepeatInformation", information),
            stop.map(Self.reason),
        ].compactMap { $0 }
        return Fixture.resource(
            .medicationRequest, "\(id)-plan", drug, text("status", planStatus ?? status), text("intent", "plan"),
            text("authoredOn", authored), #""extension":[\#(extensions.joined(separator: ","))]"#,
            dosage("dosageInstruction"), dispense(start, end, quantity, days),
            prior.map { #""priorPrescription":{"reference":"MedicationRequest/\#($0)"}"# } ?? "", person(recorder))
    }

    private func issue(_ index: Int) -> String {
        let issue = issues[index]
        let extensions = [type.map(Self.prescriptionType), issue.stop.map(Self.reason)].compactMap { $0 }
        return Fixture.resource(
            .medicationRequest, "\(id)-issue-\(index + 1)", drug, text("status", issue.status), text("intent", "order"),
            text("authoredOn", issue.authored), #""extension":[\#(extensions.joined(separator: ","))]"#,
            #""basedOn":[{"reference":"MedicationRequest/\#(id)-plan"}]"#,
            dispense(issue.start, issue.end, issue.quantity ?? quantity, issue.days ?? days), person(issue.recorder))
    }

    private static func prescriptionType(_ code: String) -> String {
        Fixture.ext("PrescriptionType", #""valueCodeableConcept":{"coding":[{"system":"t","code":"\#(code)"}]}"#)
    }

    private static func reason(_ stop: Stop) -> String {
        let parts = [
            stop.reason.map { Fixture.part("statusReason", #""valueCodeableConcept":\#($0)"#) },
            stop.date.map { Fixture.part("statusChangeDate", #""valueDateTime":"\#($0)""#) },
        ].compactMap { $0 }
        return Fixture.ext("MedicationStatusReason", #""extension":[\#(parts.joined(separator: ","))]"#)
    }

    private func text(_ name: String, _ value: String?) -> String { value.map { #""\#(name)":"\#($0)""# } ?? "" }

    private func period(_ name: String, _ start: String?, _ end: String?) -> String {
        let ends = [text("start", start), text("end", end)].filter { !$0.isEmpty }
        return #""\#(name)":{\#(ends.joined(separator: ","))}"#
    }

    private func dosage(_ name: String) -> String {
        let parts = [text("text", dose), text("patientInstruction", instruction)].filter { !$0.isEmpty }
        return parts.isEmpty ? "" : #""\#(name)":[{\#(parts.joined(separator: ","))}]"#
    }

    private func dispense(_ start: String?, _ end: String?, _ quantity: String?, _ days: String?) -> String {
        let parts = [
            period("validityPeriod", start, end), quantity.map { #""quantity":\#($0)"# },
            days.map { #""expectedSupplyDuration":{"value":\#($0),"unit":"day"}"# },
        ].compactMap { $0 }
        return #""dispenseRequest":{\#(parts.joined(separator: ","))}"#
    }

    private func person(_ id: String?) -> String { id.map { #""recorder":{"reference":"Practitioner/\#($0)"}"# } ?? "" }

    private var noteList: String {
        notes.isEmpty ? "" : #""note":[\#(notes.map { #"{"text":"\#($0)"}"# }.joined(separator: ","))]"#
    }
}

extension MedicationFixture {
    /// The same medication with some of it changed.
    func with(_ change: (inout MedicationFixture) -> Void) -> MedicationFixture {
        var copy = self
        change(&copy)
        return copy
    }
}
