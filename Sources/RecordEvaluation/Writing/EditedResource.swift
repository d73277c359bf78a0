import FHIR
import GPConnect

/// Writes a resource whose references to withheld or disabled items were taken out: every member that holds none is
/// copied as it is (docs/spec/warnings.md section 3).
enum EditedResource {
    static func text(_ resource: Resource, _ edit: ResourceEdit) -> JSONText {
        var members: [(name: String, value: JSONText)] = []
        for (name, value) in resource.value.members {
            switch name {
            case "entry": members += changed(name, value, edit.entries, replace: entryText)
            case "extension": members += changed(name, value, edit.extensions, replace: extensionText)
            default: members.append((name, .source(value.source)))
            }
        }
        return .object(members)
    }

    /// FHIR knows no empty arrays: a member of which nothing is left goes too.
    private static func changed(
        _ name: String, _ value: JSONValue, _ changes: [Int: ResourceEdit.Change],
        replace: (JSONValue, ClinicalArea) -> JSONText
    ) -> [(name: String, value: JSONText)] {
        guard !changes.isEmpty else { return [(name, .source(value.source))] }
        var kept: [JSONText] = []
        for (number, element) in value.elements.enumerated() {
            switch changes[number] {
            case nil: kept.append(.source(element.source))
            case .cut: break
            case .replace(let area): kept.append(replace(element, area))
            }
        }
        return kept.isEmpty ? [] : [(name, .array(kept))]
    }

    private static func entryText(_ entry: JSONValue, _ area: ClinicalArea) -> JSONText {
        .object([("item", display(area))])
    }

    private static func display(_ area: ClinicalArea) -> JSONText {
        .object([("display", .string(ResourceEdit.text(disabled: area)))])
    }

    /// The reference stands in the extension itself or, of a related problem, in its part `target`.
    private static func extensionText(_ value: JSONValue, _ area: ClinicalArea) -> JSONText {
        .object(
            value.members.map { name, member in
                switch name {
                case "valueReference": (name, display(area))
                case "extension" where member.kind == .array:
                    (name, .array(member.elements.map { partText($0, area) }))
                default: (name, .source(member.source))
                }
            })
    }

    private static func partText(_ part: JSONValue, _ area: ClinicalArea) -> JSONText {
        guard part["url"]?.isText("target") == true else { return .source(part.source) }
        return .object(
            part.members.map { name, member in
                name == "valueReference" ? (name, display(area)) : (name, .source(member.source))
            })
    }
}
