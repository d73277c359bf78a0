import Testing

@testable import TerminalUI

@Suite struct ScrollTests {
    /// Lists of rows with heights, as medicines have.
    static let lists: [[Int]] = [
        [], [1], [9], Array(repeating: 1, count: 30), (0..<40).map { $0 % 3 + 1 }, [1, 12, 1, 2, 15, 1], [5, 5, 5, 5],
    ]

    static func extent(_ heights: [Int]) -> ListExtent { ListExtent(count: heights.count) { heights[$0] } }

    /// D12 of docs/spec/display.md 15: drawn, hidden above and hidden below are all rows; the cursor is on the screen.
    static func check(_ state: ScrollState, _ heights: [Int], room: ListRoom) {
        let pane = state.pane(extent(heights), room: room)
        #expect(pane.rows.count + pane.hiddenAbove + pane.hiddenBelow == heights.count)
        #expect(heights.isEmpty || room.height == 0 || pane.contains(state.cursor), "\(state) \(heights) \(room)")
        var line = pane.hasHintAbove ? 1 : 0
        for row in pane.rows {
            #expect(row.line == line)
            #expect(!row.isWhole || row.lines == heights[row.index])
            line += row.lines
        }
        #expect(line + (pane.hasHintBelow ? 1 : 0) <= room.height)
        // Only a row taller than the screen is ever shown in part.
        #expect(pane.rows.allSatisfy { $0.isWhole || heights[$0.index] > room.height - (room.hasHints ? 2 : 0) })
    }

    @Test(arguments: lists, [0, 1, 2, 3, 5, 10, 300])
    func cursorIsAlwaysOnTheScreen(heights: [Int], height: Int) {
        let extent = Self.extent(heights)
        for room in [ListRoom(height: height), ListRoom(height: height, hasHints: true)] {
            var state = ScrollState()
            state.settle(extent, room: room)
            Self.check(state, heights, room: room)
            for step in [1, 1, 1, -1, 1, 7, 1, 1, 1, 1, 1, 1, 1, -2, -1, -1, -1, 1, 99, -1, -1, -1, -99, 1] {
                state.move(by: step, extent, room: room)
                Self.check(state, heights, room: room)
            }
        }
    }

    @Test(arguments: lists.dropFirst(), [1, 2, 3, 5, 10])
    func pagingShowsEveryLineOnTheWayDownAndReturnsToTheTop(heights: [Int], height: Int) {
        let extent = Self.extent(heights)
        for room in [ListRoom(height: height), ListRoom(height: height, hasHints: true)] {
            var state = ScrollState()
            state.settle(extent, room: room)
            let top = state
            var seen: Set<[Int]> = []
            for _ in 0..<200 {
                for row in state.pane(extent, room: room).rows {
                    for line in 0..<row.lines { seen.insert([row.index, row.skipped + line]) }
                }
                state.pageDown(extent, room: room)
                Self.check(state, heights, room: room)
            }
            #expect(seen.count == heights.reduce(0, +))
            #expect(state.cursor == heights.count - 1)
            for _ in 0..<200 {
                state.pageUp(extent, room: room)
                Self.check(state, heights, room: room)
            }
            #expect(state.cursor == 0)
            #expect(state == top)
        }
    }

    @Test(arguments: lists.dropFirst(), [1, 2, 3, 5, 10])
    func walkingDownRowByRowShowsEveryLine(heights: [Int], height: Int) {
        let extent = Self.extent(heights)
        let room = ListRoom(height: height, hasHints: true)
        var state = ScrollState()
        state.settle(extent, room: room)
        let top = state
        var seen: Set<[Int]> = []
        for _ in 0..<300 {
            for row in state.pane(extent, room: room).rows {
                for line in 0..<row.lines { seen.insert([row.index, row.skipped + line]) }
            }
            state.move(by: 1, extent, room: room)
        }
        #expect(seen.count == heights.reduce(0, +))
        #expect(state.cursor == heights.count - 1)
        for _ in 0..<300 { state.move(by: -1, extent, room: room) }
        #expect(state.cursor == 0)
        #expect(state == top)
    }

    @Test func homeAndEnd() {
        let heights = (0..<40).map { $0 % 3 + 1 }
        let extent = Self.extent(heights)
        let room = ListRoom(height: 10, hasHints: true)
        var state = ScrollState()
        state.end(extent, room: room)
        #expect(state.cursor == 39)
        #expect(state.pane(extent, room: room).hiddenBelow == 0)
        state.home(extent, room: room)
        #expect(state.pane(extent, room: room).hiddenAbove == 0)
    }

    @Test func listThatGrewShorterKeepsItsCursorInside() {
        let room = ListRoom(height: 5)
        var state = ScrollState(cursor: 25)
        state.settle(ListExtent(count: 30), room: room)
        state.settle(ListExtent(count: 3), room: room)
        #expect(state.cursor == 2)
        #expect(state.pane(ListExtent(count: 3), room: room).hiddenAbove == 0)
        state.settle(ListExtent(count: 0), room: room)
        #expect(state.cursor == 0)
    }

    /// A list of any length costs no more than the rows near the screen.
    @Test func onlyRowsNearTheScreenAreMeasured() {
        final class Counter { var calls = 0 }
        let counter = Counter()
        let extent = ListExtent(count: 1_000_000) { index in
            counter.calls += 1
            return index % 3 + 1
        }
        let room = ListRoom(height: 40, hasHints: true)
        var state = ScrollState()
        state.end(extent, room: room)
        _ = state.pane(extent, room: room)
        #expect(counter.calls < 5_000)
    }
}

@MainActor @Suite struct HeadlessTerminalTests {
    @Test func feedsItsScriptAndKeepsItsFrames() {
        let terminal = HeadlessTerminal(
            rows: 2, columns: 5, events: [.key(.function(1)), .resize(rows: 3, columns: 300)])
        #expect(terminal.nextEvent(before: nil) == .key(.function(1)))
        #expect(terminal.nextEvent(before: nil) == .resize(rows: 3, columns: 300))
        #expect(terminal.size == TerminalSize(rows: 3, columns: 300))
        #expect(terminal.nextEvent(before: nil) == .closed)
        terminal.show(CellBuffer(rows: 3, columns: 300))
        #expect(terminal.frames == [CellBuffer(rows: 3, columns: 300)])
    }
}

@Suite("a row that only begins on the screen")
struct BegunRowTests {
    /// Rows of 5, 7 and 3 lines in a pane of 10 with hints: the second begins and counts as hidden.
    @Test("fills the room that is left and counts as hidden")
    func begins() throws {
        let extent = ListExtent(count: 3) { [5, 7, 3][$0] }
        let pane = ScrollState().pane(extent, room: ListRoom(height: 10, hasHints: true))
        #expect(pane.rows.map(\.index) == [0])
        let begun = try #require(pane.begun)
        #expect(begun.index == 1)
        #expect(begun.line == 5)
        #expect(begun.lines == 4)
        #expect(!begun.isWhole)
        #expect(pane.rows.count + pane.hiddenAbove + pane.hiddenBelow == 3)
    }

    @Test("a single line left would show a name alone: nothing begins")
    func oneLine() {
        let extent = ListExtent(count: 2) { _ in 8 }
        #expect(ScrollState().pane(extent, room: ListRoom(height: 10, hasHints: true)).begun == nil)
    }

    @Test("nothing begins when every row is whole")
    func whole() {
        let extent = ListExtent(count: 3) { _ in 2 }
        #expect(ScrollState().pane(extent, room: ListRoom(height: 10, hasHints: true)).begun == nil)
    }
}
