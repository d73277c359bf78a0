import FHIR
import GPConnect

/// What of a record is searched: for each resource every text but those that only machines read.
struct RecordWords {
    struct Passage {
        let resource: String
        let type: String
        let area: ClinicalArea?
        let words: String
    }

    /// Members whose texts say nothing to a person. A code or an identifier's value is searched for and stays in.
    private static let machineMembers: Set<String> = [
        "contained", "fullUrl", "id", "lastUpdated", "meta", "profile", "reference", "resourceType", "system",
        "url", "versionId",
    ]

    /// Made one at a time: the words of a large record are never all in memory.
    static func passages(of bundle: Bundle) -> some Sequence<Passage> {
        bundle.resources.lazy.map { resource in
            Passage(
                resource: resource.label, type: resource.type.rawValue, area: ClinicalArea.home(of: resource),
                words: words(of: resource.value))
        }
    }

    /// Walks the flat node table, not the tree: depth is no matter.
    private static func words(of value: JSONValue) -> String {
        let document = value.document
        var words = ""
        var node = value.index
        let end = Int(document.nodes[value.index].next)
        while node < end {
            switch document.nodes[node].kind {
            case .key where machineMembers.contains(document.string(node)):
                node = Int(document.nodes[node + 1].next)
            case .string:
                append(document.string(node), to: &words)
                node += 1
            default:
                node += 1
            }
        }
        return words
    }

    /// Base64 content is no language: long texts without a blank are left out.
    private static func append(_ text: String, to words: inout String) {
        guard text.utf8.count < 400 || text.utf8.contains(UInt8(ascii: " ")) else { return }
        if !words.isEmpty { words.append("\n") }
        words.unicodeScalars.append(
            contentsOf: text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 })
    }
}
