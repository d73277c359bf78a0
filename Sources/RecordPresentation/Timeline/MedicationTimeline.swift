import FHIR
import GPConnect

/// The medications of a record as bars on an axis of time (docs/spec/display.md section 8, "timeline"). What a request
/// returns of them is kept apart: a moved search date moves no bar.
package struct MedicationTimeline: Sendable {
    /// Newest start on top, an unknown start last.
    package let bars: [Bar]
    /// The day that separates past and future.
    package let today: CivilDate

    package init(_ context: RecordContext) {
        today = context.referenceDay
        let numbers = context.record.resources.indices.filter {
            context.resource($0).type == .medicationStatement
        }
        bars = numbers.map { Bar($0, in: context) }.enumerated().sorted { left, right in
            switch (left.element.start.days?.lowerBound, right.element.start.days?.lowerBound) {
            case (let first?, let second?) where first != second: first > second
            case (.some, nil): true
            case (nil, .some): false
            default: left.offset < right.offset
            }
        }.map(\.element)
    }
}

extension MedicationTimeline {
    /// One end of a bar.
    package enum Edge: Hashable, Sendable {
        /// The days that the recorded date may mean: one, or of `2019` a whole year.
        case days(ClosedRange<CivilDate>, text: String)
        /// Nothing is recorded.
        case open
        /// Something is recorded that is no date.
        case unreadable(String)

        init(_ recorded: RecordedDate) {
            self =
                switch recorded {
                case .absent: .open
                case .unreadable(let text): .unreadable(DisplayText.scrub(text))
                case .known(let date): .days(date.firstDay...date.lastDay, text: DateFormat.day(date))
                }
        }

        package var days: ClosedRange<CivilDate>? {
            if case .days(let days, _) = self { days } else { nil }
        }

        package func words(missing: String) -> String {
            switch self {
            case .days(_, let text): text
            case .open: missing
            case .unreadable(let text): "\(text) (not a date)"
            }
        }
    }

    package struct Bar: Sendable {
        /// Number of the statement in `Bundle.resources`.
        package let resource: Int
        package let drug: String
        /// `Acute`, `Repeat dispensing`; in words when none is recorded.
        package let type: String
        /// Without an end it was active on its first day only (docs/spec/rules-dates.md section 3 row 4).
        package let isAcute: Bool
        package let isElsewhere: Bool
        package let start: Edge
        package let end: Edge
        /// The days on which issues were made or begin, oldest first; an undated issue has none.
        package let issues: [CivilDate]
        package let issueCount: Int
        /// The record's own word.
        package let status: String

        init(_ number: Int, in context: RecordContext) {
            let facts = MedicationFacts(number, in: context)
            resource = number
            let other = context.record.namesDifferentPatient(number).map { "DIFFERENT PATIENT: \($0) - " } ?? ""
            drug = DisplayText.scrub(other + facts.drugName)
            type = DisplayText.scrub(MedicationWords.type(facts.typeConcept))
            isAcute = ["acute", "delayed-prescribing"].contains(facts.typeCode)
            if case .elsewhere = facts.setting { isElsewhere = true } else { isElsewhere = false }
            start = Edge(facts.period.start)
            end = Edge(facts.period.end)
            status = DisplayText.scrub(MedicationStatus.text(facts.status))
            issueCount = facts.course.issues.count
            issues = facts.course.issues.compactMap { issue in
                let period = MedicationCourse.start(ofIssue: issue, context.record)
                let made = RecordedDate(context.resource(issue)["authoredOn"])
                return (period.date ?? made.date)?.firstDay
            }.sorted()
        }

        /// `From 24-Jan-2018 To 22-Feb-2018`, with words for what is missing.
        package var period: String {
            "From \(start.words(missing: "Not recorded")) To \(end.words(missing: openEnd))"
        }

        /// What an end that is not recorded means to the search, in words.
        package var openEnd: String { isAcute ? "Not recorded" : "Not recorded (on-going)" }
    }
}
