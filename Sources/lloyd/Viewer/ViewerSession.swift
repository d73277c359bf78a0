import FHIR
import Foundation
import NcursesTerminal
import TerminalUI
import Viewer

/// Joins the viewer to a terminal: opens it, feeds events to `update`, shows what `render` draws, carries out effects.
@MainActor
struct ViewerSession {
    private let terminal: any Terminal
    private let asOf: CivilDate?
    private let work: RetrievalWork
    private var state: ViewerState

    /// - Throws: `CommandFailure` when there is no terminal to show anything on.
    static func run(files: [OpenFile], options: ViewerOptions) throws {
        var session = try ViewerSession(files: files, options: options)
        session.loop()
    }

    private init(files: [OpenFile], options: ViewerOptions) throws {
        let keys: KeyMap
        do { keys = try KeyMap(configured: options.configuration.keys) } catch {
            throw CommandFailure(String(describing: error))
        }
        let handedOver = files.firstIndex { $0.source == .path("-") }
        let keyboard = try TerminalOpening.keyboard(recordIsOnInput: handedOver != nil)
        NcursesScreen.forbidCoreFiles()
        let contents: [Int: FileContent]
        (terminal, contents) = try TerminalOpening.open(options, keyboard: keyboard) {
            try Self.contents(of: files, Set([0, handedOver].compactMap { $0 }), options)
        }
        asOf = options.asOf
        work = RetrievalWork(waker: terminal.waker)
        var opened = files
        for (number, content) in contents { opened[number].content = content }
        let glyphs = options.isASCII || !TerminalOpening.hasUnicodeLines ? Glyphs.ascii : .unicode
        state = ViewerState(
            files: opened, size: terminal.size, clock: WallClock.reading,
            settings: ViewerSettings(
                glyphs: glyphs, keys: keys, idleMinutes: options.configuration.idleLockMinutes,
                providers: options.configuration.providers))
        if options.configuration.mouse { step(.command(.mouse)) }
    }

    /// What is read before the screen is there: the first file, and standard input, which nobody may wait for later.
    /// One file that cannot be read is the failure of the command; among several it is one of the screens.
    private static func contents(
        of files: [OpenFile], _ wanted: Set<Int>, _ options: ViewerOptions
    ) throws -> [Int: FileContent] {
        var contents: [Int: FileContent] = [:]
        for number in wanted {
            let content = RecordLoading.content(of: files[number].source, asOf: options.asOf)
            if case .failed(let failure) = content, files.count == 1, failure.title == RecordLoading.unreadable {
                throw CommandFailure(failure.lines.joined(separator: " "))
            }
            contents[number] = content
        }
        return contents
    }

    private mutating func loop() {
        defer { terminal.close() }
        step(.resize(terminal.size))
        while true {
            // Of keys that came together only the last needs a screen: a held key never runs ahead of what is shown.
            if !terminal.hasWaitingEvents { terminal.show(state.render()) }
            let wake = state.nextWake(secondsIntoMinute: WallClock.secondsIntoMinute)
            let event = terminal.nextEvent(before: wake.map { .now + .seconds(max(1, $0 - state.clock.seconds)) })
            step(.clock(WallClock.reading))
            for item in work.take() { step(.retrieval(item.id, item.news)) }
            switch event {
            case .key(let key): if step(.key(key)) { return }
            case .mouse(let mouse): if step(.mouse(mouse)) { return }
            case .resize(let rows, let columns): step(.resize(TerminalSize(rows: rows, columns: columns)))
            case .woken, .deadlinePassed: break
            case .closed: return
            }
        }
    }

    /// - Returns: whether the viewer is to end.
    @discardableResult
    private mutating func step(_ action: Action) -> Bool {
        let (next, effects) = state.update(action)
        state = next
        for effect in effects where perform(effect) { return true }
        return false
    }

    private mutating func perform(_ effect: Effect) -> Bool {
        switch effect {
        case .load(let file):
            terminal.show(state.render())
            step(.loaded(file: file, RecordLoading.content(of: state.files[file].source, asOf: asOf)))
        case .copy(let text, let what): step(.copied(terminal.copy(text), what: what))
        case .save(let request): step(.saved(request, SavedFile.write(request)))
        case .retrieve(let retrieval): work.start(retrieval)
        case .cancelRetrieval(let id): work.cancel(id)
        case .saveDocument(let number, let path): step(.say(DocumentRetrieval.save(number, to: path)))
        case .setMouse(let isOn): terminal.isMouseOn = isOn
        case .repaint: terminal.repaint()
        case .suspend: terminal.suspend()
        case .quit: return true
        }
        return false
    }
}

/// The clocks of this machine, read at the edge.
private enum WallClock {
    static var reading: ClockReading {
        let now = Clock.now
        let minute = LondonTime.civil(atUnixSeconds: now).minuteOfDay
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return ClockReading(seconds: Int(time.tv_sec), text: "\(padded(minute / 60)):\(padded(minute % 60))")
    }

    static var secondsIntoMinute: Int { Clock.now % 60 }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
