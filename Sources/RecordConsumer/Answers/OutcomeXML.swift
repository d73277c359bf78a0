import FHIR
import Foundation

/// An OperationOutcome written as XML, as gateways and web servers write it whatever was asked for. A scanner over tags,
/// for as much of it as a failure tells; a record is never read this way.
struct OutcomeXML {
    /// Bytes of an answer that are looked at, and tags inside each other.
    private static let longest = 1 << 16
    private static let deepest = 32

    private static let opening = "<OperationOutcome"

    /// One `value` attribute of an issue, by the names of the elements around it.
    private struct Field {
        let path: String
        let text: String
    }

    private var path: [String] = []
    private var issues: [[Field]] = []

    /// Nil for what is no OperationOutcome in XML.
    static func read(_ body: [UInt8]) -> OperationOutcome? {
        let text = withoutComments(String(decoding: body.prefix(longest), as: UTF8.self))
        guard text.contains(opening) || text.contains(":OperationOutcome") else { return nil }
        var reader = OutcomeXML()
        for tag in text.split(separator: "<").dropFirst() { reader.take(tag.prefix { $0 != ">" }) }
        guard let document = try? JSONDocument(bytes: reader.json) else { return nil }
        return OperationOutcome(document.root)
    }

    private static func withoutComments(_ text: String) -> String {
        let parts = text.components(separatedBy: "<!--")
        return parts[0] + parts.dropFirst().map { $0.components(separatedBy: "-->").dropFirst().joined() }.joined()
    }

    /// The inside of one tag: `issue`, `/issue`, `code value="x"/`, `?xml …?`.
    private mutating func take(_ tag: Substring) {
        if tag.hasPrefix("/") {
            _ = path.popLast()
            return
        }
        let name = Self.name(of: tag)
        guard let first = name.first, first.isLetter, path.count < Self.deepest else { return }
        if name == "issue" { issues.append([]) }
        let place = (path.drop { $0 != "issue" }.dropFirst() + [name]).joined(separator: "/")
        if path.contains("issue"), let value = Self.value(in: tag) {
            issues[issues.count - 1].append(Field(path: place, text: value))
        }
        if !tag.hasSuffix("/") { path.append(name) }
    }

    /// Without a namespace's prefix.
    private static func name(of tag: Substring) -> String {
        let whole = tag.prefix { !$0.isWhitespace && $0 != "/" }
        return String(whole.split(separator: ":").last ?? whole)
    }

    private static func value(in tag: Substring) -> String? {
        guard let start = tag.firstRange(of: " value=")?.upperBound, start < tag.endIndex,
            tag[start] == "\"" || tag[start] == "'"
        else { return nil }
        return decoded(tag[tag.index(after: start)...].prefix { $0 != tag[start] })
    }

    private static func decoded(_ text: Substring) -> String {
        var rest = text
        var plain = ""
        while let ampersand = rest.firstIndex(of: "&") {
            plain += rest[..<ampersand]
            rest = rest[rest.index(after: ampersand)...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let character = HTMLEntities.text(String(rest[..<end]))
            else {
                plain += "&"
                continue
            }
            plain += character
            rest = rest[rest.index(after: end)...]
        }
        return plain + rest
    }

    /// The same outcome as JSON writes it.
    private var json: [UInt8] {
        var writer = JSONWriter(isIndented: false)
        writer.object { outcome in
            outcome.member("resourceType", "OperationOutcome")
            outcome.key("issue")
            outcome.array { list in
                for issue in issues { list.object { Self.write(issue, to: &$0) } }
            }
        }
        return writer.bytes
    }

    private static func write(_ issue: [Field], to writer: inout JSONWriter) {
        func text(_ path: String) -> String? { issue.first { $0.path == path }?.text }
        for name in ["severity", "code", "diagnostics"] {
            if let text = text(name) { writer.member(name, text) }
        }
        writer.key("details")
        writer.object { details in
            if let text = text("details/text") { details.member("text", text) }
            details.key("coding")
            details.array { codings in
                codings.object { coding in
                    for name in ["system", "code", "display"] {
                        if let text = text("details/coding/\(name)") { coding.member(name, text) }
                    }
                }
            }
        }
    }
}
