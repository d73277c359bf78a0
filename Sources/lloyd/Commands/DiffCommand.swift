import ArgumentParser
import FHIR
import GPConnect
import RecordPresentation

/// `lloyd diff`: what differs between two saved records (docs/OUTPUT.md).
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Say what differs between two saved records, by area.",
        discussion: """
            Items are matched by identifier where it is unique within its type in both records, else by reference. Exit \
            status is 0 whether they differ or not.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @Argument(help: "The earlier Bundle; - reads standard input.", completion: .file(extensions: ["json"]))
    var before: String

    @Argument(help: "The later Bundle; - reads standard input.", completion: .file(extensions: ["json"]))
    var after: String

    @Option(help: "text or json.")
    var format: Format = .text

    @OptionGroup var clock: AsOfOption

    func validate() throws {
        if before == "-", after == "-" { throw ValidationError("only one of the two can be standard input") }
    }

    func run() throws {
        try reporting {
            let old = try context(before)
            let new = try context(after)
            switch format {
            case .text: Output.data(DifferenceText.text { RecordDifference(before: old, after: new) })
            case .json: Output.data(DifferenceJSON.bytes(RecordDifference(before: old, after: new)))
            }
        }
    }

    private func context(_ path: String) throws -> RecordContext {
        let file = try RecordFile(path: path, for: .compareRecords)
        try file.requireRecord()
        return file.context(asOf: clock.asOf)
    }
}
