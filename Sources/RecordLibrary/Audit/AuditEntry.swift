import Foundation

/// On whose behalf something is done: who, in which role, where and with which device (docs/spec/hazards.md 6b).
package struct AuditActor: Hashable, Sendable {
    package let user: String
    /// The person's name and the role the smartcard states; nil when not known.
    package let name: String?
    package let role: String?
    package let organisation: String?
    package let device: String

    package init(user: String, name: String? = nil, role: String? = nil, organisation: String?, device: String) {
        self.user = user
        self.name = name
        self.role = role
        self.organisation = organisation
        self.device = device
    }
}

/// What kind of access an audit row tells of.
package enum AuditAction: String, CaseIterable, Sendable {
    case openRecord = "open-record"
    case evaluateRecord = "evaluate-record"
    case compareRecords = "compare-records"
    case checkRecord = "check-record"
    case importRecord = "import-record"
    case removeRecord = "remove-record"
    case searchLibrary = "search-library"
    case listLibrary = "list-library"
    case retrieveRecord = "retrieve-record"
    case readCapability = "read-capability"
    case findPatient = "find-patient"
    case searchDocuments = "search-documents"
    case retrieveDocument = "retrieve-document"
    case viewDocument = "view-document"
    case print
    case export
    /// A request answered by the local provider.
    case serve
}

/// How an access ended. An attempt is written before a request is sent, so that none goes unrecorded.
package enum AuditOutcome: Hashable, Sendable {
    case attempted
    case succeeded
    /// With the code of the failure, never a text of the record.
    case failed(String)
    case refused(String)

    var text: String {
        switch self {
        case .attempted: "attempted"
        case .succeeded: "succeeded"
        case .failed(let code): "failed: \(code)"
        case .refused(let code): "refused: \(code)"
        }
    }
}

/// One access, as it is to be recorded.
package struct AuditEntry: Hashable, Sendable {
    package var action: AuditAction
    package var outcome: AuditOutcome
    /// NHS number as recorded or asked for; nil when the access concerns no single patient.
    package var patient: String?
    /// The GP Connect interaction id of a request.
    package var interaction: String?
    /// What was opened, asked for or written: a file name, `Binary/ID`, a saved record's number.
    package var subject: String?
    package var provider: String?
    package var traceID: String?

    package init(
        _ action: AuditAction, _ outcome: AuditOutcome = .succeeded, patient: String? = nil, interaction: String? = nil,
        subject: String? = nil, provider: String? = nil, traceID: String? = nil
    ) {
        self.action = action
        self.outcome = outcome
        self.patient = patient
        self.interaction = interaction
        self.subject = subject
        self.provider = provider
        self.traceID = traceID
    }
}

/// One row of the audit trail as stored.
package struct AuditRow: Hashable, Sendable {
    package let sequence: Int64
    /// UTC, ISO 8601 with milliseconds.
    package let time: String
    package let user: String
    package let name: String?
    package let role: String?
    package let organisation: String?
    package let device: String
    package let action: String
    package let outcome: String
    package let patient: String?
    package let interaction: String?
    package let subject: String?
    package let provider: String?
    package let traceID: String?
    /// The digest of the row before; of the first row 64 zeros.
    package let previous: SHA256Digest
    package let digest: SHA256Digest
}

extension AuditRow {
    static let beginning = SHA256Digest(stored: String(repeating: "0", count: 64))

    /// What the digest is taken of: every field with its length, so that no two rows have one text.
    static func sealed(_ fields: [String?]) -> SHA256Digest {
        var text = ""
        for field in fields {
            text += field.map { "\($0.utf8.count):\($0)\n" } ?? "-\n"
        }
        return SHA256Digest(of: Array(text.utf8))
    }

    /// The fields in the order of the seal. Name and role came later: rows without them are sealed as before.
    var fields: [String?] {
        [
            previous.description, String(sequence), time, user, organisation, device, action, outcome, patient,
            interaction, subject, provider, traceID,
        ] + (name == nil && role == nil ? [] : [name, role])
    }
}
