import FHIR
import GPConnect

/// What a record says of one medication, read once from its statement, plan and issues. Nothing here is computed that
/// could stand in the place of a sent value (docs/spec/hazards.md section 4, "rules distilled").
struct MedicationFacts {
    let context: RecordContext
    /// The resource the row or detail is of.
    let number: Int
    let course: MedicationCourse
    let resource: Resource
    let plan: Resource?
    /// As sent; rules on status use the resource of the row only.
    let status: String?
    let period: Period
    let dates: MedicationDates

    var record: StructuredRecord { context.record }
    var isStatement: Bool { resource.type == .medicationStatement }

    init(_ number: Int, in context: RecordContext) {
        self.context = context
        self.number = number
        let record = context.record
        course = MedicationCourse(of: number, in: record)
        resource = record.resource(number)
        plan = course.plan.map(record.resource)
        status = resource["status"]?.recorded?.nonEmpty
        let ownPeriod = resource["effectivePeriod"] ?? resource["dispenseRequest"]?["validityPeriod"]
        period =
            Period(ownPeriod)
            ?? Period(start: RecordedDate(resource["effectiveDateTime"]), end: .absent)
        dates = MedicationDates(referenceDay: context.referenceDay)
    }
}

/// Where a recorded date lies from the day that marks are measured from. Unknown dates are neither past nor future.
struct MedicationDates {
    let referenceDay: CivilDate

    func isFuture(_ date: RecordedDate) -> Bool { date.date.map { $0.firstDay > referenceDay } ?? false }
    func isPast(_ date: RecordedDate) -> Bool { date.date.map { $0.lastDay < referenceDay } ?? false }
}

// Drug, type, where prescribed.
extension MedicationFacts {
    /// The Medication resource, where the drug is one.
    var medication: Int? {
        if resource.type == .medication { return number }
        guard case .resource(let target) = record.resolve(resource["medicationReference"], from: number) else {
            return nil
        }
        return target
    }

    var drugConcept: CodeableConcept? {
        CodeableConcept(resource["medicationCodeableConcept"])
            ?? medication.flatMap { CodeableConcept(record.resource($0)["code"]) }
    }

    /// Never blank: a drug that did not come says so.
    var drugName: String {
        if let term = TermText.term(drugConcept) { return term }
        switch record.resolve(resource["medicationReference"], from: number) {
        case .resource: return "Drug not named"
        case .words(let words): return words
        case .notSupplied(let reference, let display):
            return display.map { "\($0) (not supplied: \(reference))" } ?? "Drug not supplied: \(reference)"
        case .absent: return "Drug not recorded"
        }
    }

    /// The request that says how the medication is prescribed: the plan, else the row's own request.
    var request: Resource? { plan ?? (resource.type == .medicationRequest ? resource : nil) }

    var typeConcept: CodeableConcept? { Self.type(of: request) }

    static func type(of request: Resource?) -> CodeableConcept? {
        CodeableConcept(request?.value.extensionNamed("Extension-CareConnect-PrescriptionType-1")?.extensionValue)
    }

    /// The code of the prescription type, nil when none is sent.
    var typeCode: String? { MedicationWords.typeCode(of: typeConcept) }

    /// On the statement; some systems put it on the plan.
    private var agency: CodeableConcept? {
        [resource, plan].lazy.compactMap { holder in
            CodeableConcept(
                holder?.value.extensionNamed("Extension-CareConnect-PrescribingAgency-1")?.extensionValue)
        }.first
    }

    enum Setting: Equatable {
        case practice
        /// With the words for where, if there are any.
        case elsewhere(String?)
        /// Words without a code: shown, not judged.
        case words(String)
        case notStated
    }

    /// Elsewhere only if the extension says so (docs/spec/hazards.md row 45).
    var setting: Setting {
        guard let agency, let term = agency.term else { return .notStated }
        let codes = agency.codings.compactMap(\.code)
        if codes.isEmpty { return .words(term) }
        let isNamedElsewhere = codes.contains("prescribed-by-another-organisation")
        if !isNamedElsewhere, codes.contains("prescribed-at-gp-practice") { return .practice }
        return .elsewhere(agency.text ?? (isNamedElsewhere ? nil : term))
    }
}

// Issues.
extension MedicationFacts {
    private var repeatInformation: [JSONValue] {
        request?.value.extensionNamed("Extension-CareConnect-MedicationRepeatInformation-1")?.all("extension") ?? []
    }

    private func repeatPart(_ name: String) -> JSONValue? {
        repeatInformation.first { $0["url"]?.string?.hasSuffix(name) == true }?.extensionValue
    }

    /// As sent; suppliers use several integer types (docs/spec/hazards.md row 59).
    var issued: String? { repeatPart("numberOfRepeatPrescriptionsIssued")?.recorded }
    var allowed: String? { repeatPart("numberOfRepeatPrescriptionsAllowed")?.recorded }
    var expiry: RecordedDate { RecordedDate(repeatPart("authorisationExpiryDate")) }

    /// 0 and absent both mean that no limit is stated (docs/spec/hazards.md section 8, point 9).
    var limit: Int? { allowed.flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } }

    var lastIssue: RecordedDate { Self.lastIssue(of: resource) }

    static func lastIssue(of statement: Resource) -> RecordedDate {
        RecordedDate(
            statement.value.extensionNamed("Extension-CareConnect-MedicationStatementLastIssueDate-1")?.extensionValue)
    }

    var hasIssues: Bool { !course.issues.isEmpty }

    /// Whether issues came because they were asked for; nil when nobody can tell.
    var issuesRequested: Bool? {
        if let scope = context.origin.scope { return scope.includesIssues }
        return record.resources.contains { $0.type == .medicationRequest && $0["intent"]?.isText("order") == true }
            ? true : nil
    }

    var futureIssues: [Int] {
        course.issues.filter { dates.isFuture(MedicationCourse.start(ofIssue: $0, record)) }
    }

    /// Nothing says that an issue was ever made: no date, no issue, no count above 0.
    var isUnissued: Bool {
        guard isStatement, MedicationStatus.isCurrent(status), lastIssue == .absent, !hasIssues else { return false }
        if case .elsewhere = setting { return false }
        return issued == "0" || (issued == nil && issuesRequested != false)
    }
}

// Dose and stop.
extension MedicationFacts {
    /// The texts of the dose: the statement's, else those of the request.
    var doses: [String] { Self.doses(of: resource) }

    static func doses(of resource: Resource) -> [String] {
        (resource.value.all("dosage") + resource.value.all("dosageInstruction")).compactMap {
            $0["text"]?.recorded?.nonEmpty
        }
    }

    var instructions: [String] {
        (resource.value.all("dosage") + resource.value.all("dosageInstruction")).compactMap {
            $0["patientInstruction"]?.recorded?.nonEmpty
        }
    }

    enum DoseChange: Equatable {
        case no
        case on(RecordedDate)
    }

    /// By the extension, of which two URLs occur, else by the tail that providers put behind the dose
    /// (docs/spec/hazards.md row 59 and section 2).
    var doseChange: DoseChange {
        let changed = resource.value.all("extension").first {
            $0["url"]?.string.map(ExtensionName.short)?.lowercased().hasSuffix("dosagelastchanged") == true
        }
        if let changed { return .on(RecordedDate(changed.extensionValue)) }
        let hasTail = doses.contains { $0.lowercased().contains("warning - dosage has changed") }
        return hasTail ? .on(.absent) : .no
    }

    struct Stop {
        let date: RecordedDate
        let reason: CodeableConcept?
        let isOfIssue: Bool
    }

    /// The reasons for stopping on the plan, else on issues, which the specification forbids and suppliers send
    /// (docs/spec/hazards.md section 8, point 8).
    var stops: [Stop] {
        let own = request.flatMap { Self.stop($0, isOfIssue: MedicationCourse.isIssue(number, record)) }
        if let own { return [own] }
        return course.issues.compactMap { Self.stop(record.resource($0), isOfIssue: true) }
    }

    private static func stop(_ request: Resource, isOfIssue: Bool) -> Stop? {
        guard let parts = request.value.extensionNamed("Extension-CareConnect-MedicationStatusReason-1") else {
            return nil
        }
        func part(_ name: String) -> JSONValue? {
            parts.all("extension").first { $0["url"]?.string?.hasSuffix(name) == true }?.extensionValue
        }
        return Stop(
            date: RecordedDate(part("statusChangeDate")), reason: CodeableConcept(part("statusReason")),
            isOfIssue: isOfIssue)
    }
}

/// The states of a medication in words and in the blocks of the list (docs/spec/display.md section 5).
enum MedicationStatus {
    static let words: [String: String] = [
        "active": "Active", "completed": "Completed", "stopped": "Stopped", "intended": "Intended",
        "on-hold": "On hold", "entered-in-error": "ENTERED IN ERROR", "cancelled": "CANCELLED", "draft": "Draft",
        "unknown": "Unknown",
    ]

    /// Never blank; a status that is not in the table stands as sent.
    static func text(_ status: String?) -> String { status.map { words[$0] ?? $0 } ?? "Not recorded" }

    static func isCurrent(_ status: String?) -> Bool {
        status.map(["active", "intended", "on-hold"].contains) ?? false
    }

    static func isPast(_ status: String?) -> Bool { status.map(["completed", "stopped"].contains) ?? false }
}
