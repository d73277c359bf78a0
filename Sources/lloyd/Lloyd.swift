import ArgumentParser

/// The `lloyd` command: the one place that joins the rooms.
@main
struct Lloyd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lloyd",
        abstract: "Read GP Connect structured records in the terminal.",
        discussion: """
            The source of every record is the GP practice; what this program shows supplements other sources, it does \
            not replace them, and it gives no decision support.

            Exit status: 0 done; 1 the work failed, one line on standard error says what and where; 64 wrong usage.
            """,
        version: LloydVersion.text,
        subcommands: [
            OpenCommand.self, ShowCommand.self, EvaluateCommand.self, DiffCommand.self, CheckCommand.self,
            FetchCommand.self, DocumentsCommand.self, DocumentCommand.self, LibraryCommand.self, AuditCommand.self,
            ConfigCommand.self, ServeCommand.self,
        ],
        defaultSubcommand: OpenCommand.self
    )
}

/// The version of the program, as CHANGELOG.md tells it.
enum LloydVersion {
    static let text = "0.1.0"
}
