/// A JSON text as received, with the flat table of its values. Immutable; every value is read from the bytes on demand.
package final class JSONDocument: Sendable {
    package let bytes: [UInt8]
    package let nodes: [JSONNode]
    package let hasByteOrderMark: Bool
    /// Nodes of strings that hold half a surrogate pair (docs/spec/terminal.md section 4).
    package let loneSurrogates: [Int]

    /// - Throws: `JSONSyntaxError` when the text is not JSON or breaks a named limit.
    package init(bytes: [UInt8]) throws(JSONSyntaxError) {
        var scanner = JSONScanner()
        try scanner.scan(bytes.span)
        self.bytes = bytes
        nodes = scanner.nodes
        hasByteOrderMark = scanner.hasByteOrderMark
        loneSurrogates = scanner.loneSurrogates
    }

    /// The document's one value.
    package var root: JSONValue { JSONValue(document: self, index: 0) }

    /// The bytes of a node, as `JSONNode.byteRange` says.
    package func raw(_ index: Int) -> ArraySlice<UInt8> { bytes[nodes[index].byteRange] }

    /// The decoded text of a string or key.
    package func string(_ index: Int) -> String {
        nodes[index].hasEscape
            ? JSONStringDecoding.decode(raw(index)) : String(decoding: raw(index), as: UTF8.self)
    }

    /// Whether the text of a key or string is exactly `text` (an ASCII literal).
    @inline(__always)
    package func text(_ index: Int, is text: StaticString) -> Bool {
        let node = nodes[index]
        let count = text.utf8CodeUnitCount
        guard Int(node.length) == count, !node.hasEscape else { return false }
        let start = Int(node.offset)
        for offset in 0..<count where bytes[start &+ offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// The value of the first member of that name, nil when `object` is none or has no such member.
    package func member(_ object: Int, _ name: StaticString) -> Int? {
        guard nodes[object].kind == .object else { return nil }
        var key = object + 1
        let end = Int(nodes[object].next)
        while key < end {
            if text(key, is: name) { return key + 1 }
            key = Int(nodes[key + 1].next)
        }
        return nil
    }
}

extension JSONDocument {
    /// A place in the text, both counted from 1; the column counts characters, as editors do.
    package struct Position: Equatable, Sendable, CustomStringConvertible {
        package var line: Int
        package var column: Int
        package var description: String { "line \(line), column \(column)" }
    }

    /// Also for texts that could not be read. For many places of one text `LineTable` is the quicker way.
    package static func position(ofByte offset: Int, in bytes: [UInt8]) -> Position {
        LineTable(bytes).position(ofByte: offset)
    }

    /// Where the lines of a text begin, found once.
    package struct LineTable {
        private let bytes: [UInt8]
        private let starts: [Int]

        package init(_ bytes: [UInt8]) {
            self.bytes = bytes
            starts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
        }

        package func position(ofByte offset: Int) -> Position {
            let end = min(offset, bytes.count)
            var low = 0
            var high = starts.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if starts[middle] <= end { low = middle } else { high = middle }
            }
            let characters = bytes[starts[low]..<end].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
            return Position(line: low + 1, column: characters + 1)
        }
    }

    /// The element path of a node from the root, as FHIR writes it: `entry[3].resource.code.coding[0].display`.
    package func path(ofNode target: Int) -> String {
        var path = ""
        var index = 0
        while index != target {
            guard let (step, child) = step(from: index, towards: target) else { break }
            path += step.hasPrefix("[") || path.isEmpty ? step : "." + step
            index = child
        }
        return path
    }

    private func step(from container: Int, towards target: Int) -> (String, Int)? {
        var index = container + 1
        let end = Int(nodes[container].next)
        var number = 0
        while index < end {
            let isKey = nodes[index].kind == .key
            let value = isKey ? index + 1 : index
            if target < Int(nodes[value].next) {
                let step = isKey ? string(index) : "[\(number)]"
                return target == index && isKey ? (step, target) : (step, value)
            }
            index = Int(nodes[value].next)
            number += 1
        }
        return nil
    }
}
