import FHIR
import GPConnect
import TerminalUI

/// A resource as JSON text, laid out line by line: the layout is ours, every name and literal stands as received.
package struct ResourceText: Sendable {
    package enum Link: Hashable, Sendable {
        case resource(Int)
        /// The record does not hold what the reference names.
        case unresolved
    }

    package struct Line: Sendable {
        /// Levels of indentation.
        package let depth: Int
        /// `"status": ` with its quotes; empty in arrays.
        package let name: String
        package let value: String
        package let comma: Bool
        /// For an opening bracket: the number of the line that closes it.
        package internal(set) var closing: Int?
        /// Members or elements inside, for what stands folded.
        package let childCount: Int
        package let link: Link?
    }

    package private(set) var lines: [Line] = []

    /// A text longer than this is shown by its beginning; its size is said and copying takes all of it.
    static let longest = 4000

    private let document: JSONDocument
    private let targets: [Int: Int?]

    package init(_ number: Int, in record: StructuredRecord) {
        document = record.bundle.document
        var targets: [Int: Int?] = [:]
        for edge in record.graph.outgoing(number) { targets[edge.node] = .some(edge.target) }
        self.targets = targets
        write(record.resource(number).value.index)
    }

    /// One container that is being written.
    private struct Level {
        let line: Int
        let end: Int
        let bracket: String
        let comma: Bool
        var next: Int
    }

    /// Walks the value without recursion: nesting is the record's business, the stack is ours.
    private mutating func write(_ root: Int) {
        var stack: [Level] = []
        open(root, name: "", comma: false, &stack)
        while var level = stack.popLast() {
            guard level.next < level.end else {
                close(level, depth: stack.count)
                continue
            }
            let node = document.nodes[level.next]
            let value = node.kind == .key ? level.next + 1 : level.next
            let name = node.kind == .key ? "\(literal(level.next)): " : ""
            let following = Int(document.nodes[value].next)
            level.next = following
            stack.append(level)
            open(value, name: name, comma: following < level.end, &stack)
        }
    }

    private mutating func open(_ index: Int, name: String, comma: Bool, _ stack: inout [Level]) {
        let node = document.nodes[index]
        let isContainer = node.kind == .object || node.kind == .array
        let isEmpty = Int(node.next) == index + 1
        guard isContainer, !isEmpty else {
            let value = isContainer ? (node.kind == .object ? "{}" : "[]") : literal(index)
            lines.append(
                Line(
                    depth: stack.count, name: name, value: value, comma: comma, closing: nil, childCount: 0,
                    link: link(index)))
            return
        }
        lines.append(
            Line(
                depth: stack.count, name: name, value: node.kind == .object ? "{" : "[", comma: comma, closing: nil,
                childCount: children(index), link: nil))
        stack.append(
            Level(
                line: lines.count - 1, end: Int(node.next), bracket: node.kind == .object ? "}" : "]", comma: comma,
                next: index + 1))
    }

    private mutating func close(_ level: Level, depth: Int) {
        lines[level.line].closing = lines.count
        lines.append(
            Line(
                depth: depth, name: "", value: level.bracket, comma: level.comma, closing: nil, childCount: 0,
                link: nil))
    }

    private func children(_ container: Int) -> Int {
        var count = 0
        var child = container + 1
        while child < Int(document.nodes[container].next) {
            if document.nodes[child].kind == .key { child += 1 }
            child = Int(document.nodes[child].next)
            count += 1
        }
        return count
    }

    private func link(_ index: Int) -> Link? {
        guard let target = targets[index] else { return nil }
        return target.map(Link.resource) ?? .unresolved
    }

    /// Strings with their quotes and escapes as received, made safe to display.
    private func literal(_ index: Int) -> String {
        let node = document.nodes[index]
        let raw = document.raw(index)
        guard node.kind == .string || node.kind == .key else { return String(decoding: raw, as: UTF8.self) }
        guard raw.count > Self.longest else {
            return "\"" + DisplayText.scrub(String(decoding: raw, as: UTF8.self)) + "\""
        }
        let beginning = String(decoding: raw.prefix(Self.longest), as: UTF8.self)
        return "\"" + DisplayText.scrub(beginning) + "... (\(raw.count) bytes in all; copying takes all of them)"
    }
}

extension ResourceText {
    /// The numbers of the lines that are not folded away.
    package func visible(folded: Set<Int>) -> [Int] {
        guard !folded.isEmpty else { return Array(lines.indices) }
        var visible: [Int] = []
        var line = 0
        while line < lines.count {
            visible.append(line)
            line = folded.contains(line) ? (lines[line].closing ?? line) + 1 : line + 1
        }
        return visible
    }

    /// Everything that can be folded below the resource itself.
    package var foldable: Set<Int> { Set(lines.indices.dropFirst().filter { lines[$0].closing != nil }) }
}
