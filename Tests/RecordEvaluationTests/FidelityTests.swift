import CorpusTestSupport
import FHIR
import GPConnect
import RecordEvaluation
import Testing

/// Evaluating a supplier's full record with the parameters that produced it gives the supplier's own lists.
@Suite("Fidelity to suppliers' records", .enabled(if: Corpus.isThere, Corpus.absence))
struct FidelityTests {
    @Test("Every list of a supplier's record comes back", arguments: Corpus.supplierRecords)
    func everyListComesBack(path: String) throws {
        let source = try Corpus.source(path)
        #expect(try Self.differences(of: source).isEmpty)
    }

    /// What other records list differently: they lack lists, or list what they do not hold.
    @Test("Other records are evaluated, and differ only where known", arguments: Corpus.otherRecords)
    func otherRecordsAreEvaluated(path: String) throws {
        let source = try Corpus.source(path)
        let differences = try Self.differences(of: source)
        #expect(differences.sorted() == (Self.known[path] ?? []).sorted())
    }

    /// The demonstrator sends no secondary lists, or not all; it does not list the problems of its topics; the damaged
    /// record's list of consultations was emptied while what depends on it was left.
    static let known: [String: [String]] = [
        "records/demonstrator.json": demonstrator, "edge/missing-patient.json": demonstrator,
        "records/mixed-19-types.json": topics, "records/large-3mb.json": topics, "edge/malformed-date.json": topics,
        "edge/ended-allergies-contained.json": ["consultations-problems-contained-in-consultations: +1 -0"],
        "edge/empty-consultation-list.json": [
            "consultations-problems-contained-in-consultations: +0 -1",
            "consultations-uncategorised-data-contained-in-consultations: +0 -11",
            "problems-linked-problems-not-relating-to-the-primary-query: +0 -8",
        ],
    ]

    private static let demonstrator = [
        "consultations-medications-contained-in-consultations: +5 -0",
        "consultations-uncategorised-data-contained-in-consultations: +47 -0",
    ]

    private static let topics = [
        "consultations-problems-contained-in-consultations: +4 -0",
        "problems-uncategorised-data-related-to-problems: +1 -0",
    ]

    /// Members of a list that only one side has, as `code: +ours -theirs`.
    static func differences(of source: SourceRecord) throws -> [String] {
        let evaluation = Evaluator.evaluate(
            source, .fullRecord, clock: EvaluationClock(noonOf: try #require(CivilDate("2024-09-15"))))
        return ListCode.all.compactMap { code in
            let ours = Set(evaluation.list(code)?.resources ?? [])
            let theirs = Set(source.record.lists(code).flatMap { $0.entries.compactMap(\.target) })
            let isThere = (evaluation.list(code) != nil, !source.record.lists(code).isEmpty)
            if ours == theirs, isThere.0 == isThere.1 { return nil }
            return "\(code.code): +\(ours.subtracting(theirs).count) -\(theirs.subtracting(ours).count)"
        }
    }
}
