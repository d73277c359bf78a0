import ArgumentParser
import FHIR
import Foundation
import GPConnect
import RecordLibrary
import RecordPresentation

/// `lloyd library`: the saved records.
struct LibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library", abstract: "List, add, show, export and remove saved records.",
        subcommands: [
            LibraryListCommand.self, LibraryAddCommand.self, LibraryShowCommand.self, LibraryExportCommand.self,
            LibraryRemoveCommand.self,
        ])
}

struct LibraryListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List patients with their records and documents, or search them.")

    @Option(help: "Only where these words stand; the last may be a beginning.")
    var search: String?

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Option(help: "text or json; what a search finds is text.")
    var format: Format = .text

    func validate() throws {
        if search != nil, format == .json { throw ValidationError("--search is printed as text only") }
    }

    func run() async throws {
        try await reporting {
            let session = try Session()
            let library = try session.library()
            if let search {
                try session.record(AuditEntry(.searchLibrary))
                Output.data(LibraryLines.text(try library.search(search)))
                return
            }
            try session.record(AuditEntry(.listLibrary))
            let listing = try LibraryListing(library)
            switch format {
            case .text: Output.data(LibraryLines.text(listing))
            case .json: Output.data(LibraryJSON.bytes(listing))
            }
        }
    }
}

struct LibraryAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Keep saved Bundles: files, or folders of them.",
        discussion: "Each file is reported when it is safely on the disk. A file that fails stops nothing.")

    @Argument(help: "Files and folders.", completion: .file(extensions: ["json"]))
    var paths: [String]

    func run() async throws {
        try await reporting {
            let session = try Session()
            let library = try session.library()
            var failures = 0
            var stopped: (any Error)?
            // Before the record is saved: one that is killed meanwhile leaves this row and no record.
            library.importFiles(
                paths, origin: ImportOrigin.init(sidecarOf:),
                attempt: { path, patient in
                    try session.record(AuditEntry(.importRecord, .attempted, patient: patient, subject: path))
                }
            ) { result in
                do { failures += try report(result, session) ? 0 : 1 } catch { stopped = stopped ?? error }
            }
            if let stopped { throw stopped }
            if failures > 0 { throw ExitCode(1) }
        }
    }

    /// False for a file that failed.
    private func report(_ result: ImportResult, _ session: Session) throws -> Bool {
        switch result.outcome {
        case .added(let record): try told("added", record, result.path, session)
        case .known(let record): try told("known already", record, result.path, session)
        case .failed(let error):
            try session.record(AuditEntry(.importRecord, .failed("unreadable"), subject: result.path))
            Output.message(CommandFailure(error).description)
            return false
        }
        return true
    }

    private func told(_ word: String, _ record: SavedRecord, _ path: String, _ session: Session) throws {
        try session.record(
            AuditEntry(.importRecord, patient: record.summary.identity.nhsNumber, subject: "record \(record.id)"))
        Output.data(DisplayText.scrub("\(word): record \(record.id), \(record.summary.words), \(path)") + "\n")
    }
}

extension ImportOrigin {
    /// With what the sidecar beside the file says of its retrieval.
    init(sidecarOf path: String) throws {
        self.init(path: path)
        guard let sidecar = try Sidecar.beside(path) else { return }
        provenance.retrievedAt = sidecar.retrieved?.unixSeconds.map { Date(timeIntervalSince1970: TimeInterval($0)) }
        provenance.providerODSCode = sidecar.provider
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        request = try sidecar.requestBody.map { try InputFile.read(folder.appendingPathComponent($0).path) }
    }
}

struct LibraryExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a saved record as received, with its checksum in FILE.sha256.")

    @Argument(help: "The record's number; with --document the document's.")
    var number: Int64

    @Flag(help: "A document instead of a record.")
    var document = false

    @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
    var output: String

    func run() async throws {
        try await reporting {
            let session = try Session()
            let library = try session.library()
            let patient = try library.patientNumber(of: number, isDocument: document)
            let subject = "\(document ? "document" : "record") \(number) to \(output)"
            try session.record(AuditEntry(.export, patient: patient, subject: subject))
            let digest =
                document
                ? try library.exportDocument(number, to: output) : try library.exportRecord(number, to: output)
            Output.data("\(digest)  \(DisplayText.scrub(output))\n")
        }
    }
}

struct LibraryRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove saved records from the library; the audit trail keeps that they were.")

    @Argument(help: "The records' numbers; with --document the documents', with --search the searches'.")
    var numbers: [Int64]

    @Flag(help: "Documents instead of records.")
    var document = false

    @Flag(help: "Kept searches for documents instead of records.")
    var search = false

    func validate() throws {
        if document, search { throw ValidationError("--document and --search exclude each other") }
    }

    func run() async throws {
        try await reporting {
            let session = try Session()
            let library = try session.library()
            for number in numbers { try remove(number, session, library) }
        }
    }

    private func remove(_ number: Int64, _ session: Session, _ library: Library) throws {
        let patient =
            search
            ? try library.search(number).summary.identity.nhsNumber.nonEmpty
            : try library.patientNumber(of: number, isDocument: document)
        let subject = "\(search ? "search" : document ? "document" : "record") \(number)"
        try session.record(AuditEntry(.removeRecord, patient: patient, subject: subject))
        if search {
            try library.removeSearch(number)
        } else if document {
            try library.removeDocument(number)
        } else {
            try library.removeRecord(number)
        }
        Output.data("removed: \(subject)\n")
    }
}

extension Library {
    /// The NHS number that a saved record or document is kept under, for the audit trail.
    func patientNumber(of number: Int64, isDocument: Bool) throws -> String? {
        guard isDocument else { return try record(number).summary.identity.nhsNumber.nonEmpty }
        let document = try document(number)
        return try patients().first { $0.id == document.patient }?.summary.identity.nhsNumber.nonEmpty
    }
}
