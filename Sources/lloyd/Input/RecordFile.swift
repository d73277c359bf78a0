import FHIR
import Foundation
import GPConnect
import RecordLibrary
import RecordPresentation

/// A saved record opened from a file: the Bundle, and what the sidecar beside it says of its origin.
struct RecordFile {
    let path: String
    let bundle: FHIR.Bundle
    let sidecar: Sidecar?

    /// Reads the file and writes to the audit trail that it was, or that it was tried.
    ///
    /// - Throws: `CommandFailure` naming the file, line and column of what is wrong.
    init(path: String, for action: AuditAction = .openRecord) throws {
        let opening = try RecordOpening(path: path, for: action)
        try opening.recorded()
        self = opening.file
    }

    fileprivate init(reading path: String) throws {
        self.path = path
        bundle = try Self.bundle(bytes: InputFile.read(path), path: path)
        sidecar = path == "-" ? nil : try Sidecar.beside(path)
    }

    static func bundle(bytes: [UInt8], path: String) throws -> FHIR.Bundle {
        do { return try FHIR.Bundle(bytes: bytes) } catch {
            let place = JSONDocument.position(ofByte: error.offset, in: bytes)
            throw CommandFailure("\(path == "-" ? "standard input" : path): \(place): \(error)")
        }
    }

    /// - Parameter asOf: `--as-of`; else the recorded retrieval day, else today in London.
    func context(asOf: CivilDate?) -> RecordContext {
        let retrieved = sidecar?.retrieved
        let request = request
        return RecordContext(
            record: StructuredRecord(bundle: bundle),
            origin: RecordOrigin(
                name: path == "-" ? "standard input" : URL(fileURLWithPath: path).lastPathComponent,
                retrieved: retrieved, scope: request.map(RequestScope.init), provider: sidecar?.provider,
                askedNHSNumber: request?.nhsNumber),
            referenceDay: asOf ?? retrieved?.firstDay ?? Clock.today)
    }

    /// What the source was asked for, when the sidecar names the request's body and that body can be read as one.
    private var request: StructuredRecordRequest? {
        guard let body = sidecar?.requestBody else { return nil }
        let file = URL(fileURLWithPath: path).deletingLastPathComponent()
            .appendingPathComponent(URL(fileURLWithPath: body).lastPathComponent).path
        let day = sidecar?.retrieved?.firstDay ?? Clock.today
        guard let bytes = try? InputFile.read(file),
            let reading = try? RequestReader(today: day, origin: .evaluation(source: .absent)).read(bytes: bytes)
        else { return nil }
        return reading.request
    }

    /// Refuses what is no record, saying what it is (docs/spec/terminal.md section 4).
    func requireRecord() throws {
        if let failure = bundle.failure {
            let issue = failure.issues.first
            let words = [issue?.spineCode, issue?.spineDisplay ?? issue?.text, issue?.diagnostics].compactMap { $0 }
            throw CommandFailure(
                "\(path): an OperationOutcome, not a record: RECORD NOT AVAILABLE: \(words.joined(separator: ": "))")
        }
        if bundle.kind == .notFHIR {
            throw CommandFailure("\(path): JSON, but no FHIR resource: there is no resourceType at its root")
        }
        if bundle.kind == .single(.parameters) {
            throw CommandFailure("\(path): a Parameters resource: a request, not a record")
        }
    }
}

/// A file that has been read while its access is still being recorded, so that the wait for the disk overlaps with the
/// work on the record. Whoever shows any of it waits for `recorded` first.
struct RecordOpening {
    let file: RecordFile
    private let recording: Alongside<Void>

    /// - Throws: `CommandFailure` naming the file, line and column of what is wrong, when that has been recorded.
    init(path: String, for action: AuditAction = .openRecord) throws {
        let session = try Session.current.get()
        do { file = try RecordFile(reading: path) } catch {
            try session.record(AuditEntry(action, .failed("unreadable"), subject: path))
            throw error
        }
        let entry = AuditEntry(action, patient: file.bundle.nhsNumber, subject: path)
        recording = Alongside { try session.record(entry) }
    }

    /// - Throws: `CommandFailure`: what cannot be recorded must not be shown.
    func recorded() throws { try recording.value() }
}

/// The system clock, read at the edge and passed in as values.
enum Clock {
    static var now: Int { Int(Date().timeIntervalSince1970) }
    static var today: CivilDate { LondonTime.civil(atUnixSeconds: now).date }
}

extension FHIR.Bundle {
    /// Of the Patient that the record is about, as recorded.
    var nhsNumber: String? {
        resources.first { $0.type == .patient && !$0.isContained }
            .flatMap { PatientSummary(patient: $0).identity.nhsNumber.nonEmpty }
    }
}
