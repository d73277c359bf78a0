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
        return [.scrubbed(kind, spoken, style: .term, link: number)] + parts + texts + notes
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
        return ObservationText(number, in: context).components.map { .scrubbed($0.label, $0.text) }
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
