import FHIR
import GPConnect

/// `diff --format text`: what a clinician must know first, then each item with its elements
/// (docs/spec/display.md section 12).
package struct DifferenceText {
    private let difference: RecordDifference
    private var lines: [String] = []

    /// - Parameter make: runs with plain wording in force.
    package static func text(_ make: () -> RecordDifference) -> String {
        Wording.$current.withValue(.plain) {
            var text = DifferenceText(difference: make())
            text.write()
            return text.lines.joined(separator: "\n") + "\n"
        }
    }

    private init(difference: RecordDifference) { self.difference = difference }

    private mutating func write() {
        lines.append("NHS Confidential: Personal Data about a patient")
        writeHead("Before", difference.before)
        writeHead("After", difference.after)
        lines.append("Marks and ages are measured from: \(DateFormat.day(difference.after.referenceDay))")
        switch difference.isSamePatient {
        case false?: lines.append("Warning: DIFFERENT PATIENTS: the NHS numbers of the two records differ")
        case nil: lines.append("Check: it cannot be told whether both records are of one patient")
        case true?: break
        }
        if difference.isEmpty { lines += ["", "No difference."] }
        for area in difference.areas where !area.isEmpty { writeArea(area) }
    }

    private mutating func writeHead(_ label: String, _ context: RecordContext) {
        let banner = PatientBanner.of(context)
        lines.append(
            "\(label): \(DisplayText.scrub(context.origin.name)) - \(banner.name), Born \(banner.born), "
                + "NHS No. \(banner.nhsNumber)" + (banner.nhsNumberCaution.map { " \($0)" } ?? ""))
        lines.append("  Source: \(SourceLine.of(context).text)")
    }

    private mutating func writeArea(_ area: AreaDifference) {
        lines += ["", area.title]
        lines += difference.summary(of: area).map { "  \($0)" }
        for item in area.items where isTold(item) { writeItem(item) }
    }

    /// Parts that came or went with their item are counted above; the JSON form names each.
    private func isTold(_ item: ItemDifference) -> Bool {
        guard item.change != .changed else { return true }
        let resource = item.before.map(difference.before.resource) ?? item.after.map(difference.after.resource)
        return item.change != .technical && resource.map(DifferenceWords.isPart) == false
    }

    private static let words: [ItemDifference.Change: String] = [
        .noLongerReturned: "No longer returned", .newlyReturned: "Newly returned", .changed: "Changed",
    ]

    private mutating func writeItem(_ item: ItemDifference) {
        let references = [
            item.before.map { difference.before.resource($0).label },
            item.after.map { difference.after.resource($0).label },
        ].compactMap { $0 }
        let names = references.count == 2 && references[0] == references[1] ? [references[0]] : references
        lines += ["", "  \(Self.words[item.change] ?? ""): \(item.name) (\(names.joined(separator: " is now ")))"]
        if item.change == .changed, item.listsBefore != item.listsAfter {
            lines.append("    Lists: \(titles(item.listsBefore)); now \(titles(item.listsAfter))")
        }
        for change in item.elements where !change.isTechnical { lines.append("    \(Self.line(change))") }
        let technical = item.elements.count(where: \.isTechnical)
        if technical > 0 { lines.append("    \(technical) id\(technical == 1 ? "" : "s") or versions differ") }
    }

    private func titles(_ codes: [String]) -> String {
        codes.isEmpty ? "none" : codes.map { ListCode.known($0)?.title ?? $0 }.joined(separator: ", ")
    }

    private static func line(_ change: ElementChange) -> String {
        let path = DisplayText.scrub(change.path)
        return switch change.kind {
        case .reordered: "\(path): the same elements in another order"
        case .added: "\(path): added \(literal(change.after))"
        case .removed: "\(path): removed \(literal(change.before))"
        case .changed: "\(path): \(literal(change.before)) is now \(literal(change.after))"
        }
    }

    /// As received, on one line; structures are told by their size, for the exact text is in the JSON form.
    private static func literal(_ source: ArraySlice<UInt8>?) -> String {
        guard let source else { return "nothing" }
        let isStructure = source.first == UInt8(ascii: "{") || source.first == UInt8(ascii: "[")
        let text = DisplayText.scrub(String(decoding: isStructure ? packed(source) : Array(source), as: UTF8.self))
        return isStructure && text.count > longest ? "\(source.count) bytes of JSON" : text
    }

    /// Without the white space between elements.
    private static func packed(_ source: ArraySlice<UInt8>) -> [UInt8] {
        var isInString = false
        var isEscaped = false
        return source.filter { byte in
            if isInString {
                if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                return true
            }
            if byte == UInt8(ascii: "\"") { isInString = true }
            return byte > UInt8(ascii: " ")
        }
    }

    /// A structure beyond this says nothing at a glance.
    private static let longest = 300
}
