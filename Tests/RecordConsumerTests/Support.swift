import FHIR
import Foundation
import GPConnect
import Synchronization
import Testing

@testable import RecordConsumer

/// The parties of docs/spec/fetch.md sections 3 and 4.
enum Parties {
    static let identity = ConsumerIdentity(
        asid: ASID("200000000115")!, endpointURL: "https://viewer.example.nhs.uk/",
        organisation: .init(odsCode: ODSCode("Z26556")!, name: "Example Urgent Care Centre"),
        user: .init(
            id: "user-7431", idSystem: "https://viewer.example.nhs.uk/Id/user", family: "Okafor", given: "Ada",
            prefix: "Dr"),
        device: .init(
            model: "Terminal record viewer", version: "0.1.0",
            identifierSystem: "https://viewer.example.nhs.uk/Id/device", identifierValue: "TERM-0042"))

    static func provider(
        structured: String? = "https://provider.nhs.uk/GP0001/STU3/1/gpconnect/structured",
        documents: String? = "https://provider.nhs.uk/GP0001/STU3/1/gpconnect/documents", proxy: String? = nil
    ) -> ProviderConfiguration {
        ProviderConfiguration(
            name: "example", asid: ASID("200000000116")!, odsCode: ODSCode("GP0001"),
            structured: structured.flatMap(ServiceRoot.init), documents: documents.flatMap(ServiceRoot.init),
            proxy: proxy.flatMap(ServiceRoot.init))
    }

    static let stamp = RequestStamp(traceID: "629ea9ba-a077-4d99-b289-7a9b19fd4e03", time: 1_726_387_200)
    static let number = NHSNumber("9000000033")!
}

/// Answers from a list instead of a network and keeps what it was asked.
final class ScriptedTransport: Transport {
    private let answers: Mutex<[Result<ProviderAnswer, FetchFailure>]>
    private let sent = Mutex<[ProviderRequest]>([])

    init(_ answers: [Result<ProviderAnswer, FetchFailure>]) { self.answers = Mutex(answers) }

    convenience init(_ answers: ProviderAnswer...) { self.init(answers.map { .success($0) }) }

    var requests: [ProviderRequest] { sent.withLock { $0 } }

    func send(
        _ request: ProviderRequest, limits: TransferLimits, progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(FetchFailure) -> ProviderAnswer {
        sent.withLock { $0.append(request) }
        let answer = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        guard let answer else { throw FetchFailure(.network(.other), detail: "no more answers") }
        return try answer.get()
    }
}

/// Keeps the events that a client tells.
final class EventLog: Sendable {
    private let events = Mutex<[RequestEvent]>([])

    var all: [RequestEvent] { events.withLock { $0 } }
    /// `attempt`, `success` or the failure's code.
    var phases: [String] {
        all.map { event in
            switch event.phase {
            case .attempt: "attempt"
            case .success: "success"
            case .failure(let failure): failure.code
            }
        }
    }

    func record(_ event: RequestEvent) { events.withLock { $0.append(event) } }
}

extension ProviderAnswer {
    static func fhir(
        _ text: String, status: Int = 200, type: String? = "application/fhir+json;charset=utf-8",
        _ headers: [(String, String)] = [], at date: Date = Date(timeIntervalSince1970: 1_726_387_200)
    ) -> ProviderAnswer {
        bytes(Array(text.utf8), status: status, type: type, headers, at: date)
    }

    static func bytes(
        _ body: [UInt8], status: Int = 200, type: String? = "application/fhir+json;charset=utf-8",
        _ headers: [(String, String)] = [], at date: Date = Date(timeIntervalSince1970: 1_726_387_200)
    ) -> ProviderAnswer {
        let all = (type.map { [("Content-Type", $0)] } ?? []) + headers
        return ProviderAnswer(
            status: status, headers: all.map { .init(name: $0.0, value: $0.1) }, body: body, receivedAt: date)
    }
}

/// Runs an operation that must fail and gives back how.
func failure<Value>(of body: () async throws(FetchFailure) -> Value) async throws -> FetchFailure {
    do throws(FetchFailure) {
        _ = try await body()
    } catch {
        return error
    }
    throw UnexpectedSuccess()
}

struct UnexpectedSuccess: Error {}

extension Result {
    var error: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
