import TerminalUI

/// The ways through a list that every list has.
package enum ListMove: CaseIterable, Sendable {
    case up, down, pageUp, pageDown, home, end

    /// Why nothing happened, if nothing did.
    func apply(to scroll: inout ScrollState, _ model: ListModel, room: ListRoom) -> String? {
        let before = scroll
        let extent = model.extent
        switch self {
        case .up: scroll.move(by: -1, extent, room: room)
        case .down: scroll.move(by: 1, extent, room: room)
        case .pageUp: scroll.pageUp(extent, room: room)
        case .pageDown: scroll.pageDown(extent, room: room)
        case .home: scroll.home(extent, room: room)
        case .end: scroll.end(extent, room: room)
        }
        var settled = before
        settled.settle(extent, room: room)
        guard scroll == settled else { return nil }
        if model.count == 0 { return "nothing to move through here" }
        return isTowardsEnd ? "this is the end of the list" : "this is the top of the list"
    }

    private var isTowardsEnd: Bool { [.down, .pageDown, .end].contains(self) }
}
