import ArgumentParser
import FHIR
import Foundation
import GPConnect
import RecordEvaluation

/// `lloyd evaluate`: the Bundle that a provider would return for given parameters, made from a saved record.
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Make the Bundle that a provider would return from a saved record.",
        discussion: """
            The parameters come from a Parameters resource (--parameters) or from options. A request that a provider \
            would refuse prints the OperationOutcome and ends with status 1.
            """)

    @Argument(help: "A saved Bundle; - reads standard input.", completion: .file(extensions: ["json"]))
    var source: String

    @Option(help: "A Parameters resource; - reads standard input.", completion: .file(extensions: ["json"]))
    var parameters: String?

    @OptionGroup(title: "Parameters") var options: ParameterOptions

    @Option(help: ArgumentHelp("The day of the evaluation, at noon (default: now).", valueName: "YYYY-MM-DD"))
    var asOf: CivilDate?

    @Option(help: ArgumentHelp("The id of the Bundle (default: one fixed UUID).", valueName: "uuid"))
    var traceID = Evaluator.defaultTraceID

    @Option(help: ArgumentHelp("Write why each resource is in or out; - for standard error.", valueName: "file"))
    var explain: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write the Bundle to a file.", valueName: "file"))
    var output: String?

    func validate() throws {
        if parameters != nil, !options.given.isEmpty {
            throw ValidationError("--parameters cannot be combined with parameter options")
        }
        if parameters == "-", source == "-" {
            throw ValidationError("only one of the source and --parameters can be standard input")
        }
        guard UUID(uuidString: traceID) != nil else { throw ValidationError("--trace-id must be a UUID") }
    }

    func run() throws {
        try reporting {
            let file = try RecordFile(path: source, for: .evaluateRecord)
            try file.requireRecord()
            let source = try file.source()
            do { try evaluate(source) } catch let fault as OperationOutcomeFault {
                Output.data(fault.json.bytes)
                throw CommandFailure([fault.code.display, fault.diagnostics].compactMap { $0 }.joined(separator: ": "))
            }
        }
    }

    private var clock: EvaluationClock {
        asOf.map(EvaluationClock.init(noonOf:)) ?? EvaluationClock(unixSeconds: Clock.now)
    }

    private func evaluate(_ source: SourceRecord) throws {
        let body = try parameters.map(InputFile.read) ?? RequestOptions.body(options.given).bytes
        let reader = RequestReader(today: clock.today, origin: .evaluation(source: source.patient))
        let reading = try reader.read(bytes: body)
        if let fault = source.switches.patientFault { throw fault }
        let evaluation = Evaluator.evaluate(source, reading, clock: clock, traceID: traceID)
        for issue in evaluation.issues { Output.message("warning: \(issue.text)") }
        for note in evaluation.notes { Output.message("note: \(note)") }
        try writeExplanations(evaluation)
        let bytes = BundleWriter.bytes(evaluation)
        if let output, output != "-" { try OutputFile.write(bytes, to: output) } else { Output.data(bytes) }
    }

    private func writeExplanations(_ evaluation: Evaluation) throws {
        guard let explain else { return }
        var bytes: [UInt8] = []
        for explanation in evaluation.explanations { bytes.append(contentsOf: (explanation.json.line + "\n").utf8) }
        if explain == "-" { Output.errorData(bytes) } else { try OutputFile.write(bytes, to: explain) }
    }
}
