// A program with a screen that ends in every way there is, for the tests of life cycle.
import Foundation
import NcursesTerminal
import TerminalUI

@main
@MainActor
struct TerminalProbe {
    var terminal: NcursesScreen
    var last = "none"

    static func main() {
        NcursesScreen.forbidCoreFiles()
        do {
            let type = ProcessInfo.processInfo.environment["TERM"]
            var probe = TerminalProbe(terminal: try NcursesScreen(type: type))
            probe.run()
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    mutating func run() {
        while true {
            draw()
            let event = terminal.nextEvent(before: nil)
            switch event {
            case .closed:
                terminal.close()
                exit(3)
            case .key(.character("q")):
                terminal.close()
                return
            case .key(.character(let letter)):
                end(letter)
                last = "\(letter)"
            case .key(let key): last = key.name
            case .resize, .woken, .mouse, .deadlinePassed: last = "\(event)".filter { $0 != " " }
            }
        }
    }

    private func draw() {
        let size = terminal.size
        var buffer = CellBuffer(rows: size.rows, columns: size.columns)
        buffer.write("ready", row: 0, column: 0, style: .title)
        buffer.write("size=\(size.rows)x\(size.columns)", row: 1, column: 0)
        buffer.write("last=\(last)", row: 2, column: 0)
        terminal.show(buffer)
    }

    private func end(_ letter: Character) {
        switch letter {
        case "T": fatalError("probe trapped")
        case "A": abort()
        case "S": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        case "O": FileHandle.standardError.write(Data("\(deep(1))".utf8))
        case "X": exit(7)
        case "E": FileHandle.standardError.write(Data("spoken-later\n".utf8))
        case "W":
            let wake = terminal.waker
            Thread.detachNewThread { wake() }
        case "Z": terminal.suspend()
        case "M": terminal.isMouseOn = true
        default: break
        }
    }

    /// More calls than any stack holds.
    private func deep(_ count: Int) -> Int {
        count == .max ? 0 : deep(count &+ 1) &+ terminal.size.rows
    }
}
