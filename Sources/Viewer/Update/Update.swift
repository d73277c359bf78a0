import TerminalUI

extension ViewerState {
    /// The next state and what the edge is to do. Pure: the same state and action give the same answer.
    package func update(_ action: Action) -> (state: ViewerState, effects: [Effect]) {
        var state = self
        let effects = state.apply(action)
        state.settle()
        return (state, effects)
    }

    private mutating func apply(_ action: Action) -> [Effect] {
        switch action {
        case .key(let key): return press(key)
        case .mouse(let mouse): return click(mouse)
        case .resize(let size): self.size = size
        case .clock(let reading): tick(reading)
        case .loaded(let file, let content):
            guard files.indices.contains(file) else { break }
            fill(file, with: content)
        case .saved(let request, let outcome): return saved(request, outcome)
        case .retrieval(let id, let news): return apply(news, of: id)
        case .copied(let outcome, let what): status = Self.words(outcome, what)
        case .command(let id):
            guard let command = settings.keys.commands.first(where: { $0.id == id && $0.scope.holds(topKind) }) else {
                break
            }
            return run(command)
        case .choose(let choice): return choose(choice)
        case .say(let text): status = text
        }
        return []
    }

    private mutating func settle() {
        guard let last = files[current].screens.indices.last else { return }
        showLiveRecord()
        let frame = frame
        files[current].screens[last].settle(frame)
    }

    private mutating func tick(_ reading: ClockReading) {
        clock = reading
        guard let lockAt, !isLocked else { return }
        if reading.seconds >= lockAt {
            _ = lock()
        } else if reading.seconds >= lockAt - Self.lockWarning {
            status = "no key for a while: the screen locks in \(lockAt - reading.seconds) seconds, any key stops that"
        }
    }

    private static func words(_ outcome: Clipboard.Outcome, _ what: String) -> String {
        switch outcome {
        case .sent(let characters): "copied \(what): \(characters) characters handed to the terminal"
        case .tooLarge(let bytes):
            "\(what) is too large for the clipboard: \(bytes) bytes, \(Clipboard.largest) allowed; use lloyd show"
        case .notSupported: "this terminal takes no copies; use lloyd show"
        }
    }
}

// MARK: - Keys

extension ViewerState {
    private mutating func press(_ key: KeyEvent) -> [Effect] {
        lastKey = clock.seconds
        status = nil
        if isLocked { return pressLocked(key) }
        if prompt != nil { return pressInPrompt(key) }
        guard let command = settings.keys.command(for: key, on: topKind) else {
            let help = settings.keys.keyName(.help) ?? "F1"
            status = "\(key.name) does nothing here: \(help) shows the keys"
            return []
        }
        return run(command)
    }

    /// Nothing but the way out: nobody who walks by learns anything.
    private mutating func pressLocked(_ key: KeyEvent) -> [Effect] {
        let command = settings.keys.command(for: key, on: topKind)
        switch command?.id {
        case .lock?: return lock()
        case .quit?: return [.quit]
        default: return []
        }
    }

    mutating func run(_ command: Command) -> [Effect] {
        if command.needsRecord, folder == nil {
            status = "\(command.title): no record is open in this file"
            return []
        }
        switch command.performance {
        case .move(let move): return withTop { $0.move(move, $1) }
        case .screen: return withTop { $0.perform(command.id, $1) }
        case .opens(let make):
            guard let folder else { return [] }
            return apply(make(folder, frame))
        case .viewer(let perform): return perform(&self)
        }
    }

    private mutating func withTop(_ body: (inout any Screen, Frame) -> Outcome) -> [Effect] {
        guard let last = files[current].screens.indices.last else {
            status = "the file is still being read"
            return []
        }
        let frame = frame
        return apply(body(&files[current].screens[last], frame))
    }

    mutating func apply(_ outcome: Outcome) -> [Effect] {
        switch outcome {
        case .done: break
        case .nothing(let why): status = why
        case .say(let text): status = text
        case .push(let screen): _ = push(screen)
        case .replace(let screen):
            files[current].screens.removeLast()
            files[current].screens.append(screen)
        case .pop: return goBack()
        case .prompt(let prompt): self.prompt = prompt
        case .effect(let effect): return [effect]
        case .area(let jump): return goToArea(jump)
        case .choose(let choice): return choose(choice)
        }
        return []
    }

    private mutating func click(_ mouse: MouseEvent) -> [Effect] {
        lastKey = clock.seconds
        guard !isLocked, prompt == nil else { return [] }
        switch mouse.kind {
        case .wheelUp: return (0..<3).flatMap { _ in withTop { $0.move(.up, $1) } }
        case .wheelDown: return (0..<3).flatMap { _ in withTop { $0.move(.down, $1) } }
        case .press, .doubleClick: return withTop { $0.click(row: mouse.row, column: mouse.column, $1) }
        case .release: return []
        }
    }
}

// MARK: - Prompt

extension ViewerState {
    private mutating func pressInPrompt(_ key: KeyEvent) -> [Effect] {
        guard var asked = prompt else { return [] }
        if key == .function(12) { return lock() }
        switch key {
        case .named(.escape):
            prompt = nil
            status = "nothing was asked"
            abandon(asked)
        case .named(.enter):
            prompt = nil
            return answer(asked)
        case .named(.backspace) where asked.field.text.isEmpty: prompt = nil
        default:
            if !asked.field.handle(key) { status = "Enter finishes, Esc gives up" }
            prompt = asked
            typed(asked)
        }
        return []
    }

    private mutating func answer(_ prompt: Prompt) -> [Effect] {
        switch prompt.purpose {
        case .search: return find(prompt.field.text)
        case .largeDocument(let order): return answerLarge(order, prompt.field.text)
        case .saveDocument(let number): return [.saveDocument(number, path: prompt.field.text)]
        case .fetchField(let field): enter(prompt.field.text, into: field, of: FetchForm.self)
        case .searchField(let field): enter(prompt.field.text, into: field, of: SearchForm.self)
        case .parameter, .save, .replace: return answerLive(prompt)
        case .filter(let column, let heading):
            changeAreas { areas, frame in
                areas.add(RowFilter(column: column, heading: heading, typed: prompt.field.text), frame)
            }
        }
        return []
    }

    private mutating func choose(_ choice: Choice) -> [Effect] {
        switch choice {
        case .file(let number): return goToFile(number)
        case .preset(let number): return choosePreset(number)
        case .savedRecord(let number): return openSaved(number)
        case .fetchedRecord(let number): return openRead(number)
        case .fetchField(let field): change(field, of: FetchForm.self)
        case .searchField(let field): change(field, of: SearchForm.self)
        case .savedDocument(let document, let number): return openSaved(document, nhsNumber: number)
        case .keptSearch(let search, let number): return openKept(search, nhsNumber: number)
        case .provider(let name, let order): return ask(name, for: order)
        case .joinFilters(let any):
            _ = goBack()
            changeAreas { $0.join(any: any, $1) }
        case .filterBy(let column, let heading):
            _ = goBack()
            prompt = Prompt(.filter(column: column, heading: heading))
        case .sortBy(let column, let heading):
            _ = goBack()
            changeAreas { $0.sort(by: column, heading: heading, $1) }
        }
        return []
    }

    /// The screen of the areas is the one on top whenever filters and orders are chosen.
    private mutating func changeAreas(_ change: (inout AreasScreen, Frame) -> String?) {
        guard let last = files[current].screens.indices.last, var areas = files[current].screens[last] as? AreasScreen
        else { return }
        status = change(&areas, frame)
        files[current].screens[last] = areas
    }
}
