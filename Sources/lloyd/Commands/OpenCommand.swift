import ArgumentParser
import FHIR
import GPConnect
import NcursesTerminal
import RecordPresentation
import TerminalUI
import Viewer

/// `lloyd open`: the viewer. The default command.
struct OpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Read records on the screen.",
        discussion: """
            Without a path a record sent through a pipe is read, else the library is opened. While standard input \
            carries a record, keys come from the terminal itself. Without a terminal, use "lloyd show".
            """)

    @Argument(
        help: "Saved Bundles, or folders of them; - reads standard input.", completion: .file(extensions: ["json"]))
    var paths: [String] = []

    @OptionGroup var clock: AsOfOption

    @Flag(help: "No colours: bold, underline and reverse only.")
    var mono = false

    @Flag(help: "Draw lines and signs with ASCII characters.")
    var ascii = false

    @Option(help: "The theme; default: LLOYD_THEME, else the configuration's, else by the terminal's background.")
    var theme: String?

    @Flag(help: "Print the records from top to bottom instead, as lloyd show does: for speech, on a terminal or not.")
    var plain = false

    func run() async throws {
        if plain { return try printPlainly() }
        try await MainActor.run {
            try reporting {
                let files = try RecordPaths.opened(paths)
                let options = ViewerOptions(
                    theme: theme, isMono: mono, isASCII: ascii, asOf: clock.asOf,
                    configuration: ViewerConfiguration(try Session.current.get().configuration))
                try ViewerSession.run(files: files, options: options)
            }
        }
    }
}

extension OpenCommand {
    /// docs/spec/display.md section 12: the same plain mode as `show --format text`.
    private func printPlainly() throws {
        let named = paths.isEmpty && StandardInput.hasData ? ["-"] : paths
        guard !named.isEmpty else { throw ValidationError("--plain needs a saved Bundle or a folder of them") }
        try reporting {
            for path in try RecordPaths.expand(named) {
                let file = try RecordFile(path: path)
                try file.requireRecord()
                Output.data(ReportText.text { RecordReport(file.context(asOf: clock.asOf)) })
            }
        }
    }
}

/// What the command line and the configuration say of the viewer.
struct ViewerOptions {
    var theme: String?
    var isMono: Bool
    var isASCII: Bool
    var asOf: CivilDate?
    var configuration: ViewerConfiguration
}
