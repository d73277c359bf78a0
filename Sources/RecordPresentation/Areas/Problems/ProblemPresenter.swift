import FHIR
import GPConnect

/// Problems: active, inactive, and any other status, each in its own counted block (docs/spec/display.md section 6,
/// "problems").
package struct ProblemPresenter: AreaPresenter {
    package init() {}

    private enum Part: Int, CaseIterable {
        case active, inactive, other
    }

    private static let columns = [
        Column.date("onset", "Onset"), Column("problem", "Problem", .flexible(minimum: 26), isTerm: true),
        Column("significance", "Significance", .fixed(12)), Column("status", "Status", .fixed(10), priority: 2),
        Column.date("ended", "Ended", priority: 1),
    ]

    package let groups: [RowGroup] = Part.allCases.map { part in
        switch part {
        case .active:
            RowGroup(
                "Active problems", columns: columns, emptyText: "No active problems in the data returned",
                showsWhenEmpty: true)
        case .inactive:
            RowGroup(
                "Inactive problems", columns: columns, emptyText: "No inactive problems in the data returned",
                showsWhenEmpty: true)
        case .other: RowGroup("Problems of other status", columns: columns)
        }
    }

    package let linkedColumns = columns

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int {
        switch context.resource(number)["clinicalStatus"]?.recorded {
        case "active": Part.active.rawValue
        case "inactive": Part.inactive.rawValue
        default: Part.other.rawValue
        }
    }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        let value = context.resource(number).value
        let concept = CodeableConcept(value["code"])
        let term = TermText.term(concept) ?? ActorText(context.record).name(number)
        let onset = Self.date(value, "onset")
        return ItemText(
            cells: [
                "onset": onset.map { DateFormat.day($0) } ?? Self.words(value, "onset") ?? "Not recorded",
                "problem": term,
                "significance": Self.significance(value),
                "status": value["clinicalStatus"]?.recorded?.nonEmpty.map { ProblemFields.statuses[$0] ?? $0 }
                    ?? "Not recorded",
                "ended": Self.ended(value),
            ],
            lines: lines(number, value, in: context),
            marks: TermText.isCoded(concept) || DegradedCode(in: concept) != nil ? [] : [.note("not coded")],
            sortDate: onset?.date?.sortKey, sortText: term)
    }

    private static func significance(_ value: JSONValue) -> String {
        let code = value.extensionNamed("Extension-CareConnect-ProblemSignificance-1")?.extensionValue?.recorded
        return code?.nonEmpty.map { ProblemFields.significances[$0] ?? $0 } ?? "Not recorded"
    }

    /// No end is what an active problem has: only an ended one lacks its date.
    private static func ended(_ value: JSONValue) -> String {
        if let abatement = value["abatementPeriod"], let period = Period(abatement) {
            return period.end.text == nil ? DateFormat.period(period) : DateFormat.day(period.end)
        }
        if let date = date(value, "abatement") { return DateFormat.day(date) }
        if let isEnded = value["abatementBoolean"]?.bool { return isEnded ? "Yes, date not recorded" : "No" }
        if let words = words(value, "abatement") { return words }
        return value["clinicalStatus"]?.isText("active") == true ? "" : "Not recorded"
    }

    /// `onset[x]` and `abatement[x]` may be a date, a period, or words.
    private static func date(_ value: JSONValue, _ stem: String) -> RecordedDate? {
        guard let choice = value.choice(stem) else { return nil }
        switch choice.type {
        case "DateTime": return RecordedDate(choice.value)
        case "Period": return Period(choice.value)?.start
        default: return nil
        }
    }

    private static func words(_ value: JSONValue, _ stem: String) -> String? {
        guard let choice = value.choice(stem), choice.type != "DateTime" else { return nil }
        return choice.value.recorded?.nonEmpty ?? QuantityFormat.text(choice.value)
            ?? QuantityFormat.range(choice.value)
    }

    private static let excerptLength = 120

    private func lines(_ number: Int, _ value: JSONValue, in context: RecordContext) -> [RowLine] {
        let actors = ActorText(context.record)
        let related = ProblemLinks(of: number, in: context.record).related.compactMap { related -> RowLine? in
            guard let name = actors.text(related.reference, from: number)?.text else { return nil }
            return RowLine(name, label: Self.relation(related.kind))
        }
        let notes = value.all("note").compactMap { $0["text"]?.recorded?.nonEmpty }.map { note in
            let isLong = note.count > Self.excerptLength
            return RowLine(isLong ? Self.excerpt(note) : note, label: "Note", isExcerpt: isLong)
        }
        return related + notes
    }

    static func relation(_ kind: String?) -> String {
        guard let kind = kind?.nonEmpty else { return "Related problem" }
        return ProblemFields.relations[kind.lowercased()] ?? DisplayText.scrub(kind)
    }

    /// Whole words, the sign of a cut at the end (docs/spec/display.md section 10, "if cut").
    private static func excerpt(_ text: String) -> String {
        let start = text.prefix(excerptLength)
        guard let space = start.lastIndex(where: \.isWhitespace) else { return "\(start)..." }
        return "\(start[..<space])..."
    }

    /// docs/spec/hazards.md row 33.
    package func standingLines(in context: RecordContext) -> [HeadLine] {
        [
            HeadLine(
                "Problems are part of the record only: other entries may matter as much, and problem links depend on "
                    + "how the practice keeps them.")
        ]
    }

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        ProblemDetail(number, in: context).detail()
    }
}
