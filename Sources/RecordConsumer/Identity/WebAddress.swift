/// An http or https URL taken apart only as far as safety asks: what stands before the path. The text is kept and sent
/// exactly as given, because provider roots are case-sensitive and a proxy's path holds a whole URL
/// (docs/spec/fetch.md section 1).
package struct WebAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String
    /// `http` or `https`.
    package let scheme: String
    /// Lower case; an IPv6 address without its brackets.
    package let host: String
    package let port: Int
    /// From the first slash after the host: path, query and fragment.
    package let path: String

    /// Nil for another scheme, a missing host, user information, a port that is none, and characters that no URL holds.
    package init?(_ text: String) {
        // Programs disagree on where a host ends before a backslash: none is let through.
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            let separator = text.firstIndex(of: ":"),
            text[separator...].hasPrefix("://")
        else { return nil }
        scheme = text[..<separator].lowercased()
        guard let defaultPort = ["http": 80, "https": 443][scheme] else { return nil }
        let rest = text[text.index(separator, offsetBy: 3)...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        guard let (host, port) = Self.authority(rest[..<end]) else { return nil }
        self.host = host
        self.port = port ?? defaultPort
        path = String(rest[end...])
        description = text
    }

    private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
        guard !text.contains("@") else { return nil }
        let (host, portText) = split(text)
        guard !host.isEmpty, !host.contains(where: { "[]%<>\"^`{|}".contains($0) }) else { return nil }
        guard let portText else { return (host.lowercased(), nil) }
        guard let port = Int(portText), (1...65535).contains(port), !portText.hasPrefix("+") else { return nil }
        return (host.lowercased(), port)
    }

    private static func split(_ text: Substring) -> (host: Substring, port: Substring?) {
        if text.first == "[", let close = text.firstIndex(of: "]") {
            let rest = text[text.index(after: close)...]
            let host = text[text.index(after: text.startIndex)..<close]
            return (host, rest.isEmpty ? nil : rest.first == ":" ? rest.dropFirst() : "-")
        }
        guard let colon = text.lastIndex(of: ":") else { return (text, nil) }
        return (text[..<colon], text[text.index(after: colon)...])
    }

    /// This machine itself, by a name that no name server is asked for.
    package var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Patient data goes out encrypted, or not out of the machine at all.
    package var isSecure: Bool { scheme == "https" || isLoopback }

    package func hasSameOrigin(as other: WebAddress) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }
}
