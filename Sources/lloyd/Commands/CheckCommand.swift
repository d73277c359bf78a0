import ArgumentParser
import FHIR
import GPConnect
import RecordPresentation

/// `lloyd check`: what in a Bundle breaks the specification or was read leniently.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what in a Bundle breaks the specification, and its warnings.",
        discussion: "Exit status is 0 even with findings, 1 with --strict and any finding.")

    @Argument(help: "A saved Bundle; - reads standard input.", completion: .file(extensions: ["json"]))
    var bundle: String

    @Flag(help: "Exit with status 1 when there is any finding.")
    var strict = false

    func run() throws {
        try reporting {
            let file = try RecordFile(path: bundle, for: .checkRecord)
            let findings = RecordCheck.findings(file.context(asOf: nil))
            Output.data(findings.map { $0.line + "\n" }.joined())
            Output.data(findings.isEmpty ? "No findings.\n" : "\(findings.count) findings.\n")
            if strict, !findings.isEmpty { throw ExitCode(1) }
        }
    }
}
