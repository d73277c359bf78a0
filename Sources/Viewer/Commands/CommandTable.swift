import GPConnect
import RecordPresentation
import TerminalUI

/// Every command, in the order of footer, help and manual. UK keyboards first: no bracket, brace, tilde or bar is the only
/// key of anything (docs/spec/terminal.md section 2). A new screen is a row here and a `ScreenKind`.
package enum CommandTable {
    package static let all: [Command] =
        helpRow + LiveCommands.own + reading + tables + LiveCommands.everywhere + pages + areas + others + movement
        + ShelfCommands.all + program

    private static let helpRow = [
        Command(
            .help, keys: ["F1", "?"], "Help", help: "What every key does on this screen and everywhere.", hint: "Help",
            scope: .except([.help]), .viewer { $0.push(HelpScreen(about: $0.topKind)) })
    ]

    private static let reading = [
        Command(
            .open, keys: ["Enter"], "Open", help: "Open what the cursor is on: an area, an item, a link.",
            hint: "Open", .screen),
        Command(
            .back, keys: ["Esc", "Backspace"], "Back", help: "Back to where you came from.", hint: "Back",
            scope: .except([.areas, .retrieving]), .viewer { $0.goBack() }),
        Command(
            .back, keys: ["Esc", "Backspace"], "Back", help: "Back to the list of areas.", scope: .only([.areas]),
            .screen),
        Command(
            .nextPane, keys: ["Tab"], "Next pane", help: "To the next pane of the screen.", hint: "Pane",
            scope: .only([.areas, .bundle]), .screen),
        Command(
            .previousPane, keys: ["Shift-Tab"], "Previous pane", help: "To the pane before.",
            scope: .only([.areas, .bundle]), .screen),
        Command(
            .search, keys: ["/"], "Find", help: "Find words anywhere in the record; hides nothing.", hint: "Find",
            needsRecord: true, .viewer { $0.ask(Prompt(.search)) }),
        Command(
            .nextHit, keys: ["n"], "Next hit", help: "The next item found.", needsRecord: true,
            .viewer { $0.goToHit(by: 1) }),
        Command(
            .previousHit, keys: ["N"], "Previous hit", help: "The item found before.", needsRecord: true,
            .viewer { $0.goToHit(by: -1) }),
    ]

    private static let tables = [
        Command(
            .filter, keys: ["F"], "Filter", help: "Show only rows whose column holds some words.", hint: "Filter",
            scope: .only([.areas]), .screen),
        Command(
            .sort, keys: ["S"], "Sort", help: "Order the rows by a column; again turns the order round.", hint: "Sort",
            scope: .only([.areas]), .screen),
        Command(
            .unfilter, keys: ["X"], "Unfilter", help: "Remove every filter and the order by a column.",
            hint: "Unfilter", scope: .only([.areas]), .screen),
        Command(
            .past, keys: ["P"], "Past", help: "To the first past, ended or inactive item of the area.", hint: "Past",
            scope: .only([.areas]), .screen),
        Command(
            .areaNotes, keys: ["i"], "Area notes", help: "Everything that stands above the area's list, in full.",
            hint: "Notes", scope: .only([.areas]), .screen),
        Command(
            .codes, keys: ["c"], "Codes", help: "Show or hide the codes of coded elements.", hint: "Codes",
            scope: .only([.areas, .detail]), .screen),
        Command(
            .fold, keys: ["Space"], "Fold", help: "Fold or unfold what the cursor is on.", hint: "Fold",
            scope: .only([.bundle, .resource]), .screen),
        Command(
            .unfoldAll, keys: ["e"], "Unfold all", help: "Unfold everything.", scope: .only([.bundle, .resource]),
            .screen),
        Command(
            .foldAll, keys: ["E"], "Fold all", help: "Fold everything.", scope: .only([.bundle, .resource]), .screen),
    ]

    private static let pages = [
        Command(
            .warnings, keys: ["W"], "Warnings", help: "Every warning with its code, lists, areas and text.",
            hint: "Warnings", scope: .except([.warnings]), needsRecord: true, .opens { .push(WarningsScreen($0, $1)) }),
        Command(
            .banner, keys: ["B"], "Patient", help: "The whole of the banner: names, address, contacts, allergies.",
            hint: "Patient", scope: .except([.patient]), needsRecord: true, .opens { .push(PatientScreen($0, $1)) }),
        Command(
            .bundle, keys: ["b"], "Bundle", help: "Every entry of the file by type and by list, as JSON.",
            hint: "Bundle", scope: .except([.bundle]), needsRecord: true, .opens { .push(BundleScreen($0, $1)) }),
        Command(
            .rawResource, keys: ["r"], "Resource", help: "The resource under the cursor as JSON.", hint: "JSON",
            scope: .except([.resource]), needsRecord: true, .viewer { $0.openResourceUnderCursor() }),
        Command(
            .itemDetail, keys: ["d"], "Detail", help: "The resource under the cursor in words.", hint: "Detail",
            scope: .only([.bundle, .resource, .search]), needsRecord: true, .viewer { $0.openDetailUnderCursor() }),
        Command(
            .about, keys: ["A"], "About", help: "What was asked for, what this view leaves out, the file itself.",
            hint: "About", scope: .except([.about]), needsRecord: true, .opens { .push(AboutScreen($0, $1)) }),
    ]

    /// Areas are 1 to 9 and 0, in the order of the menu.
    private static let areas = ClinicalArea.allCases.enumerated().map { number, area in
        Command(
            CommandID("area-\(area.rawValue)"), keys: ["\((number + 1) % 10)"], area.title,
            help: "The area \(area.title), from any screen.", needsRecord: true,
            .viewer { $0.goToArea(AreaJump(area: area)) })
    }

    private static let others = [
        Command(
            CommandID("area-other"), keys: [MenuTopic.othersKey], OtherItems.title,
            help: "What belongs to no area: lists and types that are not known.", needsRecord: true,
            .viewer { $0.goToOthers() })
    ]

    private static let movement = [
        Command(CommandID("up"), keys: ["Up", "k"], "Up", help: "One line up.", .move(.up)),
        Command(CommandID("down"), keys: ["Down", "j"], "Down", help: "One line down.", .move(.down)),
        Command(
            .left, keys: ["Left", "h"], "Left", help: "To the pane on the left, or wide text to the left.", .screen),
        Command(
            .right, keys: ["Right", "l"], "Right", help: "To the pane on the right, or wide text to the right.",
            .screen),
        Command(CommandID("page-up"), keys: ["PgUp", "Ctrl-B"], "Page up", help: "One page up.", .move(.pageUp)),
        Command(
            CommandID("page-down"), keys: ["PgDn", "Ctrl-F"], "Page down", help: "One page down.", .move(.pageDown)),
        Command(CommandID("top"), keys: ["Home", "g"], "Top", help: "To the first line.", .move(.home)),
        Command(CommandID("bottom"), keys: ["End", "G"], "Bottom", help: "To the last line.", .move(.end)),
    ]

    private static let program = [
        Command(
            .files, keys: ["o"], "Files", help: "The files that are open; Enter switches to one.", hint: "Files",
            scope: .except([.files]), .viewer { $0.openFileList() }),
        Command(
            .nextFile, keys: ["."], "Next file", help: "To the next open file.", .viewer { $0.switchFile(by: 1) }),
        Command(
            .previousFile, keys: [","], "Previous file", help: "To the open file before.",
            .viewer { $0.switchFile(by: -1) }),
        Command(
            .copy, keys: ["y"], "Copy", help: "Copy the value or resource under the cursor to the clipboard.",
            needsRecord: true, .viewer { $0.copyUnderCursor() }),
        Command(
            .mouse, keys: ["m"], "Mouse", help: "Switch the mouse on or off; while on, the terminal selects no text.",
            .viewer { $0.toggleMouse() }),
        Command(.repaint, keys: ["Ctrl-L"], "Repaint", help: "Draw the screen again.", .viewer { _ in [.repaint] }),
        Command(
            .lock, keys: ["F12"], "Lock", help: "Hide all clinical data; the same key shows it again.", hint: "Lock",
            .viewer { $0.lock() }),
        Command(.quit, keys: ["q"], "Quit", help: "Leave the viewer.", hint: "Quit", .viewer { _ in [.quit] }),
    ]
}
