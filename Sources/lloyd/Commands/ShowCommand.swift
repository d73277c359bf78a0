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
            let opening = try RecordOpening(path: path)
            try opening.file.requireRecord()
            let shown = Self.bytes(of: opening.file.context(asOf: clock.asOf), areas, format)
            try opening.recorded()
            Output.data(shown)
        }
    }

    private static func bytes(of context: RecordContext, _ areas: [ClinicalArea], _ format: Format) -> [UInt8] {
        switch format {
        case .text: Array(ReportText.text { RecordReport(context, areas: areas) }.utf8)
        case .json: ReportJSON.bytes(RecordReport(context, areas: areas))
        case .csv: Array(ReportCSV.text(RecordReport(context, areas: areas)).utf8)
        }
    }
}
