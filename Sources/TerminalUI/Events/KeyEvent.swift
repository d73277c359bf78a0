/// A key as the terminal reports it. Help pages, footers and `[viewer] keys.*` write it by its `name`.
package enum KeyEvent: Hashable, Sendable {
    /// A character that was typed; never a control character. The space bar is `character(" ")`.
    case character(Character)
    /// Control and a letter, or one of `@ [ \ ] ^ _`; in upper case.
    case control(Character)
    case named(NamedKey)
    /// F1 to F63.
    case function(Int)
}

/// The keys that have a name of their own.
package enum NamedKey: String, CaseIterable, Sendable {
    case enter = "Enter"
    case escape = "Esc"
    case tab = "Tab"
    case backTab = "Shift-Tab"
    case backspace = "Backspace"
    case delete = "Del"
    case insert = "Ins"
    case home = "Home"
    case end = "End"
    case pageUp = "PgUp"
    case pageDown = "PgDn"
    // The arrows
    case up = "Up"
    case down = "Down"
    case left = "Left"
    case right = "Right"
}

extension KeyEvent {
    /// The text for help, footers and configuration: `Ctrl-L`, `F1`, `PgDn`, `Space`, `w`, `W`.
    package var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let letter): "Ctrl-\(letter)"
        case .named(let key): key.rawValue
        case .function(let number): "F\(number)"
        }
    }

    /// Reads a key's name. Case matters for single letters only: `W` and `w` are two keys.
    package init?(name: some StringProtocol) {
        if name.count == 1, let character = name.first {
            guard character.unicodeScalars.allSatisfy(CellGuard.isDisplayable) else { return nil }
            self = .character(character)
            return
        }
        let lowered = name.lowercased()
        if let key = NamedKey.allCases.first(where: { $0.rawValue.lowercased() == lowered }) {
            self = .named(key)
        } else if lowered == "space" {
            self = .character(" ")
        } else if lowered.hasPrefix("ctrl-"), let letter = Self.controlLetter(name.dropFirst(5)) {
            self = .control(letter)
        } else if lowered.hasPrefix("f"), let number = Int(lowered.dropFirst()), 1...63 ~= number {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// What a terminal sends as a single scalar. Carriage return and line feed are both Enter, so that pasted lines
    /// do what typed lines do.
    package init(scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x09: self = .named(.tab)
        case 0x0A, 0x0D: self = .named(.enter)
        case 0x1B: self = .named(.escape)
        case 0x08, 0x7F: self = .named(.backspace)
        case 0..<0x20: self = .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40))))
        default: self = .character(Character(scalar))
        }
    }

    private static func controlLetter(_ text: some StringProtocol) -> Character? {
        guard text.utf8.count == 1, let letter = text.uppercased().first, let ascii = letter.asciiValue else {
            return nil
        }
        // Tab, Enter, Backspace and Escape are what a terminal sends for Ctrl-I, J, M, H and [.
        return 0x40...0x5F ~= ascii && !"HIJM[".contains(letter) ? letter : nil
    }
}
