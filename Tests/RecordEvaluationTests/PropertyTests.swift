import CorpusTestSupport
import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import Testing

/// What holds for every record and every request (issue "Regenerate the record", tests).
@Suite("Properties of evaluation")
struct PropertyTests {
    static let clock = EvaluationClock(noonOf: CivilDate("2024-09-15")!)

    /// The project's own record, and those of the corpus where it is.
    static let sources: [String] =
        ["sample-data/full-record.json", "sample-data/medication-scenarios.json"]
        + (Corpus.isThere ? Corpus.supplierRecords + Corpus.otherRecords : [])

    static func source(_ path: String) throws -> SourceRecord {
        path.hasPrefix("sample-data/") ? try ProjectFiles.source(path) : try Corpus.source(path)
    }

    /// Requests made from a seed, so that a failure can be repeated.
    static func requests(seed: UInt64, count: Int) -> [StructuredRecordRequest] {
        var generator = Seeded(state: seed)
        return (0..<count).map { _ in request(&generator) }
    }

    private static func request(_ generator: inout Seeded) -> StructuredRecordRequest {
        var request = StructuredRecordRequest()
        for parameter in ParameterTable.areas where Bool.random(using: &generator) { parameter.include(in: &request) }
        let present = Set(ParameterTable.areas.filter { $0.isPresent(in: request) }.map(\.area))
        for parameter in ParameterTable.areas where present.contains(parameter.area) {
            for part in parameter.parts where part.forbiddenWith.allSatisfy({ !present.contains($0) }) {
                guard part.isMandatory || Bool.random(using: &generator) else { continue }
                part.setValue(value(part.kind, &generator), in: &request)
            }
            if parameter.exclusiveParts.allSatisfy({ parameter.part($0)?.value(in: request) != nil }) {
                for name in parameter.exclusiveParts.dropFirst() { parameter.part(name)?.setValue(nil, in: &request) }
            }
        }
        return request
    }

    private static func value(_ kind: ParameterPart.Kind, _ generator: inout Seeded) -> ParameterValue {
        let today = clock.today
        let past = today.adding(days: -Int.random(in: 0...9000, using: &generator))
        switch kind {
        case .boolean: return .boolean(Bool.random(using: &generator))
        case .date(.notInTheFuture): return .date(past)
        case .date(.notInThePast): return .date(today.adding(days: Int.random(in: 0...400, using: &generator)))
        case .period:
            let end = min(today, past.adding(days: Int.random(in: 0...3000, using: &generator)))
            let isOpen = Int.random(in: 0..<3, using: &generator)
            return .period(SearchPeriod(start: isOpen == 1 ? nil : past, end: isOpen == 2 ? nil : end))
        case .positiveInteger: return .positiveInteger(Int.random(in: 1...9, using: &generator))
        case .code(let codes): return .code(codes.randomElement(using: &generator) ?? "active")
        }
    }

    @Test("Requests made here are valid")
    func requestsAreValid() throws {
        for request in Self.requests(seed: 7, count: 200) {
            let reader = RequestReader(today: Self.clock.today, origin: .evaluation(source: .absent))
            #expect(try reader.read(bytes: request.body.bytes).request == request)
        }
    }

    @Test("Each resource once, copied byte for byte, and one reason each", arguments: sources)
    func nothingIsLost(path: String) throws {
        let source = try Self.source(path)
        for request in Self.requests(seed: 1, count: 12) + [.fullRecord] {
            let answer = Evaluator.evaluate(source, request, clock: Self.clock)
            let written = try answer.written()
            let texts = Set(
                source.record.resources.indices.filter { answer.isIncluded($0) && answer.edit($0) == nil }.map {
                    String(decoding: source.record.resource($0).value.source, as: UTF8.self)
                })
            var seen: Set<ResourceID> = []
            for resource in written.resources where !resource.isContained {
                if let id = resource.resourceID { #expect(seen.insert(id).inserted, "\(id) twice in \(path)") }
                let isOwn =
                    resource.type == .operationOutcome
                    || written.lists.contains { $0.value == resource.value && $0.listCode != nil }
                if isOwn { continue }
                #expect(texts.contains(String(decoding: resource.value.source, as: UTF8.self)), "\(resource.label)")
            }
            #expect(answer.explanations.count == source.record.resources.count)
            for list in answer.lists { #expect(Set(list.entries).count == list.entries.count) }
        }
    }

    @Test("Every entry can be reached", arguments: sources)
    func everyEntryIsReached(path: String) throws {
        let source = try Self.source(path)
        for request in Self.requests(seed: 2, count: 12) + [.fullRecord] {
            let written = try Evaluator.evaluate(source, request, clock: Self.clock).written()
            #expect(Reachability.unreached(in: written).isEmpty, "\(path) \(request.body.line)")
        }
    }

    @Test("Evaluating an answer again gives the same answer", arguments: sources)
    func idempotent(path: String) throws {
        let source = try Self.source(path)
        for request in Self.requests(seed: 3, count: 8) + [.fullRecord] {
            let first = BundleWriter.bytes(Evaluator.evaluate(source, request, clock: Self.clock))
            let again = SourceRecord(record: StructuredRecord(bundle: try Bundle(bytes: first)))
            let second = BundleWriter.bytes(Evaluator.evaluate(again, request, clock: Self.clock))
            #expect(first == second, "\(path) \(request.body.line)")
        }
    }

    @Test("Narrower parameters never add a clinical resource", arguments: sources)
    func narrowerNeverAdds(path: String) throws {
        let source = try Self.source(path)
        for request in Self.requests(seed: 4, count: 25) {
            let wide = Evaluator.evaluate(source, request, clock: Self.clock)
            for narrower in Self.narrowed(request) {
                let narrow = Evaluator.evaluate(source, narrower, clock: Self.clock)
                let added = source.record.resources.indices.filter { narrow.isIncluded($0) && !wide.isIncluded($0) }
                #expect(
                    added.isEmpty,
                    "\(path) \(narrower.body.line) adds \(added.map { source.record.resource($0).label })")
            }
        }
    }

    /// The request without one area, and with one search made shorter.
    private static func narrowed(_ request: StructuredRecordRequest) -> [StructuredRecordRequest] {
        var requests: [StructuredRecordRequest] = []
        for parameter in ParameterTable.areas where parameter.isPresent(in: request) {
            var without = request
            parameter.remove(from: &without)
            requests.append(without)
            for part in parameter.parts {
                guard let value = part.value(in: request), let shorter = shorter(value, part) else { continue }
                var narrower = request
                part.setValue(shorter, in: &narrower)
                requests.append(narrower)
            }
        }
        return requests
    }

    private static func shorter(_ value: ParameterValue, _ part: ParameterPart) -> ParameterValue? {
        switch value {
        case .boolean(true): .boolean(false)
        case .boolean(false), .code: nil
        case .date(let date):
            .date(part.kind == .date(.notInTheFuture) ? date.adding(days: 200) : date.adding(days: -90))
        case .period(let period):
            .period(SearchPeriod(start: period.start?.adding(days: 200), end: period.end?.adding(days: -200)))
        case .positiveInteger(let number): number > 1 ? .positiveInteger(number - 1) : nil
        }
    }

    @Test("The same input gives the same bytes", arguments: ["sample-data/full-record.json"])
    func deterministic(path: String) throws {
        let first = try Self.source(path)
        let second = try Self.source(path)
        for request in Self.requests(seed: 5, count: 20) {
            #expect(
                BundleWriter.bytes(Evaluator.evaluate(first, request, clock: Self.clock))
                    == BundleWriter.bytes(Evaluator.evaluate(second, request, clock: Self.clock)))
        }
    }
}

/// A small generator with a seed (SplitMix64), because the system's cannot be repeated.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// Which entries of a Bundle can be reached from its query lists, its patient or its outcome.
enum Reachability {
    static func unreached(in record: StructuredRecord) -> [String] {
        var reached = [Bool](repeating: false, count: record.resources.count)
        var pending = record.lists.filter { $0.listCode != nil }.map(\.resource)
        pending += record.resources.indices.filter {
            [.patient, .operationOutcome].contains(record.resource($0).type)
        }
        while let number = pending.popLast() {
            guard !reached[number] else { continue }
            reached[number] = true
            pending += record.graph.outgoing(number).compactMap(\.target)
            pending += backwards(number, record)
        }
        return record.resources.indices.filter { !reached[$0] && !record.resource($0).isContained }.map {
            record.resource($0).label
        }
    }

    /// Links that are stored on the other side: the shape of a consultation, the issues of a plan, the filing comments
    /// of a result, the role of a practitioner.
    private static func backwards(_ number: Int, _ record: StructuredRecord) -> [Int] {
        let back: [ResourceType: ResourceType] = [
            .encounter: .list, .medicationRequest: .medicationRequest, .medicationStatement: .medicationStatement,
            .observation: .observation, .practitioner: .practitionerRole,
        ]
        let type = record.resource(number).type
        return record.graph.incoming(number).map(\.source).filter { record.resource($0).type == back[type] }
    }
}
