import FHIR
import GPConnect

/// The one change that is made to a copied resource: a structure list's entry or a problem's extension that refers to
/// a withheld item is cut, one that refers to an item of a disabled area is replaced by a text
/// (docs/spec/warnings.md section 3).
package struct ResourceEdit: Hashable, Sendable {
    package enum Change: Hashable, Sendable {
        case cut
        /// Words that stand for an item of an area the practice has switched off.
        case replace(ClinicalArea)
    }

    /// By the number of the element in `List.entry`.
    package var entries: [Int: Change] = [:]
    /// By the number of the element in `extension`.
    package var extensions: [Int: Change] = [:]

    package var isEmpty: Bool { entries.isEmpty && extensions.isEmpty }

    /// The words that replace an item.
    package static func text(disabled area: ClinicalArea) -> String { "\(area.singular) items have been disabled" }
}

/// Finds the edits of a source: they depend on its switches, never on the request.
struct SourceEdits {
    let record: StructuredRecord
    let standings: [Standing]
    let areas: [ClinicalArea?]
    let disabled: Set<ClinicalArea>

    func edits() -> [Int: ResourceEdit] {
        var edits: [Int: ResourceEdit] = [:]
        for list in record.lists where list.listCode == nil {
            var edit = ResourceEdit()
            for (number, entry) in list.entries.enumerated() { edit.entries[number] = change(entry.target) }
            edit.extensions = extensionEdits(list.resource, links: [.relatedProblem])
            if !edit.isEmpty { edits[list.resource] = edit }
        }
        for number in record.resources.indices where record.resource(number).type == .condition {
            let edit = ResourceEdit(extensions: extensionEdits(number, links: Set(ProblemLinks.Link.allCases)))
            if !edit.isEmpty { edits[number] = edit }
        }
        return edits
    }

    private func extensionEdits(_ number: Int, links: Set<ProblemLinks.Link>) -> [Int: ResourceEdit.Change] {
        var edits: [Int: ResourceEdit.Change] = [:]
        for (index, value) in record.resource(number).value.all("extension").enumerated() {
            guard let link = ProblemLinks.Link(value), links.contains(link) else { continue }
            edits[index] = change(record.target(of: ProblemLinks.Link.reference(in: value), from: number))
        }
        return edits
    }

    /// Confidential comes before disabled (docs/spec/warnings.md section 3).
    private func change(_ target: Int?) -> ResourceEdit.Change? {
        guard let target else { return nil }
        if standings[target].isCut { return .cut }
        guard let area = areas[target], disabled.contains(area) else { return nil }
        return .replace(area)
    }
}

/// Where a source's own texts say that an item's area was disabled (docs/spec/warnings.md section 4).
enum DisabledMentions {
    static func areas(in resource: Resource) -> Set<ClinicalArea> {
        var found: Set<ClinicalArea> = []
        let displays =
            resource.value.all("entry").compactMap { $0["item"]?["display"]?.string }
            + resource.value.all("extension").compactMap { ProblemLinks.Link.reference(in: $0)?["display"]?.string }
        for display in displays {
            let words = display.hasSuffix(".") ? String(display.dropLast()) : display
            if let area = ClinicalArea.allCases.first(where: { words == ResourceEdit.text(disabled: $0) }) {
                found.insert(area)
            }
        }
        return found
    }
}
