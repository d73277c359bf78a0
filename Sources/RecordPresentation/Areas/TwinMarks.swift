import FHIR
import GPConnect

/// Tells entries that could be taken for each other. Nothing is merged: both stay, each names the other
/// (docs/spec/hazards.md row 19). One pass over the rows of an area, so that a large record stays quick.
struct TwinMarks {
    private let record: StructuredRecord
    private var byIdentifier: [String: [Int]] = [:]

    /// - Parameter numbers: the resources of the area's rows.
    init(of numbers: [Int], in record: StructuredRecord) {
        self.record = record
        for number in Set(numbers).sorted() {
            for key in Self.identifierKeys(of: number, in: record) { byIdentifier[key, default: []].append(number) }
        }
    }

    /// The marks of one row; `similar` is how many rows of its block say the same.
    func marks(of number: Int?, similar: Int) -> [Mark] {
        guard let number else { return [] }
        return sharedIdentifier(number) + (similar > 1 ? [.note("similar entry")] : [])
    }

    private func sharedIdentifier(_ number: Int) -> [Mark] {
        let own = Self.identifierKeys(of: number, in: record)
        let others = own.flatMap { byIdentifier[$0] ?? [] }.filter { $0 != number }
            .reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
        guard let first = others.first else { return [] }
        let name = "\(ActorText(record).name(first)) (\(record.resource(first).label))"
        let more = others.count > 1 ? " and \(others.count - 1) more" : ""
        return [.note("same identifier as \(DisplayText.scrub(name))\(more)")]
    }

    private static func identifierKeys(of number: Int, in record: StructuredRecord) -> [String] {
        record.resource(number).value.all("identifier").compactMap { Identifier($0).key }
    }
}
