import Foundation
import GPConnect
import RecordConsumer
import RecordLibrary

/// One run of the program on behalf of its user: configuration, audit trail, library and provider. The audit trail is
/// opened while the record is read, the others when they are first needed; nothing is shown before its access has been
/// recorded.
struct Session {
    let configuration: Configuration
    private let opening: Alongside<AuditTrail>

    /// - Parameter needsConfiguration: false for work on saved records, which a fault in the configuration must not
    ///   keep from a clinician: it is said and the login name stands in the audit trail.
    /// - Throws: `CommandFailure` when the configuration is wrong.
    init(needsConfiguration: Bool = false, paths: UserPaths = .current) throws {
        do { configuration = try Configuration.load(paths.configuration) } catch let failure as CommandFailure {
            guard !needsConfiguration else { throw failure }
            Output.message("warning: the configuration is not used: \(failure)")
            configuration = .none
        }
        let configuration = configuration
        opening = Alongside {
            do { return try AuditTrail(path: paths.audit, actor: Self.actor(configuration)) } catch {
                throw CommandFailure("\(paths.audit): the audit trail cannot be opened, so nothing is: \(error)")
            }
        }
    }

    /// - Throws: `CommandFailure` when it cannot be opened: then nothing may be.
    var audit: AuditTrail { get throws { try opening.value() } }

    private static func actor(_ configuration: Configuration) -> AuditActor {
        AuditActor(
            user: configuration.text("consumer.user.id") ?? loginName, name: configuration.userName,
            role: configuration.text("consumer.user.sds_role_profile_id"),
            organisation: configuration.text("consumer.ods_code"),
            device: configuration.text("consumer.device.identifier_value") ?? ProcessInfo.processInfo.hostName)
    }

    /// For work on saved records: opened once a run.
    static let current = Result { () throws(CommandFailure) in
        do { return try Session() } catch { throw CommandFailure(error) }
    }

    private static var loginName: String {
        getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "uid \(getuid())"
    }

    /// - Throws: `CommandFailure`: what cannot be recorded must not happen.
    func record(_ entry: AuditEntry) throws {
        let audit = try audit
        do { try audit.append(entry) } catch {
            throw CommandFailure("\(audit.path): the access cannot be recorded, so it does not take place: \(error)")
        }
    }

    /// Lets something out of the program, with a row in the audit trail before and one that says how it ended.
    func exporting(patient: String?, subject: String, _ work: () throws -> Void) throws {
        func row(_ outcome: AuditOutcome) -> AuditEntry {
            AuditEntry(.export, outcome, patient: patient, subject: subject)
        }
        try record(row(.attempted))
        do { try work() } catch {
            try record(row(.failed("unwritable")))
            throw error
        }
        try record(row(.succeeded))
    }

    func library(_ path: String = UserPaths.current.library) throws -> Library {
        do { return try Library(path: path) } catch {
            throw CommandFailure("\(path): the library cannot be opened: \(error)")
        }
    }

    func client(provider name: String?) throws -> ProviderClient {
        let audit = try audit
        return ProviderClient(
            identity: try configuration.identity(), provider: try configuration.provider(named: name),
            transport: CurlTransport(tls: try configuration.tls()), options: configuration.clientOptions(),
            observer: { event in try audit.append(AuditEntry(event)) })
    }
}

extension AuditEntry {
    private static let actions: [InteractionID: AuditAction] = [
        .structuredRecord: .retrieveRecord, .structuredCapability: .readCapability,
        .documentsCapability: .readCapability, .findPatient: .findPatient, .searchDocuments: .searchDocuments,
        .readDocument: .retrieveDocument,
    ]

    /// What a request is to the audit trail.
    init(_ event: RequestEvent) {
        let outcome: AuditOutcome =
            switch event.phase {
            case .attempt: .attempted
            case .success: .succeeded
            case .failure(let failure): .failed(failure.code)
            }
        self.init(
            Self.actions[event.interaction] ?? .retrieveRecord, outcome, patient: event.patient,
            interaction: event.interaction.description, subject: event.subject,
            provider: event.provider.odsCode?.description ?? event.provider.name, traceID: event.traceID)
    }
}
