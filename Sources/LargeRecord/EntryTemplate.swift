import Foundation

/// A piece of JSON text with the places that differ from copy to copy: ids get a suffix, dates move back.
struct EntryTemplate {
    private enum Segment {
        case text([UInt8])
        case suffix
        case date(RecordedDate, length: Int)
    }

    private var segments: [Segment] = []
    private var fixedLength = 0
    private(set) var suffixCount = 0

    /// One copy of the whole sample; number 0 is the sample itself.
    struct Copy {
        let number: Int
        var suffix: [UInt8] { number == 0 ? [] : Array("-\(number)".utf8) }
        /// Copies lie 17 days apart and wrap after ten years: enough, and no date lies before birth.
        var daysBack: Int { number * 17 % 3653 }
    }

    /// Resources that every copy shares. All others get an id of their own in each copy.
    private static let sharedTypes: Set<String> = [
        "Patient", "Organization", "Practitioner", "PractitionerRole", "Location", "HealthcareService", "Medication",
    ]
    private static let dateKeys: Set<String> = [
        "assertedDate", "authoredOn", "created", "date", "dateAsserted", "end", "indexed", "issued", "lastOccurrence",
        "receivedTime", "start", "time",
    ]

    init(_ bytes: [UInt8]) {
        var position = 0
        for string in JSONStructure(of: bytes).strings {
            let value = String(decoding: bytes[string.range], as: UTF8.self)
            if Self.isIdentity(string.path, value) {
                append(bytes[position..<string.range.upperBound])
                segments.append(.suffix)
                suffixCount += 1
                position = string.range.upperBound
            } else if Self.isDate(string.path.last ?? ""), let date = RecordedDate(value) {
                append(bytes[position..<string.range.lowerBound])
                segments.append(.date(date, length: string.range.count))
                fixedLength += string.range.count
                position = string.range.upperBound
            }
        }
        append(bytes[position...])
    }

    /// The number of bytes of one copy.
    func length(of copy: Copy) -> Int {
        fixedLength + suffixCount * copy.suffix.count
    }

    func write(_ copy: Copy, to output: inout [UInt8]) {
        for segment in segments {
            switch segment {
            case .text(let text): output += text
            case .suffix: output += copy.suffix
            case .date(let date, _): output += Array(date.moved(backBy: copy.daysBack).utf8)
            }
        }
    }

    /// Whether a resource of this type is copied.
    static func isCopied(type: String) -> Bool {
        !sharedTypes.contains(type)
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        segments.append(.text(Array(bytes)))
        fixedLength += bytes.count
    }

    private static func isIdentity(_ path: [String], _ value: String) -> Bool {
        if path == ["resource", "id"] { return true }
        if path.last == "value" { return path.dropLast().last?.lowercased().hasSuffix("identifier") == true }
        // Ended allergies are contained in one list; every copy refers to the same ones.
        guard path.last == "reference", !value.contains("#") else { return false }
        return isCopied(type: String(value.prefix { $0 != "/" }))
    }

    private static func isDate(_ key: String) -> Bool {
        dateKeys.contains(key) || key.hasSuffix("DateTime")
    }
}
