import FHIR
import GPConnect

/// The consultations of a source, most recent first: by start (of a partial date its last day), then by the date of
/// the consultation's List, then by id; those without a date last (docs/spec/README.md question Q16).
enum ConsultationRecency {
    private struct Key: Comparable {
        let start: Moment?
        let listDate: Moment?
        let id: String
        let number: Int

        static func < (left: Key, right: Key) -> Bool {
            if left.start != right.start { return Moment.isMoreRecent(left.start, right.start) }
            if left.listDate != right.listDate { return Moment.isMoreRecent(left.listDate, right.listDate) }
            return (left.id, left.number) < (right.id, right.number)
        }
    }

    /// An instant, or the last moment of the days that a date may mean.
    private struct Moment: Hashable {
        let seconds: Int

        init?(_ recorded: RecordedDate) {
            guard let date = recorded.date else { return nil }
            seconds =
                date.unixSeconds
                ?? LondonTime.unixSeconds(of: date.lastDay, minuteOfDay: 24 * 60 - 1, second: 59)
        }

        /// Unknown counts as the least recent.
        static func isMoreRecent(_ left: Moment?, _ right: Moment?) -> Bool {
            guard let left else { return false }
            guard let right else { return true }
            return left.seconds > right.seconds
        }
    }

    static func sorted(_ encounters: [Int], record: StructuredRecord, contents: ConsultationContents) -> [Int] {
        let keys = encounters.map { number in
            let encounter = record.resource(number)
            let list = contents.structure[number].first.map { record.resource(Int($0)) }
            return Key(
                start: Moment(RecordedDate(encounter["period"]?["start"])),
                listDate: list.flatMap { Moment(RecordedDate($0["date"])) },
                id: encounter.id ?? "", number: number)
        }
        return keys.sorted().map(\.number)
    }
}
