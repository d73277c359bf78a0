import FHIR
import Foundation
import GPConnect

/// Asks one provider on behalf of one person. Each request has a trace id and a token of its own and is told to the
/// observer before it is sent and when it has ended.
package struct ProviderClient: Sendable {
    /// What may be changed about how requests are made (docs/spec/fetch.md section 6).
    package struct Options: Sendable {
        package var record = TransferLimits(bytes: 128 << 20, totalSeconds: 60)
        package var document = TransferLimits(bytes: 64 << 20, totalSeconds: 120)
        /// Before the one further try.
        package var retryDelay = Duration.milliseconds(500)
        /// Of a search for documents.
        package var pageLimit = 100
        package var now: @Sendable () -> Date = { Date() }
        package var newTraceID: @Sendable () -> String = { UUID().uuidString.lowercased() }

        package init() {}
    }

    package let builder: RequestBuilder
    package let options: Options
    private let transport: any Transport
    private let observer: RequestObserver

    package init(
        identity: ConsumerIdentity, provider: ProviderConfiguration, transport: any Transport,
        options: Options = Options(), observer: @escaping RequestObserver
    ) {
        builder = RequestBuilder(identity: identity, provider: provider)
        self.transport = transport
        self.options = options
        self.observer = observer
    }

    package typealias Progress = @Sendable (TransferProgress) -> Void

    /// What was asked and what came, before it is read.
    struct Exchange {
        let request: ProviderRequest
        let answer: ProviderAnswer
    }

    /// Sends the operation, a second time where that may help, and reads the answer.
    func perform<Value>(
        _ operation: ProviderOperation, patient: String?, progress: Progress? = nil,
        read: (ProviderAnswer) throws(FetchFailure) -> Value
    ) async throws(FetchFailure) -> (value: Value, exchange: Exchange) {
        do throws(FetchFailure) {
            return try await performOnce(operation, patient: patient, progress: progress, read: read)
        } catch {
            guard error.mayPassOnRetry, !Task.isCancelled else { throw error }
            try? await Task.sleep(for: options.retryDelay)
            guard !Task.isCancelled else { throw FetchFailure(.cancelled) }
            return try await performOnce(operation, patient: patient, progress: progress, read: read)
        }
    }

    private func performOnce<Value>(
        _ operation: ProviderOperation, patient: String?, progress: Progress?,
        read: (ProviderAnswer) throws(FetchFailure) -> Value
    ) async throws(FetchFailure) -> (value: Value, exchange: Exchange) {
        let stamp = RequestStamp(traceID: options.newTraceID(), time: Int(options.now().timeIntervalSince1970))
        let request = try builder.request(for: operation, stamp: stamp)
        try tell(.attempt, request, operation, patient)
        do throws(FetchFailure) {
            let limits = operation.interaction == .readDocument ? options.document : options.record
            let answer = try await transport.send(request, limits: limits, progress: progress)
            let value = try read(answer)
            // What was called off while it was read is not kept.
            guard !Task.isCancelled else { throw FetchFailure(.cancelled) }
            try tell(.success, request, operation, patient)
            return (value, Exchange(request: request, answer: answer))
        } catch {
            let failure = error.traced(stamp.traceID)
            try tell(.failure(failure), request, operation, patient)
            throw failure
        }
    }

    private func tell(
        _ phase: RequestEvent.Phase, _ request: ProviderRequest, _ operation: ProviderOperation, _ patient: String?
    ) throws(FetchFailure) {
        let event = RequestEvent(
            phase: phase, interaction: request.interaction, provider: builder.provider, traceID: request.traceID,
            patient: patient, subject: operation.subject)
        do {
            try observer(event)
        } catch {
            throw FetchFailure(.notAudited("\(error)"), traceID: request.traceID)
        }
    }

    /// Both sides keep NHS time: more than a minute apart, tokens fail (docs/spec/fetch.md section 6).
    static let clockTolerance = 60

    /// What is to be said of any answer.
    func warnings(_ answer: ProviderAnswer) -> [FetchWarning] {
        var warnings: [FetchWarning] = []
        if let date = answer.header("Date").flatMap(HTTPDate.parse) {
            let seconds = Int(date.timeIntervalSince(answer.receivedAt).rounded())
            if abs(seconds) > Self.clockTolerance { warnings.append(.clockDiffers(seconds: seconds)) }
        }
        if let type = answer.contentType, !type.isFHIRJSON { warnings.append(.sentAs(type.description)) }
        return warnings
    }
}

extension FetchFailure {
    /// One further try may help: nothing was reached, or a gateway said so (docs/spec/fetch.md section 6).
    var mayPassOnRetry: Bool {
        switch kind {
        case .network(.connectionRefused), .network(.connectTimeout), .network(.nameNotResolved): true
        default: status == 502 || status == 503
        }
    }
}

extension ProviderOperation {
    /// For the audit trail: which document or patient at the practice, never the words of a search.
    var subject: String {
        switch self {
        case .searchDocuments(let id, _): "Patient/\(id)/DocumentReference"
        case .documentsPage: "DocumentReference, a further page"
        case .readDocument(.id(let id)): "Binary/\(id)"
        case .readDocument(.url(let address)): address.path.split(separator: "/").suffix(2).joined(separator: "/")
        case .structuredRecord, .structuredCapability, .documentsCapability, .findPatient:
            String(interaction.path.dropFirst())
        }
    }
}

/// The date of an HTTP header, in the one form that servers write (RFC 9110 section 5.6.7).
enum HTTPDate {
    static func parse(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}
