import FHIR
import GPConnect

/// Outbound referrals: who asked whom for what, without a word on what became of it
/// (docs/spec/clinical-areas.md section 11; docs/spec/hazards.md row 73).
package struct ReferralsPresenter: AreaPresenter {
    private static let columns = [
        Column.date("date", "Date"),
        Column("referral", "Referral", .flexible(minimum: 24), isTerm: true),
        Column("priority", "Practice's priority", .flexible(minimum: 12)),
        Column("from", "From", .flexible(minimum: 14), priority: 2),
        Column("to", "To", .flexible(minimum: 16), priority: 1),
    ]

    package init() {}

    package var groups: [RowGroup] { [RowGroup("Outbound referrals", columns: Self.columns)] }
    package var linkedColumns: [Column] { Self.columns }

    package func standingLines(in context: RecordContext) -> [HeadLine] {
        [
            HeadLine("Nothing here says how far a referral has got or whether it was received."),
            HeadLine("The priority is the practice's own; the receiver may have given another.", level: .note),
        ]
    }

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int { 0 }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        let resource = context.resource(number)
        let date = RecordedDate(resource["authoredOn"])
        let term = Self.term(resource)
        return ItemText(
            cells: [
                "date": DateFormat.day(date), "referral": term,
                "priority": ReferralPriority.words(of: resource.value),
                "from": names("requester.agent", number, context) ?? "Not recorded",
                "to": names("recipient", number, context) ?? "Not recorded",
            ],
            lines: lines(number, context), marks: Self.stateMarks(resource), sortDate: date.date?.sortKey,
            sortText: term, isCoded: TermText.isCoded(CodeableConcept(resource.value.all("reasonCode").first)))
    }

    private static func term(_ resource: Resource) -> String {
        TermText.term(CodeableConcept(resource.value.all("reasonCode").first))
            ?? CodeableConcept(resource.value.all("serviceRequested").first)?.term
            ?? CodeableConcept(resource["specialty"])?.term ?? "Reason not recorded"
    }

    /// Only these two states say something; the others are defaults (docs/spec/warnings.md section 7 row 20).
    private static func stateMarks(_ resource: Resource) -> [Mark] {
        switch resource["status"]?.recorded {
        case "cancelled": [.alert("CANCELLED")]
        case "entered-in-error": [.alert("ENTERED IN ERROR")]
        default: []
        }
    }

    private func lines(_ number: Int, _ context: RecordContext) -> [RowLine] {
        let resource = context.resource(number)
        var lines: [RowLine] = []
        for (label, path) in Self.lineTexts {
            let words = path.values(in: resource.value).compactMap { CodeableConcept($0)?.term }
            let more = label == "Also" ? Array(words.dropFirst()) : words
            if !more.isEmpty { lines.append(RowLine(more.joined(separator: "; "), label: label)) }
        }
        if let letters = names("supportingInfo", number, context) { lines.append(RowLine(letters, label: "With")) }
        let text = resource["description"]?.recorded?.nonEmpty ?? resource.value.all("note").first?["text"]?.recorded
        if let text, let line = Excerpt.line(text) { lines.append(line) }
        return lines
    }

    private static let lineTexts: [(label: String, path: ElementPath)] = [
        ("Also", "reasonCode"), ("Service", "serviceRequested"), ("Specialty", "specialty"),
    ]

    private func names(_ path: ElementPath, _ number: Int, _ context: RecordContext) -> String? {
        let actors = ActorText(context.record)
        let names = path.values(in: context.resource(number).value).compactMap { actors.text($0, from: number)?.text }
        return names.isEmpty ? nil : names.joined(separator: "; ")
    }

    private static let referral: [FieldSpec] = [
        FieldSpec("Reason", "reasonCode", .term, missing: "Not recorded"),
        FieldSpec("Reason", "reasonReference"),
        FieldSpec("Date", "authoredOn", missing: "Not recorded"),
        FieldSpec("Service requested", "serviceRequested"), FieldSpec("Specialty", "specialty"),
        FieldSpec("Type", "type"), FieldSpec("Wanted", "occurrence[x]"),
        FieldSpec("Text", "description", .verbatim), FieldSpec("Note", "note"),
    ]

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        let resource = context.resource(number)
        var writer = DetailWriter(number, in: context)
        writer.tick(resource["priority"])
        let priority = DetailField.scrubbed("Practice's priority", ReferralPriority.words(of: resource.value))
        writer.section("Referral", [priority] + Self.referral.flatMap { writer.fields($0) })
        writer.section(
            SectionSpec(
                "From and to",
                [
                    FieldSpec("From", "requester.agent", missing: "Not recorded"),
                    FieldSpec("On behalf of", "requester.onBehalfOf"),
                    FieldSpec("To", "recipient", missing: "Not recorded"),
                ]))
        writer.section(SectionSpec("Letters and other information", [FieldSpec("With", "supportingInfo")]))
        let belongings =
            ContextFields.consultation(&writer) + ContextFields.problems(of: number, in: context)
            + writer.fields(FieldSpec("Based on", "basedOn"))
        writer.section("Belongs to", belongings)
        writer.section(SectionSpec("Identity", [FieldSpec("Identifier", "identifier")]))
        return Detail(
            title: DisplayText.scrub("Referral: \(Self.term(resource))"), resource: number,
            marks: Self.stateMarks(resource) + CommonMarks.marks(of: number, in: context), sections: writer.finish())
    }
}

/// The practice's priority: as sent, else from a note that begins `Priority:`, else said to be missing
/// (docs/spec/hazards.md row 73).
enum ReferralPriority {
    private static let key = "priority:"

    static func words(of referral: JSONValue) -> String {
        if let priority = referral["priority"]?.recorded?.nonEmpty { return priority }
        let notes = referral.all("note").compactMap { $0["text"]?.recorded }
        let lines = notes.flatMap { $0.split(whereSeparator: \.isNewline) }
        let named = lines.lazy.compactMap { line -> String? in
            let text = line.drop(while: \.isWhitespace)
            guard text.lowercased().hasPrefix(key) else { return nil }
            return String(text.dropFirst(key.count).drop(while: \.isWhitespace)).nonEmpty
        }
        return named.first ?? "priority not stated"
    }
}
