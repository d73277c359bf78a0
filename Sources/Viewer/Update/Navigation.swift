import GPConnect
import RecordPresentation
import TerminalUI

/// What the commands of `CommandTable` do that concern the viewer as a whole.
extension ViewerState {
    @discardableResult
    mutating func push(_ screen: any Screen) -> [Effect] {
        files[current].screens.append(screen)
        return []
    }

    mutating func goBack() -> [Effect] {
        guard files[current].screens.count > 1 else {
            status = "this is the first screen; \(settings.keys.keyName(.quit) ?? "q") leaves the viewer"
            return []
        }
        files[current].screens.removeLast()
        return []
    }

    mutating func ask(_ prompt: Prompt) -> [Effect] {
        self.prompt = prompt
        return []
    }

    mutating func lock() -> [Effect] {
        isLocked.toggle()
        prompt = nil
        status = nil
        lastKey = clock.seconds
        return []
    }

    mutating func toggleMouse() -> [Effect] {
        isMouseOn.toggle()
        status = isMouseOn ? "the mouse is on: hold Shift to select text" : "the mouse is off"
        return [.setMouse(isMouseOn)]
    }

    mutating func goToOthers() -> [Effect] {
        guard folder?.others != nil else {
            status = "everything in this record belongs to an area"
            return []
        }
        return goToArea(AreaJump(.others))
    }

    /// Every screen above the areas goes: area keys work from anywhere.
    mutating func goToArea(_ jump: AreaJump) -> [Effect] {
        guard let number = files[current].screens.firstIndex(where: { $0 is AreasScreen }),
            var areas = files[current].screens[number] as? AreasScreen
        else {
            status = "this file has no areas"
            return []
        }
        files[current].screens.removeLast(files[current].screens.count - number - 1)
        areas.go(to: jump, frame)
        files[current].screens[number] = areas
        return []
    }
}

// MARK: - Files

extension ViewerState {
    mutating func openFileList() -> [Effect] {
        push(FilesScreen(current: current))
    }

    mutating func switchFile(by step: Int) -> [Effect] {
        guard files.count > 1 else {
            status = "only one file is open"
            return []
        }
        return goToFile((current + step + files.count) % files.count)
    }

    mutating func goToFile(_ number: Int) -> [Effect] {
        guard files.indices.contains(number) else { return [] }
        if files[current].screens.last is FilesScreen { files[current].screens.removeLast() }
        if number != current { search = nil }
        current = number
        status = "file \(number + 1) of \(files.count): \(files[number].name)"
        guard case .notRead = files[number].content else { return [] }
        return [.load(file: number)]
    }
}

// MARK: - Search

extension ViewerState {
    mutating func find(_ words: String) -> [Effect] {
        guard let folder else { return [] }
        guard !words.allSatisfy(\.isWhitespace) else {
            status = "nothing to look for"
            return []
        }
        let hits = RecordSearch(folder.context).hits(for: words).inMenuOrder
        search = SearchState(words: words, hits: hits, current: hits.isEmpty ? nil : 0)
        if files[current].screens.last is SearchScreen { files[current].screens.removeLast() }
        return push(SearchScreen(folder, words: words, hits: hits))
    }

    /// From hit to hit, round the end, which is announced (docs/spec/display.md section 9).
    mutating func goToHit(by step: Int) -> [Effect] {
        guard var search, let folder else {
            status = "nothing was looked for yet: \(settings.keys.keyName(.search) ?? "/") finds"
            return []
        }
        guard !search.hits.isEmpty else {
            status = "nothing was found for \(search.words)"
            return []
        }
        let count = search.hits.count
        let next = (listedHit ?? search.current ?? (step > 0 ? -1 : 0)) + step
        let wrapped = (next + count) % count
        let round = wrapped == next ? "" : step > 0 ? " - round to the first" : " - round to the last"
        search.current = wrapped
        self.search = search
        showHit(wrapped, of: search, folder)
        status = "hit \(wrapped + 1) of \(count) for \(search.words)\(round)"
        return []
    }

    /// The hit under the cursor of the list that lies on top or right below a detail.
    private var listedHit: Int? {
        files[current].screens.suffix(2).compactMap { ($0 as? SearchScreen)?.scroll.cursor }.first
    }

    private mutating func showHit(_ number: Int, of search: SearchState, _ folder: RecordFolder) {
        let frame = frame
        if let last = files[current].screens.indices.last, var list = files[current].screens[last] as? SearchScreen {
            list.select(number, frame)
            files[current].screens[last] = list
            return
        }
        if files[current].screens.last is DetailScreen { files[current].screens.removeLast() }
        if let last = files[current].screens.indices.last, var list = files[current].screens[last] as? SearchScreen {
            list.select(number, frame)
            files[current].screens[last] = list
        }
        push(DetailScreen(folder, resource: search.hits[number].resource))
    }
}

// MARK: - Under the cursor

extension ViewerState {
    mutating func openResourceUnderCursor() -> [Effect] {
        openUnderCursor { ResourceScreen($0, resource: $1) }
    }

    mutating func openDetailUnderCursor() -> [Effect] {
        openUnderCursor { DetailScreen($0, resource: $1) }
    }

    private mutating func openUnderCursor(_ make: (RecordFolder, Int) -> any Screen) -> [Effect] {
        guard let folder, let resource = top?.resource(frame) else {
            status = "no resource under the cursor"
            return []
        }
        return push(make(folder, resource))
    }

    mutating func copyUnderCursor() -> [Effect] {
        guard let copy = top?.copyText(frame) else {
            status = "nothing to copy under the cursor"
            return []
        }
        return [.copy(copy.text, what: copy.what)]
    }
}
