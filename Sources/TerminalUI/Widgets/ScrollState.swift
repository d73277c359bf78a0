/// Where a list stands: its cursor and what is at the top of the screen. The cursor is always on the screen.
///
/// A row that is taller than the screen is walked through in screenfuls.
package struct ScrollState: Hashable, Sendable {
    private var place: ListPart
    private var top = ListPart.first

    package init(cursor: Int = 0) {
        place = ListPart(row: max(0, cursor), part: 0)
    }

    /// The row that the cursor is on; 0 in an empty list.
    package var cursor: Int { place.row }

    /// What of the list is on the screen.
    package func pane(_ extent: ListExtent, room: ListRoom) -> ListPane {
        ListPane(extent: extent, top: top, room: room)
    }

    /// Brings the cursor back into the list and onto the screen: after the list or the size changed.
    package mutating func settle(_ extent: ListExtent, room: ListRoom) {
        guard extent.count > 0 else {
            self = ScrollState()
            return
        }
        place.row = min(place.row, extent.count - 1)
        place = min(place, .end(of: place.row, extent, room: room))
        top = max(min(top, place), lowestTop(extent, room: room))
        top = min(top, .end(of: top.row, extent, room: room))
        while top < place, !shows(place, top: top, extent, room), let next = top.next(extent, room: room) { top = next }
        fill(extent, room: room)
    }

    /// Down or up by rows; in a row taller than the screen one step is a screenful of it.
    package mutating func move(by rows: Int, _ extent: ListExtent, room: ListRoom) {
        guard extent.count > 0 else { return }
        settle(extent, room: room)
        switch rows {
        case 1: place = place.next(extent, room: room) ?? place
        case -1: place = place.previous(extent, room: room) ?? place
        default: place = ListPart(row: max(0, place.row + rows), part: 0)
        }
        settle(extent, room: room)
    }

    /// The next screenful: what was not on this one comes to its top.
    package mutating func pageDown(_ extent: ListExtent, room: ListRoom) {
        settle(extent, room: room)
        guard let last = pane(extent, room: room).last else { return }
        if let next = last.next(extent, room: room) {
            place = next
            top = next
        } else {
            place = last
        }
        settle(extent, room: room)
    }

    /// The screenful before: it ends with what is above the top now.
    package mutating func pageUp(_ extent: ListExtent, room: ListRoom) {
        settle(extent, room: room)
        guard let last = top.previous(extent, room: room) else {
            home(extent, room: room)
            return
        }
        top = last
        while let higher = top.previous(extent, room: room), shows(last, top: higher, extent, room) { top = higher }
        place = top
        settle(extent, room: room)
    }

    package mutating func home(_ extent: ListExtent, room: ListRoom) {
        select(0, extent, room: room)
    }

    package mutating func end(_ extent: ListExtent, room: ListRoom) {
        select(extent.count - 1, extent, room: room)
    }

    /// Puts the cursor on a row and the row on the screen.
    package mutating func select(_ row: Int, _ extent: ListExtent, room: ListRoom) {
        place = ListPart(row: max(0, row), part: 0)
        settle(extent, room: room)
    }

    /// The highest top that can have the cursor on the screen: at least one line a part, so few steps.
    private func lowestTop(_ extent: ListExtent, room: ListRoom) -> ListPart {
        var lowest = place
        var lines = place.lines(extent, room: room)
        while let previous = lowest.previous(extent, room: room) {
            lines += previous.lines(extent, room: room)
            if lines > room.height { break }
            lowest = previous
        }
        return lowest
    }

    /// Leaves no empty lines at the end while there are rows above.
    private mutating func fill(_ extent: ListExtent, room: ListRoom) {
        guard let last = pane(extent, room: room).last, last.next(extent, room: room) == nil else { return }
        while let higher = top.previous(extent, room: room), shows(last, top: higher, extent, room) { top = higher }
    }

    private func shows(_ part: ListPart, top: ListPart, _ extent: ListExtent, _ room: ListRoom) -> Bool {
        ListPane(extent: extent, top: top, room: room).last.map { $0 >= part } ?? false
    }
}
