import GPConnect
import RecordPresentation
import TerminalUI

/// Everything that the next screen depends on. A value: `update` makes the next one, `render` draws it.
package struct ViewerState: Sendable {
    package internal(set) var files: [OpenFile]
    package internal(set) var current = 0
    package internal(set) var size: TerminalSize
    package internal(set) var clock: ClockReading
    /// When a key was last pressed: the privacy lock counts from there.
    var lastKey: Int
    package let settings: ViewerSettings
    package internal(set) var prompt: Prompt?
    /// What the last key did, or why it did nothing; gone with the next key.
    package internal(set) var status: String?
    package internal(set) var search: SearchState?
    package internal(set) var isLocked = false
    package internal(set) var isMouseOn = false
    /// Retrievals begun so far: the last one's id.
    var retrievalCount = 0
    /// Ids of retrievals that were called off and have not ended yet.
    var calledOff: Set<Int> = []

    /// - Parameter files: at least one; the first is the one on the screen.
    package init(files: [OpenFile], size: TerminalSize, clock: ClockReading, settings: ViewerSettings) {
        self.files = files.isEmpty ? [OpenFile(name: "nothing")] : files
        self.size = size
        self.clock = clock
        self.settings = settings
        lastKey = clock.seconds
        for index in self.files.indices { fill(index, with: self.files[index].content) }
    }

    /// What was found, for `n` and `N`.
    package struct SearchState: Sendable {
        package let words: String
        package let hits: [RecordSearch.Hit]
        package var current: Int?
    }
}

extension ViewerState {
    package var folder: RecordFolder? {
        guard case .record(let received) = files[current].content else { return nil }
        return shownFolder(received)
    }

    package var top: (any Screen)? { files[current].screens.last }

    package var topKind: ScreenKind { top.map { type(of: $0).kind } ?? .notice }

    package var frame: Frame {
        Frame(
            rect: ChromeLayout(self).content, size: size, glyphs: settings.glyphs, keys: settings.keys, files: files,
            currentFile: current, folder: folder)
    }

    /// Puts what was read into a file, with its first screen.
    mutating func fill(_ index: Int, with content: FileContent) {
        files[index].content = content
        files[index].live = nil
        switch content {
        case .notRead: files[index].screens = []
        case .failed(let failure): files[index].screens = [NoticeScreen(failure: failure)]
        case .record(let folder): files[index].screens = FirstScreens.of(folder)
        // Read anew while something of it is open: whoever looks stays where they are.
        case .shelf: if !(files[index].screens.first is LibraryScreen) { files[index].screens = [LibraryScreen()] }
        }
    }

    /// When the edge should send the time next: at the full minute for a clock that is on the screen, earlier for the
    /// privacy lock; nil when nothing depends on the time.
    package func nextWake(secondsIntoMinute: Int) -> Int? {
        let minute = FooterBar.showsClock(self) ? clock.seconds + 60 - secondsIntoMinute : nil
        guard let lockAt, !isLocked else { return minute }
        let warnAt = lockAt - Self.lockWarning
        return min(minute ?? .max, clock.seconds < warnAt ? warnAt : lockAt)
    }

    /// Seconds before the lock at which it is announced (docs/spec/terminal.md section 6).
    static let lockWarning = 60

    var lockAt: Int? { settings.idleMinutes.map { lastKey + max(2, $0) * 60 } }
}

/// What a record is opened with: its areas, and on top what must be read first (docs/spec/hazards.md section 2).
enum FirstScreens {
    static func of(_ folder: RecordFolder) -> [any Screen] {
        switch folder.record.bundle.kind {
        case .bundle: break
        case .single(let type):
            return [BundleScreen(folder, nil), NoticeScreen(singleResource: type.rawValue)]
        case .notFHIR: return [NoticeScreen(failure: FileFailure(title: "NOT A RECORD", lines: []))]
        }
        let areas = AreasScreen(folder)
        if folder.mismatch != nil, let comparison = folder.comparison {
            return [areas, NoticeScreen(mismatch: comparison)]
        }
        return folder.record.patient == nil
            ? [areas, NoticeScreen(patientMissing: folder.comparison)] : [areas]
    }
}
