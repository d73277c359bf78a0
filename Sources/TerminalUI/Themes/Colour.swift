/// A colour as a theme names it: `red`, `bright-blue`, `210`, `#ff8787`.
package enum Colour: Hashable, Sendable {
    /// 0 to 15 are the terminal user's own colours, 16 to 231 a cube, 232 to 255 greys.
    case indexed(UInt8)
    case rgb(red: UInt8, green: UInt8, blue: UInt8)

    private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    package init?(_ text: some StringProtocol) {
        if text.first == "#" {
            guard text.utf8.count == 7, let value = UInt32(text.dropFirst(), radix: 16) else { return nil }
            self = .rgb(
                red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
        } else if let index = UInt8(text) {
            self = .indexed(index)
        } else {
            let isBright = text.hasPrefix("bright-")
            guard let index = Self.names.firstIndex(of: String(isBright ? text.dropFirst(7) : text[...])) else {
                return nil
            }
            self = .indexed(UInt8(index + (isBright ? 8 : 0)))
        }
    }

    /// The nearest colour that a terminal of this depth can show; nil where it shows none.
    package func reduced(to depth: ColourDepth) -> Colour? {
        switch depth {
        case .mono: nil
        case .basic: .indexed(nearest(in: 0..<16))
        case .indexed: .indexed(nearest(in: 16..<256))
        case .trueColour: self
        }
    }

    /// The index itself where it lies in the range already, or is one of the user's own colours.
    private func nearest(in range: Range<Int>) -> UInt8 {
        if case .indexed(let index) = self, Int(index) < range.upperBound { return index }
        let (red, green, blue) = components
        func distance(_ index: Int) -> Int {
            let other = Colour.indexed(UInt8(index)).components
            let parts = [red - other.red, green - other.green, blue - other.blue]
            return parts.reduce(0) { $0 + $1 * $1 }
        }
        return UInt8(range.min { distance($0) < distance($1) } ?? 0)
    }

    /// Red, green and blue from 0 to 255; for the user's own colours what xterm makes of them.
    package var components: (red: Int, green: Int, blue: Int) {
        switch self {
        case .rgb(let red, let green, let blue):
            return (Int(red), Int(green), Int(blue))
        case .indexed(let index) where index < 16:
            let level = index == 8 ? 127 : index > 8 ? 255 : index == 7 ? 229 : 205
            let bits = index == 8 ? 7 : Int(index & 7)
            return (bits & 1 != 0 ? level : 0, bits & 2 != 0 ? level : 0, bits & 4 != 0 ? level : 0)
        case .indexed(let index) where index < 232:
            let cube = Int(index) - 16
            func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
            return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        case .indexed(let index):
            let grey = 8 + 10 * (Int(index) - 232)
            return (grey, grey, grey)
        }
    }

    /// The contrast ratio of two colours, from 1 to 21, as the web's accessibility guidelines define it.
    package func contrast(with other: Colour) -> Double {
        let pair = [luminance, other.luminance].sorted()
        return (pair[1] + 0.05) / (pair[0] + 0.05)
    }

    private var luminance: Double {
        let (red, green, blue) = components
        func linear(_ component: Int) -> Double {
            let share = Double(component) / 255
            if share <= 0.04045 { return share / 12.92 }
            return power((share + 0.055) / 1.055)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// `base` to the power of 2.4: the square times the fifth root of the square, by Newton's steps.
    private func power(_ base: Double) -> Double {
        let square = base * base
        var root = 1.0
        for _ in 0..<40 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
        return square * root
    }
}
