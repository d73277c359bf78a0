import ArgumentParser
import FHIR
import Foundation
import GPConnect
import RecordConsumer
import RecordLibrary
import RecordPresentation

extension ODSCode: ExpressibleByArgument {
    /// A code as written.
    public init?(argument: String) { self.init(argument) }
}

/// `lloyd documents`: searches a patient's documents at a provider.
struct DocumentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents", abstract: "Search a patient's documents at a provider.",
        discussion: "One document is then retrieved by its reference: lloyd document Binary/ID.")

    @Argument(help: ArgumentHelp("The patient's NHS number.", valueName: "nhs-number"))
    var nhsNumber: String

    @Option(help: "The provider's name in the configuration.")
    var provider: String?

    @Option(help: ArgumentHelp("Created on this day or later.", valueName: "YYYY-MM-DD"))
    var createdFrom: CivilDate?

    @Option(help: ArgumentHelp("Created on this day or earlier.", valueName: "YYYY-MM-DD"))
    var createdTo: CivilDate?

    @Option(help: ArgumentHelp("Written by this organisation.", valueName: "ods-code"))
    var author: ODSCode?

    @Option(help: "Words of the description or type.")
    var description: String?

    func run() async throws {
        try await reporting {
            let number = try NHSNumber.typed(nhsNumber)
            let session = try Session(needsConfiguration: true)
            let client = try session.client(provider: provider)
            let search = DocumentSearch(
                createdFrom: createdFrom, createdTo: createdTo, author: author, description: description)
            let found = try await Interruption.watching { try await client.searchDocuments(of: number, search) }
            for warning in found.warnings { Output.message("warning: " + DisplayText.scrub(warning.description)) }
            let kept = try found.keep(in: session.library(), search, client.builder.provider)
            Output.data(
                DocumentLines.text(found.documents)
                    + "Kept as search \(kept.id): lloyd library show --search \(kept.id)\n")
        }
    }
}

/// Documents as lines of text (docs/spec/hazards.md 1H).
enum DocumentLines {
    private static let caution = """
        Documents may not have been reviewed by the practice, and the newest version of one cannot be told.

        """

    static func text(_ documents: [DocumentListing]) -> String {
        guard !documents.isEmpty else { return "No documents found.\n" }
        return caution + documents.map(line).joined() + "\(documents.count) documents.\n"
    }

    private static func line(_ document: DocumentListing) -> String {
        let words = [document.type, document.description].compactMap(\.self)
        let content = [document.contentType, document.size.map { "\($0) bytes" }].compactMap(\.self)
        let place =
            document.url
            ?? "not available: \(document.title ?? "the practice gives no reason") (DocumentReference without a URL)"
        let lines = [
            words.isEmpty ? "No description" : words.joined(separator: " - "),
            "  Created: \(DateFormat.day(document.created, missing: "not recorded"))"
                + "  Added to record: \(DateFormat.day(document.indexed, missing: "not recorded"))",
            "  \((content + [place]).joined(separator: "  "))",
        ]
        return lines.map { DisplayText.scrub($0) + "\n" }.joined()
    }
}
