import TerminalUI

extension ScreenKind {
    package static let parameters = ScreenKind("Parameters")
    package static let changes = ScreenKind("Changes")
    package static let timeline = ScreenKind("Medication timeline")
    package static let why = ScreenKind("Why")

    /// Screens about the request: they speak of the record as received.
    static let live: Set<ScreenKind> = [.parameters, .changes, .timeline, .why]
}

/// The commands of live parameters, reasons and the timeline.
enum LiveCommands {
    /// Those of the request's own screens.
    static let own = values + timeline

    /// What the footer of those screens must show first.
    static let hinted = own.filter { $0.hint != nil }.map(\.id) + everywhere.map(\.id)

    static let everywhere = [
        Command(
            CommandID("why"), keys: ["w"], "Why", help: "Why the item under the cursor is returned or not.",
            hint: "Why",
            scope: .except([.why]), needsRecord: true, .viewer { $0.explainUnderCursor() }),
        Command(
            CommandID("parameters"), keys: ["p"], "Parameters",
            help: "Change what is asked for; the record is made anew with each key.", hint: "Parameters",
            scope: .except([.parameters]), needsRecord: true, .viewer { $0.openParameters() }),
        Command(
            CommandID("timeline"), keys: ["T"], "Timeline",
            help: "The medications on an axis of time, with the search date to move.", hint: "Timeline",
            scope: .except([.timeline]), needsRecord: true, .viewer { $0.openTimeline() }),
        Command(
            CommandID("as-received"), keys: ["a"], "As received",
            help: "Back to the record as received; again to the one made here.", needsRecord: true,
            .viewer { $0.toggleReceived() }),
        Command(
            CommandID("absent"), keys: ["v"], "Absent rows",
            help: "Show or hide, greyed in place, the rows that the request leaves out.",
            scope: .except(ScreenKind.live),
            needsRecord: true, .viewer { $0.toggleAbsent() }),
        Command(
            CommandID("undo"), keys: ["u"], "Undo", help: "Undo the last change of the request.", needsRecord: true,
            .viewer { $0.undoRequest() }),
        Command(
            CommandID("redo"), keys: ["U", "Ctrl-R"], "Redo", help: "Redo what was undone.", needsRecord: true,
            .viewer { $0.redoRequest() }),
    ]

    private static let values = [
        Command(
            CommandID("change"), keys: ["Enter", "Space"], "Change",
            help: "Switch a parameter on or off, take the next value, or type one.", hint: "Change",
            scope: .only([.parameters]), .viewer { $0.changeParameter() }),
        step("day-earlier", ["Left"], "Day earlier", "A day earlier, or one fewer.", .days(-1), hint: "Day"),
        step("day-later", ["Right"], "Day later", "A day later, or one more.", .days(1)),
        step("month-earlier", ["-"], "Month earlier", "A month earlier.", .months(-1), hint: "Month"),
        step("month-later", ["+", "="], "Month later", "A month later.", .months(1)),
        step("year-earlier", ["<"], "Year earlier", "A year earlier.", .months(-12), hint: "Year"),
        step("year-later", [">"], "Year later", "A year later.", .months(12)),
        Command(
            CommandID("clear"), keys: ["Del", "c"], "Clear", help: "Take the value out: its default holds.",
            hint: "Clear",
            scope: .only([.parameters, .timeline]), .viewer { $0.clearParameter() }),
        Command(
            CommandID("presets"), keys: ["L"], "Presets", help: "Requests to begin from.", hint: "Presets",
            scope: .only([.parameters]), .viewer { $0.openPresets() }),
        Command(
            CommandID("changes"), keys: ["Tab"], "Changes", help: "The items of the area that left and came.",
            hint: "Items", scope: .only([.parameters]), .viewer { $0.openChanges() }),
        Command(
            CommandID("save-bundle"), keys: ["s"], "Save Bundle", help: "Write the regenerated Bundle to a file.",
            hint: "Save", scope: .only([.parameters, .changes, .timeline]), .viewer { $0.askSave(.bundle) }),
        Command(
            CommandID("save-request"), keys: ["R"], "Save request", help: "Write the request body to a file.",
            scope: .only([.parameters, .changes, .timeline]), .viewer { $0.askSave(.requestBody) }),
    ]

    private static func step(
        _ id: String, _ keys: [String], _ title: String, _ help: String, _ step: ParameterRow.DayStep,
        hint: String? = nil
    ) -> Command {
        Command(
            CommandID(id), keys: keys, title, help: help, hint: hint, scope: .only([.parameters, .timeline]),
            .viewer { $0.stepDate(step) })
    }

    private static let timeline = [
        Command(
            CommandID("zoom-in"), keys: ["z"], "Zoom in", help: "A shorter time range.", hint: "Zoom",
            scope: .only([.timeline]), .screen),
        Command(
            CommandID("zoom-out"), keys: ["Z"], "Zoom out", help: "A longer time range.", scope: .only([.timeline]),
            .screen),
        Command(
            CommandID("earlier"), keys: [","], "Earlier", help: "The time range a quarter earlier.",
            scope: .only([.timeline]), .screen),
        Command(
            CommandID("later"), keys: ["."], "Later", help: "The time range a quarter later.",
            scope: .only([.timeline]),
            .screen),
        Command(
            CommandID("table"), keys: ["Tab"], "Table", help: "The same medications as a table, and back.",
            hint: "Table",
            scope: .only([.timeline]), .screen),
    ]
}
