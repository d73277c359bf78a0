import Foundation

/// A string value or an object met in a JSON text: where it lies and under which keys.
struct JSONElement {
    /// Keys from the outermost object inwards; arrays add nothing.
    let path: [String]
    /// A string's range is that of its content, without the quotes; an object's range includes its braces.
    let range: Range<Int>
}

/// The strings and objects of a JSON text, in the order of their ends.
///
/// Numbers and white space are never touched: what is not rewritten stays as it was, trailing zeros included.
struct JSONStructure {
    private(set) var strings: [JSONElement] = []
    private(set) var objects: [JSONElement] = []

    private struct Frame {
        let isObject: Bool
        let start: Int
        var key: String
        var expectsKey: Bool
    }

    /// `bytes` is trusted to be JSON: the records of `sample-data` are checked by their own tests.
    init(of bytes: [UInt8]) {
        var frames: [Frame] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = bytes[index] == UInt8(ascii: "{")
                frames.append(Frame(isObject: isObject, start: index, key: "", expectsKey: isObject))
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if let frame = frames.popLast(), frame.isObject {
                    objects.append(JSONElement(path: Self.path(frames), range: frame.start..<index + 1))
                }
            case UInt8(ascii: ","):
                if let last = frames.indices.last { frames[last].expectsKey = frames[last].isObject }
            case UInt8(ascii: "\""):
                let content = index + 1..<Self.endOfString(in: bytes, from: index + 1)
                readString(content, of: bytes, frames: &frames)
                index = content.upperBound
            default:
                break
            }
            index += 1
        }
    }

    private mutating func readString(_ content: Range<Int>, of bytes: [UInt8], frames: inout [Frame]) {
        guard let last = frames.indices.last, frames[last].expectsKey else {
            strings.append(JSONElement(path: Self.path(frames), range: content))
            return
        }
        frames[last].key = String(decoding: bytes[content], as: UTF8.self)
        frames[last].expectsKey = false
    }

    private static func path(_ frames: [Frame]) -> [String] {
        frames.filter(\.isObject).map(\.key)
    }

    private static func endOfString(in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, bytes.count)
    }
}
