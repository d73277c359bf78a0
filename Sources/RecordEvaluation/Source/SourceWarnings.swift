import FHIR
import GPConnect

/// The warnings that a source's lists carry, which a regenerated list of the same code keeps: what was withheld from
/// the source is withheld still (docs/spec/warnings.md sections 1 and 5).
struct SourceWarnings: Sendable {
    struct Warnings: Sendable {
        /// Known codes with the date their note gives.
        var known: [ListWarning: String?] = [:]
        /// Codes this program does not know, as sent.
        var unknown: [String] = []
        /// Sentences of the notes that are none of the known texts, kept verbatim.
        var sentences: [String] = []
    }

    let byList: [ListCode: Warnings]
    /// Data in transit on any list concerns every list; with the date of its note.
    let transit: TransitWarning?

    struct TransitWarning: Sendable { let date: String? }

    init(record: StructuredRecord, switches: SourceSwitches) {
        var byList: [ListCode: Warnings] = [:]
        var transit: TransitWarning?
        for list in record.lists {
            guard let code = list.listCode else { continue }
            let warnings = NoteReading.warnings(of: list)
            byList[code, default: Warnings()].merge(warnings)
            if let date = warnings.known[.dataInTransit], transit == nil || transit?.date == nil {
                transit = TransitWarning(date: date)
            }
        }
        if let since = switches.transitSince { transit = TransitWarning(date: since.noteForm) }
        self.byList = byList
        self.transit = transit.map { TransitWarning(date: $0.date ?? Self.registrationDay(record)) }
    }

    /// The day of registration, which is what the note of a record in transit names.
    private static func registrationDay(_ record: StructuredRecord) -> String? {
        guard let patient = record.patient.map(record.resource) else { return nil }
        let details = patient.value.extensionNamed("Extension-CareConnect-RegistrationDetails-1")
        let period = details?.all("extension").first { $0["url"]?.isText("registrationPeriod") == true }
        return RecordedDate(period?["valuePeriod"]?["start"]).date?.firstDay.noteForm
    }
}

extension SourceWarnings.Warnings {
    fileprivate mutating func merge(_ other: Self) {
        known.merge(other.known) { own, new in own ?? new }
        unknown += other.unknown.filter { !unknown.contains($0) }
        sentences += other.sentences.filter { !sentences.contains($0) }
    }
}

/// Takes the notes of a list apart.
private enum NoteReading {
    /// A known text: with a date between its two halves, or whole.
    private struct Known: Sendable {
        let warning: ListWarning
        let head: String
        let tail: String?
    }

    private static let transitHead = "Patient record transfer from previous GP practice not yet complete; "

    /// The texts of this and of older versions of the specification.
    private static let texts: [Known] = [
        Known(
            warning: .confidentialItems, head: "Items excluded due to confidentiality and/or patient preferences.",
            tail: nil),
        Known(
            warning: .dataInTransit, head: transitHead + "information recorded before ", tail: " may be missing."),
        Known(
            warning: .dataInTransit, head: transitHead + "any information recorded before ",
            tail: " has been excluded."),
        Known(
            warning: .dataAwaitingFiling,
            head: "Patient record contains some items in the GP practice workflow that have not been reviewed for "
                + "inclusion in this message; information recorded before ",
            tail: " may be missing."),
        Known(
            warning: .dataAwaitingFiling,
            head: "Patient data may be incomplete as there is data supplied by a third party awaiting review before "
                + "becoming available.",
            tail: nil),
    ]

    static func warnings(of list: RecordList) -> SourceWarnings.Warnings {
        var warnings = SourceWarnings.Warnings()
        for code in list.warningCodes {
            if let known = ListWarning(rawValue: code) {
                warnings.known.updateValue(nil, forKey: known)
            } else if !warnings.unknown.contains(code) {
                warnings.unknown.append(code)
            }
        }
        for note in list.notes {
            let rest = strip(note, into: &warnings)
            if !rest.isEmpty, !warnings.sentences.contains(rest) { warnings.sentences.append(rest) }
        }
        return warnings
    }

    /// What is left of a note without the texts that belong to the list's codes.
    private static func strip(_ note: String, into warnings: inout SourceWarnings.Warnings) -> String {
        var rest = note
        for text in texts where warnings.known[text.warning] != nil {
            guard let head = rest.range(of: text.head) else { continue }
            guard let tail = text.tail else {
                rest.removeSubrange(head)
                continue
            }
            guard let end = rest.range(of: tail, from: head.upperBound) else { continue }
            warnings.known.updateValue(String(rest[head.upperBound..<end.lowerBound]), forKey: text.warning)
            rest.removeSubrange(head.lowerBound..<end.upperBound)
        }
        for text in [ListWarning.informationNotAvailable + ".", ListWarning.informationNotAvailable] {
            if let range = rest.range(of: text) { rest.removeSubrange(range) }
        }
        return rest.split(whereSeparator: \.isWhitespace).isEmpty ? "" : rest.trimmed
    }
}

extension String {
    fileprivate func range(of text: String, from start: Index? = nil) -> Range<Index>? {
        self[(start ?? startIndex)...].firstRange(of: text)
    }

    fileprivate var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
