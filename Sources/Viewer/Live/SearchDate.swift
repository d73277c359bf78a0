import FHIR
import GPConnect

/// The medication search date that the timeline moves.
enum SearchDate {
    static let row = ParameterRow.part("medicationSearchFromDate", of: "includeMedication")

    static let reduced =
        "now allergies and medication only: a search date may not be combined with consultations or problems"

    static func day(in live: LiveRecord) -> CivilDate? {
        live.accepted.reading.request.medication?.searchFromDate
    }

    /// The request with that date. One that may not hold a date beside the rest is reduced to medication, with the allergies
    /// that make it safe to read (docs/spec/hazards.md row 16).
    static func draft(with day: CivilDate, from draft: RequestDraft, _ live: LiveRecord) -> (
        draft: RequestDraft, isReduced: Bool
    ) {
        var next = draft
        row.set(day.description, in: &next)
        if (try? next.reading(today: live.today, patient: live.source.patient)) != nil { return (next, false) }
        var request = StructuredRecordRequest()
        request.allergies = .init(includeResolved: true)
        request.medication = .init(searchFromDate: day)
        return (RequestDraft(request), true)
    }
}
