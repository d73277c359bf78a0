import FHIR
import GPConnect

/// An item as it stands in a consultation: what it is, its term and value, and every word of its text
/// (docs/spec/clinical-areas.md section 6).
struct EntryWords {
    let number: Int
    let context: RecordContext
    private var resource: Resource { context.resource(number) }

    init(_ number: Int, in context: RecordContext) {
        self.number = number
        self.context = context
    }

    private static let kinds: [ResourceType: String] = [
        .allergyIntolerance: "Allergy", .condition: "Problem", .diagnosticReport: "Investigation",
        .documentReference: "Document", .encounter: "Consultation", .immunization: "Immunisation",
        .medication: "Medication", .medicationStatement: "Medication", .observation: "Entry",
        .procedureRequest: "Diary entry", .referralRequest: "Referral", .questionnaireResponse: "Questionnaire",
    ]

    /// The texts of an item that a reader of the consultation must see whole.
    private static let texts: [ResourceType: [(label: String, path: ElementPath)]] = [
        .allergyIntolerance: [("Reaction", "reaction.manifestation"), ("Severity", "reaction.severity")],
        .diagnosticReport: [("Conclusion", "conclusion")],
        .documentReference: [("Type", "type")],
        .immunization: [("Reason not given", "explanation.reasonNotGiven")],
        .medicationRequest: [
            ("DOSE", "dosageInstruction.text"), ("Instruction", "dosageInstruction.patientInstruction"),
        ],
        .medicationStatement: [("DOSE", "dosage.text"), ("Instruction", "dosage.patientInstruction")],
        .observation: [("Comment", "comment")],
        .procedureRequest: [("Planned date", "occurrence[x]")],
        .referralRequest: [("Text", "description")],
    ]

    /// `beside` is the entry that names the item: its own words are kept when they say something else.
    func fields(beside entry: JSONValue? = nil) -> [DetailField] {
        let words = entry?["item"]?["display"]?.recorded?.nonEmpty
        let own = line
        let spoken = words.map { own.contains($0) ? own : "\(own) (\($0))" } ?? own
        return [.scrubbed(kind, spoken, style: .term, link: number)] + marks + parts + texts + notes
    }

    /// What the item's own row warns of stands here too.
    private var marks: [DetailField] {
        let marks = EntryState.marks(of: number, in: context) + CommonMarks.marks(of: number, in: context)
        return marks.filter { $0.level > .note }.map { mark in
            .scrubbed(mark.level == .alert ? "Warning" : "Check", mark.text, style: .mark(mark.level))
        }
    }

    private var kind: String {
        switch resource.type {
        case .medicationRequest: resource["intent"]?.isText("order") == true ? "Medication issue" : "Medication plan"
        case .procedureRequest where resource["intent"]?.isText("order") == true: "Test request"
        case .immunization where resource["notGiven"]?.bool == true: "Immunisation NOT GIVEN"
        default: Self.kinds[resource.type] ?? resource.type.rawValue
        }
    }

    /// A comment note is nothing but its text.
    private var line: String {
        switch resource.type {
        case .observation: ObservationText(number, in: context).line
        case .allergyIntolerance where resource["clinicalStatus"]?.isText("resolved") == true:
            "ENDED: \(ActorText(context.record).name(number))"
        default: ActorText(context.record).name(number)
        }
    }

    private var parts: [DetailField] {
        guard resource.type == .observation else { return [] }
        let text = ObservationText(number, in: context)
        let flag = text.flag.nonEmpty.map { [DetailField.scrubbed("Interpretation", $0)] } ?? []
        return flag + text.components.map { .scrubbed($0.label, $0.text) }
    }

    private var texts: [DetailField] {
        let actors = ActorText(context.record)
        var fields = (Self.texts[resource.type] ?? []).flatMap { label, path in
            path.values(in: resource.value).compactMap { value in
                ElementText.render(value, from: number, actors: actors).map { DetailField.scrubbed(label, $0.text) }
            }
        }
        if resource.type == .medicationRequest,
            let amount = QuantityFormat.supplied(resource["dispenseRequest"]?["quantity"])
        {
            fields.append(.scrubbed("Quantity", amount))
        }
        return fields
    }

    private var notes: [DetailField] {
        resource.value.all("note").compactMap { note in
            note["text"]?.recorded?.nonEmpty.map { .scrubbed("Note", $0) }
        }
    }
}

/// The state of an item where it must not be read as standing, current or final (docs/spec/hazards.md rows 11, 20, 84).
enum EntryState {
    private static let loud: [String: Mark] = [
        "cancelled": .alert("CANCELLED"), "entered-in-error": .alert("ENTERED IN ERROR"),
    ]
    private static let medications: Set<ResourceType> = [.medicationRequest, .medicationStatement]

    static func marks(of number: Int, in context: RecordContext) -> [Mark] {
        let resource = context.resource(number)
        let status = resource["status"]?.recorded?.nonEmpty
        if resource.type == .observation || resource.type == .diagnosticReport {
            return [ResultWords.stateMark(resource.value)].compactMap { $0 }
        }
        if let mark = status.flatMap({ loud[$0] }) { return [mark] }
        if medications.contains(resource.type), let status, status != "active" {
            return [.check(MedicationStatus.text(status).uppercased())]
        }
        if resource.type == .condition, let status = resource["clinicalStatus"]?.recorded?.nonEmpty, status != "active"
        {
            return [.check((ProblemFields.statuses[status] ?? status).uppercased())]
        }
        return []
    }
}
