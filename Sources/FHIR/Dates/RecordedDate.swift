/// What a resource holds where a date is due: an answer with three values, because data can leave it open
/// (docs/spec/rules-dates.md section 2: missing and unreadable both mean unknown).
package enum RecordedDate: Hashable, Sendable {
    case absent
    /// Something is recorded that is no date of FHIR; its text as recorded.
    case unreadable(String)
    case known(FHIRDateTime)

    package init(_ value: JSONValue?) {
        guard let text = value?.recorded else {
            self = .absent
            return
        }
        self = FHIRDateTime(text).map(RecordedDate.known) ?? .unreadable(text)
    }

    package var date: FHIRDateTime? {
        if case .known(let date) = self { date } else { nil }
    }

    /// The recorded text, nil when nothing is recorded.
    package var text: String? {
        switch self {
        case .absent: nil
        case .unreadable(let text): text
        case .known(let date): date.text
        }
    }
}

/// A FHIR Period as recorded; either end may be absent.
package struct Period: Hashable, Sendable {
    package var start: RecordedDate
    package var end: RecordedDate

    package init(start: RecordedDate, end: RecordedDate) {
        self.start = start
        self.end = end
    }

    /// Nil when there is no such element.
    package init?(_ value: JSONValue?) {
        guard let value, value.kind == .object else { return nil }
        self.init(start: RecordedDate(value["start"]), end: RecordedDate(value["end"]))
    }
}
