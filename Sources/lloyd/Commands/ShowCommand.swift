import ArgumentParser
import FHIR
import GPConnect
import RecordPresentation

extension ClinicalArea: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
    /// A whole day, `YYYY-MM-DD`.
    public init?(argument: String) { self.init(argument) }
}

/// Options of every command that looks at a saved record.
struct AsOfOption: ParsableArguments {
    @Option(
        help: "The day that marks and ages are measured from (YYYY-MM-DD; default: the day of retrieval, else today).")
    var asOf: CivilDate?
}

/// `lloyd show`: a record as text, JSON or CSV (docs/OUTPUT.md).
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a record as text, JSON or CSV.")

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, csv
    }

    @Argument(
        help: "A saved Bundle; - or nothing reads standard input.", completion: .file(extensions: ["json"]))
    var bundle: String?

    @Option(name: .customLong("area"), help: "Only this area; may be given several times.")
    var areas: [ClinicalArea] = []

    @Option(help: "text, json or csv.")
    var format: Format = .text

    @OptionGroup var clock: AsOfOption

    func run() throws {
        guard let path = bundle ?? (StandardInput.hasData ? "-" : nil) else {
            throw ValidationError("Missing expected argument '<bundle>'")
        }
        try reporting {
            let file = try RecordFile(path: path)
            try file.requireRecord()
            let context = file.context(asOf: clock.asOf)
            switch format {
            case .text: Output.data(ReportText.text { RecordReport(context, areas: areas) })
            case .json: Output.data(ReportJSON.bytes(RecordReport(context, areas: areas)))
            case .csv: Output.data(ReportCSV.text(RecordReport(context, areas: areas)))
            }
        }
    }
}
