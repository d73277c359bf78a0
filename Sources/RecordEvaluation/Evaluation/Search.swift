import FHIR
import GPConnect

/// A request in the form in which items are compared with it.
struct Search: Sendable {
    let source: SourceRecord
    let request: StructuredRecordRequest
    let medicationFrom: Int32?
    let diaryUntil: Int32?
    /// The consultations that are among the most recent asked for; nil without that filter.
    let mostRecent: Set<Int>?
    private let periods: [ClinicalArea: SearchDays]

    init(source: SourceRecord, request: StructuredRecordRequest) {
        self.source = source
        self.request = request
        medicationFrom = request.medication?.searchFromDate?.dayNumber
        diaryUntil = request.diary?.searchDate?.dayNumber
        mostRecent = request.consultations?.mostRecent.map { Search.mostRecent($0, of: source) }
        var periods: [ClinicalArea: SearchDays] = [:]
        for (area, period) in [
            (ClinicalArea.consultations, request.consultations?.searchPeriod),
            (.uncategorised, request.uncategorised?.searchPeriod),
            (.investigations, request.investigations?.searchPeriod),
            (.referrals, request.referrals?.searchPeriod),
        ] {
            guard let period else { continue }
            periods[area] = SearchDays(start: period.start?.dayNumber, end: period.end?.dayNumber)
        }
        self.periods = periods
    }

    func period(_ area: ClinicalArea) -> SearchDays? { periods[area] }

    /// Withheld consultations count: their place among the most recent is not given to another.
    private static func mostRecent(_ number: Int, of source: SourceRecord) -> Set<Int> {
        Set(source.recency.lazy.filter { !source.standings[$0].isSilentlyAbsent }.prefix(number))
    }
}
