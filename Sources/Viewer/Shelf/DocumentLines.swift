import FHIR

/// The lines of a document's text, each made safe when it is looked at: a document of tens of megabytes has hundreds of
/// thousands, and is held once.
struct DocumentLines: Sendable {
    /// A line of more bytes than this goes on in the next one, so that no line takes long to draw.
    static let longest = 4096

    private let text: String
    /// Where each line begins, in bytes; at last the end of the text.
    private let starts: [Int]

    init(_ text: String) {
        var text = text
        text.makeContiguousUTF8()
        self.text = text
        starts = text.utf8.withContiguousStorageIfAvailable { Self.starts(in: $0) } ?? [0, text.utf8.count]
    }

    var count: Int { starts.count - 1 }

    subscript(number: Int) -> String {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: starts[number])
        let end = bytes.index(bytes.startIndex, offsetBy: starts[number + 1])
        var line = bytes[start..<end]
        if line.last == newline { line.removeLast() }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return DisplayText.scrub(String(Substring(line)))
    }

    private static func starts(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        var starts = [0]
        var blank: Int?
        for (place, byte) in bytes.enumerated() {
            if byte == newline {
                starts.append(place + 1)
                blank = nil
                continue
            }
            if byte == UInt8(ascii: " ") { blank = place + 1 }
            // Never inside a character.
            guard place - starts[starts.count - 1] >= longest, byte & 0xC0 != 0x80 else { continue }
            starts.append(blank ?? place)
            blank = nil
        }
        // What ends without a line break has a last line all the same.
        starts.append(bytes.count)
        return starts
    }
}

private let newline = UInt8(ascii: "\n")
