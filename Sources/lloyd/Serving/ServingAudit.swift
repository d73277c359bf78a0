import Dispatch
import GPConnect
import RecordLibrary
import RecordProvider
import Synchronization

/// Records the requests of many connections in the audit trail: those that wait together share one write to the disk,
/// and each answer waits until its own row is there.
final class ServingAudit: Sendable {
    private let trail: AuditTrail
    private let provider: String
    private let queue = DispatchQueue(label: "lloyd.serve.audit")
    private let waiting = Mutex<[Waiting]>([])

    private struct Waiting: Sendable {
        let access: ProviderAccess
        let continuation: CheckedContinuation<Void, any Error>
    }

    init(trail: AuditTrail) {
        self.trail = trail
        provider = "lloyd serve"
    }

    func record(_ access: ProviderAccess) async throws {
        try await withCheckedThrowingContinuation { continuation in
            waiting.withLock { $0.append(Waiting(access: access, continuation: continuation)) }
            queue.async { self.flush() }
        }
    }

    /// Writes whatever waits by now; nothing when an earlier turn has taken it along.
    private func flush() {
        let batch = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard !batch.isEmpty else { return }
        do {
            try trail.append(batch.map { (actor($0.access), entry($0.access)) })
            for waiting in batch { waiting.continuation.resume() }
        } catch {
            for waiting in batch { waiting.continuation.resume(throwing: error) }
        }
    }

    /// The user of the consumer, as its token names them; without a token that could be read, only its ASID.
    private func actor(_ access: ProviderAccess) -> AuditActor {
        let consumer = access.consumer.map { "ASID \($0)" } ?? "unknown consumer"
        guard let requester = access.requester else {
            return AuditActor(user: "unknown", organisation: nil, device: consumer)
        }
        return AuditActor(
            user: "\(requester.user) (\(requester.name))", organisation: requester.organisation,
            device: "\(requester.device), \(consumer)")
    }

    private func entry(_ access: ProviderAccess) -> AuditEntry {
        let outcome = access.refusal.map { AuditOutcome.refused("\(access.status) \($0)") } ?? .succeeded
        return AuditEntry(
            .serve, outcome, patient: access.patient, interaction: access.interaction?.description,
            subject: access.subject, provider: provider, traceID: access.traceID)
    }
}
