import ArgumentParser
import FHIR
import GPConnect
import RecordConsumer
import RecordLibrary
import RecordPresentation

struct LibraryShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a saved record as text, JSON or CSV, as lloyd show does.")

    @Argument(help: "The record's number; with --document the document's, with --search the search's.")
    var number: Int64

    @Flag(help: "A document instead of a record: its text, or what it is.")
    var document = false

    @Flag(help: "What a search for documents found.")
    var search = false

    @Option(name: .customLong("area"), help: "Only this area; may be given several times.")
    var areas: [ClinicalArea] = []

    @Option(help: "text, json or csv.")
    var format: ShowCommand.Format = .text

    @OptionGroup var clock: AsOfOption

    func validate() throws {
        if document, search { throw ValidationError("--document and --search exclude each other") }
    }

    func run() async throws {
        try await reporting {
            let session = try Session()
            let library = try session.library()
            if document {
                try showDocument(session, library)
            } else if search {
                try showSearch(session, library)
            } else {
                try showRecord(session, library)
            }
        }
    }

    private func showRecord(_ session: Session, _ library: Library) throws {
        let saved = try library.record(number)
        try session.record(
            AuditEntry(
                .openRecord, patient: saved.summary.identity.nhsNumber.nonEmpty, subject: "record \(number)",
                traceID: saved.provenance.traceID))
        let bundle = try Bundle(bytes: library.bytes(ofRecord: number))
        let context = saved.context(bundle, asOf: clock.asOf)
        switch format {
        case .text: Output.data(ReportText.text { RecordReport(context, areas: areas) })
        case .json: Output.data(ReportJSON.bytes(RecordReport(context, areas: areas)))
        case .csv: Output.data(ReportCSV.text(RecordReport(context, areas: areas)))
        }
    }

    private func showSearch(_ session: Session, _ library: Library) throws {
        let saved = try library.search(number)
        try session.record(
            AuditEntry(
                .listLibrary, patient: saved.summary.identity.nhsNumber.nonEmpty, subject: "search \(number)",
                traceID: saved.provenance.traceID))
        let retrieved = saved.provenance.retrievedAt.map(ShelfReading.words) ?? "at an unknown time"
        let head = "\(saved.summary.words)\nOFFLINE COPY, retrieved \(retrieved), \(saved.words)\n"
        Output.data(DisplayText.scrub(head) + DocumentLines.text(try library.documents(ofSearch: number)))
    }

    private func showDocument(_ session: Session, _ library: Library) throws {
        let saved = try library.document(number)
        let patient = try library.patientNumber(of: number, isDocument: true)
        try session.record(AuditEntry(.viewDocument, patient: patient, subject: saved.reference))
        let content = DocumentContent(try library.bytes(ofDocument: number), stated: saved.contentType)
        if content.isEncodingGuessed { Output.message("warning: the text's encoding is not stated and was guessed") }
        if let text = content.text { Output.safeText(text) } else { Output.data("\(content.summary)\n") }
    }
}
