/// Why no screen can be shown. Each says what to do instead.
package enum TerminalError: Error, Hashable, CustomStringConvertible {
    case notATerminal
    case typeNotSet
    case typeUnknown(String)
    case cannotMoveCursor(String)
    case noUTF8
    case notOpened(String)

    package var description: String { reason + "; \"lloyd show\" prints a record without a screen" }

    private var reason: String {
        switch self {
        case .notATerminal: "standard input and output are not a terminal"
        case .typeNotSet: "TERM is not set"
        case .typeUnknown(let type): "TERM is \(type), which this system does not know"
        case .cannotMoveCursor(let type): "TERM is \(type), a terminal that cannot move its cursor"
        case .noUTF8: "this system has no UTF-8 locale"
        case .notOpened(let type): "the terminal of type \(type) could not be opened"
        }
    }
}
