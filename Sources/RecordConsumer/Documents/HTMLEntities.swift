/// Characters that HTML writes by name or number.
enum HTMLEntities {
    /// The names met in letters; others stay as they are written.
    private static let named: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "pound": "£", "euro": "€",
        "copy": "©", "reg": "®", "deg": "°", "plusmn": "±", "micro": "µ", "middot": "·", "frac12": "½", "frac14": "¼",
        "frac34": "¾", "sup2": "²", "sup3": "³", "times": "×", "divide": "÷", "ndash": "–", "mdash": "—",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•", "hellip": "…", "trade": "™", "le": "≤",
        "ge": "≥", "ne": "≠", "alpha": "α", "beta": "β", "gamma": "γ", "mu": "μ", "eacute": "é", "egrave": "è",
        "agrave": "à", "aacute": "á", "ouml": "ö", "uuml": "ü", "auml": "ä", "ccedil": "ç", "ntilde": "ñ",
        "szlig": "ß", "sect": "§", "para": "¶", "laquo": "«", "raquo": "»", "larr": "←", "rarr": "→", "uarr": "↑",
        "darr": "↓", "shy": "", "zwj": "", "zwnj": "",
    ]

    /// Nil for what is no entity.
    static func text(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return named[name] }
        let digits = name.dropFirst()
        let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
}
