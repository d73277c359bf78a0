import FHIR
import GPConnect

/// One immunisation as a row.
struct ImmunisationText {
    private let number: Int
    private let context: RecordContext
    private let resource: Resource
    private var value: JSONValue { resource.value }
    private var actors: ActorText { ActorText(context.record) }

    init(_ number: Int, in context: RecordContext) {
        self.number = number
        self.context = context
        resource = context.resource(number)
    }

    /// The term is the procedure; a product alone stands in when no procedure came.
    var term: String { TermText.term(procedure) ?? product.map { "Vaccination: \($0)" } ?? "Vaccination not recorded" }

    private var procedure: CodeableConcept? {
        CodeableConcept(value.extensionNamed("Extension-CareConnect-VaccinationProcedure-1")?.extensionValue)
    }

    private var product: String? {
        let concept = CodeableConcept(resource["vaccineCode"])
        return NullFlavour.code(in: concept) == nil ? TermText.term(concept) : nil
    }

    func item() -> ItemText {
        let date = RecordedDate(resource["date"])
        return ItemText(
            cells: [
                "date": DateFormat.day(date), "vaccination": term,
                "product": product ?? ImmunisationFields.productNotRecorded,
            ],
            lines: lines(), marks: marks(), sortDate: date.date?.sortKey, sortText: term)
    }

    func marks() -> [Mark] {
        var marks: [Mark] = []
        switch resource["notGiven"]?.bool {
        case true?: marks.append(.check("\(ImmunisationFields.notGiven): \(reasonNotGiven)"))
        case nil: marks.append(.check("given or not: not stated"))
        case false?: break
        }
        if MedicationDates(referenceDay: context.referenceDay).isFuture(RecordedDate(resource["date"])) {
            marks.append(.check("FUTURE from \(DateFormat.day(RecordedDate(resource["date"])))"))
        }
        if resource["primarySource"]?.bool == false { marks.append(.note(ImmunisationFields.byOthers)) }
        if resource["status"]?.isText("entered-in-error") == true { marks.append(.alert("ENTERED IN ERROR")) }
        if !TermText.isCoded(procedure), DegradedCode(in: procedure) == nil { marks.append(.note("not coded")) }
        return marks
    }

    private var reasonNotGiven: String {
        let reasons = value.all("explanation").flatMap { $0.all("reasonNotGiven") }
            .compactMap { CodeableConcept($0)?.term }
        return reasons.isEmpty ? "reason not recorded" : reasons.joined(separator: "; ")
    }

    private func lines() -> [RowLine] {
        [how(), who(), reportedFrom()].compactMap { $0 }
            + value.all("note").compactMap { $0["text"]?.recorded?.nonEmpty }.map { RowLine($0, label: "Note") }
    }

    private func how() -> RowLine? {
        let parts = [
            resource["lotNumber"]?.recorded?.nonEmpty.map { "batch \($0)" }, CodeableConcept(resource["site"])?.term,
            CodeableConcept(resource["route"])?.term, QuantityFormat.text(resource["doseQuantity"]),
        ].compactMap { $0 }
        return parts.isEmpty ? nil : RowLine(parts.joined(separator: " - "))
    }

    private func who() -> RowLine? {
        let people = value.all("practitioner").compactMap { practitioner -> String? in
            guard CodeableConcept(practitioner["role"])?.hasCode("AP") == true, let actor = practitioner["actor"] else {
                return nil
            }
            return actors.text(actor, from: number)?.text
        }
        return people.isEmpty ? nil : RowLine(people.joined(separator: ", "), label: "Given by")
    }

    private func reportedFrom() -> RowLine? {
        CodeableConcept(resource["reportOrigin"])?.term.map { RowLine($0, label: "Reported") }
    }
}

/// An Observation in the list of immunisations: consent, dissent, invitation (docs/spec/clinical-areas.md section 8,
/// `includeStatus`).
enum ImmunisationStatusText {
    static func item(_ number: Int, in context: RecordContext) -> ItemText {
        let resource = context.resource(number)
        let concept = CodeableConcept(resource["code"])
        let term = TermText.term(concept) ?? ActorText(context.record).name(number)
        let effective = resource.value.choice("effective")
        let period = effective?.type == "Period" ? Period(effective?.value) : nil
        let date = period?.start ?? RecordedDate(effective?.value)
        let words = resource.value.choice("value").flatMap {
            ElementText.render($0.value, from: number, actors: ActorText(context.record))?.text
        }
        let comment = resource["comment"]?.recorded?.nonEmpty
        return ItemText(
            cells: ["date": DateFormat.day(date), "vaccination": term, "value": words ?? "", "product": words ?? ""],
            lines: [period.map { RowLine(DateFormat.period($0)) }, comment.map { RowLine($0, label: "Comment") }]
                .compactMap { $0 },
            marks: [.note("immunisation status entry")] + state(resource), sortDate: date.date?.sortKey, sortText: term)
    }

    /// One taken back or not final must not read as a consent that stands.
    private static func state(_ resource: Resource) -> [Mark] {
        [ResultWords.stateMark(resource.value)].compactMap { $0 }.filter { $0.level > .note }
    }
}
