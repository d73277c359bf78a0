/// What one cell may hold: a base character with the marks that sit on it.
///
/// Terminals disagree about joined emoji, flags, skin tones and variation selectors, so these are reduced to their base
/// character, on which all agree. A spacing mark takes a cell of its own.
struct CellText: Hashable, Sendable {
    var character: Character
    var width: Int

    /// A cell of ncurses holds five wide characters.
    private static let mostMarks = 4

    /// The cells that a grapheme cluster takes, left to right; usually one, never none.
    static func parts(of character: Character) -> [CellText] {
        if character == "\n" || character == "\t" || character == "\r\n" { return [CellText(character: " ", width: 1)] }
        var parts: [CellText] = []
        var scalars: [Unicode.Scalar] = []
        for scalar in character.unicodeScalars {
            guard CellGuard.isDisplayable(scalar) else {
                close(&scalars, into: &parts)
                scalars = [CellGuard.mark]
                continue
            }
            if isReduced(scalar, after: scalars.last) {
                if scalar == "\u{200D}", isEmoji(scalars.first) { break }
                continue
            }
            if CharacterWidth.of(scalar) > 0 {
                close(&scalars, into: &parts)
                scalars = [scalar]
            } else if scalars.isEmpty {
                scalars = [isJoiner(scalar) ? CellGuard.mark : dottedCircle]
                if !isJoiner(scalar) { scalars.append(scalar) }
            } else if scalars.count <= mostMarks {
                scalars.append(scalar)
            }
        }
        close(&scalars, into: &parts)
        return parts
    }

    /// Carries a mark that came without a base.
    private static let dottedCircle: Unicode.Scalar = "\u{25CC}"

    private static func close(_ scalars: inout [Unicode.Scalar], into parts: inout [CellText]) {
        guard let base = scalars.first else { return }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.map { $0 == "\u{A0}" ? " " : $0 })
        for character in String(view) {
            parts.append(CellText(character: character, width: CharacterWidth.of(base)))
        }
        scalars = []
    }

    /// Joiners, variation selectors, skin tones and the second half of a flag, behind the base that they belong to.
    private static func isReduced(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
        guard let previous else { return false }
        if isJoiner(scalar) { return true }
        if 0x1F3FB...0x1F3FF ~= scalar.value { return isEmoji(previous) }
        return 0x1F1E6...0x1F1FF ~= scalar.value && 0x1F1E6...0x1F1FF ~= previous.value
    }

    private static func isEmoji(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { $0.value > 0xFF && $0.properties.isEmoji } ?? false
    }

    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x180B...0x180D, 0x180F, 0x200C...0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        default: false
        }
    }
}

extension CellText {
    /// The same as `parts`, from a table for ASCII: nearly all that is drawn.
    static func cells(of character: Character) -> ArraySlice<CellText> {
        if character.utf8.count == 1, let byte = character.utf8.first {
            return ascii[Int(byte)...Int(byte)]
        }
        return parts(of: character)[...]
    }

    private static let ascii: [CellText] = (0..<128).map { byte in
        parts(of: Character(Unicode.Scalar(UInt8(byte))))[0]
    }
}
