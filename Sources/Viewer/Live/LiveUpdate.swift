import FHIR
import GPConnect
import RecordEvaluation
import RecordPresentation
import TerminalUI

/// What the commands of `LiveCommands` do.
extension ViewerState {
    package var live: LiveRecord? { files[current].live }

    /// The record that screens show: as received, or made here by the current request.
    func shownFolder(_ received: RecordFolder) -> RecordFolder {
        guard let live, live.isShown, !ScreenKind.live.contains(topKind) else { return received }
        return live.folder
    }

    private var received: RecordFolder? {
        guard case .record(let folder) = files[current].content else { return nil }
        return folder
    }

    /// Nil without a record.
    private mutating func makeLive() -> LiveRecord? {
        guard let received else { return nil }
        let live = files[current].live ?? LiveRecord(received)
        files[current].live = live
        return live
    }

    mutating func change(_ edit: (inout LiveRecord) -> Void) {
        guard var live = makeLive() else { return }
        edit(&live)
        files[current].live = live
        // The parameters say it in full above their keys.
        status = top is ParametersScreen ? nil : live.fault.map(RefusalWords.text)
        leaveStaleScreens()
    }

    /// Screens between the areas and the request's own may speak of items that are not there any more.
    private mutating func leaveStaleScreens() {
        guard let areas = files[current].screens.firstIndex(where: { $0 is AreasScreen }) else { return }
        let above = files[current].screens[(areas + 1)...].filter { ScreenKind.live.contains($0.kind) }
        files[current].screens = Array(files[current].screens[...areas]) + above
    }

    /// The screen of the areas follows what is shown; its cursor stays on its item.
    mutating func showLiveRecord() {
        guard let last = files[current].screens.indices.last, var areas = files[current].screens[last] as? AreasScreen,
            let shown = folder, areas.folder !== shown
        else { return }
        areas.change(to: shown)
        files[current].screens[last] = areas
    }
}

extension AreasScreen {
    fileprivate mutating func change(to other: RecordFolder) {
        let row = listing.row(place.scroll.cursor)
        let key = row.flatMap { $0.resource.map { folder.record.resource($0).label } ?? $0.reference }
        folder = other
        detailOf = nil
        guard let key, let item = listing.items.indices.first(where: { label($0) == key }) else { return }
        place.scroll = ScrollState(cursor: item)
    }

    private func label(_ item: Int) -> String? {
        guard let row = listing.row(item) else { return nil }
        return row.resource.map { folder.record.resource($0).label } ?? row.reference
    }
}

// MARK: - Screens

extension ViewerState {
    mutating func openParameters() -> [Effect] {
        guard makeLive() != nil else { return [] }
        return push(ParametersScreen())
    }

    mutating func openTimeline() -> [Effect] {
        guard let live = makeLive() else { return [] }
        return push(TimelineScreen(live))
    }

    mutating func openChanges() -> [Effect] {
        guard let screen = top as? ParametersScreen else { return [] }
        return push(ChangesScreen(screen.row.parameter.area))
    }

    mutating func openPresets() -> [Effect] {
        guard let live else { return [] }
        let options = RequestPreset.all(today: live.today).enumerated().map {
            ChoiceScreen.Option(text: $0.element.name, choice: .preset($0.offset))
        }
        return push(ChoiceScreen(title: "Begin from which request?", options: options))
    }

    mutating func choosePreset(_ number: Int) -> [Effect] {
        _ = goBack()
        guard let live else { return [] }
        let presets = RequestPreset.all(today: live.today)
        guard presets.indices.contains(number) else { return [] }
        change { $0.change { $0 = RequestDraft(presets[number].request) } }
        status = live.fault == nil ? "the request is now: \(presets[number].name)" : status
        return []
    }

    /// On a screen of the record the item is known by its own number there; the reason is one of the record received.
    mutating func explainUnderCursor() -> [Effect] {
        guard let live = makeLive() else { return [] }
        let number: Int?
        if ScreenKind.live.contains(topKind) {
            number = top?.resource(frame)
        } else if let resource = top?.resource(frame), let folder {
            number = folder === live.received ? resource : live.number(of: folder.record.resource(resource))
        } else {
            number = absentUnderCursor.flatMap(live.number(ofLabel:))
        }
        guard let number else {
            status = "no item of the record under the cursor"
            return []
        }
        return push(WhyScreen(number, live))
    }

    /// A row that the request leaves out, by its reference.
    private var absentUnderCursor: String? {
        guard let areas = top as? AreasScreen, areas.pane != .menu else { return nil }
        return areas.listing.row(areas.place.scroll.cursor)?.reference
    }

    mutating func toggleReceived() -> [Effect] {
        guard live != nil else {
            status = "this is the record as received: nothing was changed"
            return []
        }
        change { $0.isShown.toggle() }
        status = live?.isShown == true ? "the record made here by the request" : "the record as received"
        return []
    }

    mutating func toggleAbsent() -> [Effect] {
        guard live?.isShown == true else {
            status = "this is the record as received: no row is left out"
            return []
        }
        change { $0.showsAbsent.toggle() }
        status =
            live?.showsAbsent == true
            ? "rows that the request leaves out are shown greyed" : "rows that the request leaves out are hidden"
        return []
    }

    mutating func undoRequest() -> [Effect] { step("undone", "nothing to undo") { $0.undo() } }

    mutating func redoRequest() -> [Effect] { step("done again", "nothing to redo") { $0.redo() } }

    private mutating func step(_ done: String, _ nothing: String, _ step: (inout LiveRecord) -> Bool) -> [Effect] {
        guard var next = live, step(&next) else {
            status = nothing
            return []
        }
        change { $0 = next }
        if next.fault == nil { status = "\(done): \(RequestWords.text(next.accepted.reading.request))" }
        return []
    }
}

// MARK: - Values

extension ViewerState {
    mutating func changeParameter() -> [Effect] {
        guard let row = (top as? ParametersScreen)?.row, let live else { return [] }
        guard row.part != nil else {
            change { $0.change { $0.toggle(row.parameter) } }
            return []
        }
        let text = row.text(in: live.draft)
        if let next = row.next(after: text) {
            change { $0.change { row.set(next, in: &$0) } }
            return []
        }
        return ask(Prompt(.parameter(row), text: text ?? ""))
    }

    mutating func stepDate(_ step: ParameterRow.DayStep) -> [Effect] {
        guard let live else { return [] }
        if let timeline = top as? TimelineScreen { return moveSearchDate(step, timeline, live) }
        guard let row = (top as? ParametersScreen)?.row else { return [] }
        let text = row.text(in: live.draft)
        guard let next = row.stepped(text, by: step, today: live.today) else {
            if row.part == nil || row.next(after: text) != nil { return changeParameter() }
            status = "\(text ?? "") is no value to step from: type it anew"
            return []
        }
        change { $0.change { row.set(next, in: &$0) } }
        return []
    }

    mutating func clearParameter() -> [Effect] {
        guard live != nil else { return [] }
        let row = (top as? ParametersScreen)?.row ?? SearchDate.row
        guard row.part != nil else {
            status = "Enter switches the parameter off"
            return []
        }
        change { $0.change { row.set(nil, in: &$0) } }
        return []
    }

    private mutating func moveSearchDate(
        _ step: ParameterRow.DayStep, _ screen: TimelineScreen, _ live: LiveRecord
    ) -> [Effect] {
        let day = step.applied(to: SearchDate.day(in: live) ?? live.today)
        guard day <= live.today else {
            status = "a search date may not lie after \(DateFormat.day(live.today)), the day of the evaluation"
            return []
        }
        let move = SearchDate.draft(with: day, from: live.draft, live)
        change { $0.change { $0 = move.draft } }
        if move.isReduced { status = SearchDate.reduced }
        guard let last = files[current].screens.indices.last,
            var screen = files[current].screens[last] as? TimelineScreen
        else { return [] }
        screen.show(day)
        files[current].screens[last] = screen
        return []
    }
}
