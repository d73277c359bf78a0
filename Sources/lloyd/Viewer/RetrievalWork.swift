import FHIR
import Foundation
import GPConnect
import RecordConsumer
import RecordLibrary
import RecordPresentation
import Synchronization
import Viewer

/// Retrieves beside the keys: each retrieval is a task, its news wait in a queue until the event loop takes them.
final class RetrievalWork: Sendable {
    private let news = Mutex<[(id: Int, news: RetrievalNews)]>([])
    private let tasks = Mutex<[Int: Task<Void, Never>]>([:])
    private let waker: @Sendable () -> Void

    init(waker: @escaping @Sendable () -> Void) { self.waker = waker }

    func start(_ retrieval: Retrieval) {
        let id = retrieval.id
        let task = Task.detached { [self] in
            let outcome = await Self.outcome(of: retrieval.order) { progress in
                self.tell(.progress(received: progress.received, expected: progress.expected), of: id)
            }
            tell(outcome, of: id)
            tasks.withLock { $0[id] = nil }
        }
        tasks.withLock { $0[id] = task }
    }

    func cancel(_ id: Int) { tasks.withLock { $0.removeValue(forKey: id) }?.cancel() }

    /// What came since the last call, in order.
    func take() -> [(id: Int, news: RetrievalNews)] {
        news.withLock { news in
            defer { news = [] }
            return news
        }
    }

    /// Of several reports of progress that nobody has looked at only the last is kept.
    private func tell(_ item: RetrievalNews, of id: Int) {
        news.withLock { news in
            if case .progress? = news.last?.news, news.last?.id == id { news.removeLast() }
            news.append((id, item))
        }
        waker()
    }

    private static func outcome(
        of order: Retrieval.Order, progress: @escaping ProviderClient.Progress
    ) async -> RetrievalNews {
        do {
            switch order {
            case .record(let order): return try await RecordRetrieval.news(order, progress)
            case .document(let order): return try await DocumentRetrieval.news(order, progress)
            case .search(let order): return try await SearchRetrieval.news(order)
            }
        } catch { return .failed(RetrievalFailure(error, at: Clock.now)) }
    }
}

/// Retrieves a record and keeps it in the library.
private enum RecordRetrieval {
    static func news(_ order: RecordOrder, _ progress: @escaping ProviderClient.Progress) async throws -> RetrievalNews
    {
        let session = try Session.current.get()
        let client = try session.client(provider: order.provider)
        let number = try NHSNumber.typed(order.nhsNumber)
        let expected = try session.expectedPatient(number)
        let fetched = try await client.structuredRecord(of: expected, body: order.body, progress: progress)
        let provider = client.builder.provider
        let known = try session.library().patients(nhsNumber: number.digits)
        let comparison = PatientComparison(expected, known: known.count == 1 ? known[0].summary : nil, fetched.bundle)
        let saved = try await CallingOff.watching { watch in
            try session.library().save(
                fetched.bundle, provenance: fetched.provenance(provider), request: fetched.requestBody,
                isCalledOff: { watch.isCalledOff })
        }
        return .record(
            saved.record.id, warnings: fetched.warnings.map(\.description),
            patients: fetched.warnings.contains(where: \.isAboutPatient) ? comparison : nil)
    }
}

extension RetrievalFailure {
    private static let refusals: Set<SpineErrorCode> = [.noPatientConsent, .noOrganisationConsent, .accessDenied]

    /// The cause as received, what to do, and when it was tried (docs/spec/hazards.md rows 42 and 43).
    init(_ error: any Error, at time: Int) {
        let tried = "Tried \(ShelfReading.words(Date(timeIntervalSince1970: TimeInterval(time))))"
        guard let failure = error as? FetchFailure else {
            self.init(lines: ["Cause: \(CommandFailure(error).description)", tried])
            return
        }
        let issue = failure.issue
        let lines: [String?] = [
            "Cause: \(failure.summary)", "What to do: \(failure.advice)",
            failure.status.map { "HTTP status: \($0)" }, issue?.code.map { "Code: \($0)" },
            issue?.text.map { "Text: \($0)" }, issue?.diagnostics.map { "Diagnostics: \($0)" },
            failure.traceID.map { "Trace id: \($0)" }, tried,
        ]
        self.init(lines: lines.compactMap { $0 }, refusal: Self.refusal(failure))
    }

    private static func refusal(_ failure: FetchFailure) -> String? {
        guard case .provider(let code) = failure.kind else { return nil }
        if let known = code.flatMap(SpineErrorCode.known), refusals.contains(known) { return code }
        return failure.status == 403 ? code ?? "access forbidden" : nil
    }
}
