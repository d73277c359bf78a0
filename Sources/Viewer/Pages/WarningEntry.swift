import GPConnect
import RecordPresentation

/// Warnings that say the same, told once: the codes of one list share its note, and many lists may carry the same text.
struct WarningEntry: Sendable {
    let kind: RecordWarning.Kind
    let level: Mark.Level
    /// As received.
    let text: String
    var codes: [String]
    /// What the codes mean: `RECORD IN TRANSIT`.
    var words: [String]
    /// Titles of the lists concerned.
    var lists: [String]
    /// Resources or parameters concerned.
    var places: [String]
    var areas: [ClinicalArea]
    let resource: Int?
    /// How many warnings of the record these are.
    var count: Int

    private init(_ warning: RecordWarning) {
        kind = warning.kind
        level = warning.level
        text = warning.text
        codes = [warning.code]
        let known = warning.kind == .listWarning ? ListWarning(rawValue: warning.code)?.mark ?? warning.code : nil
        words = known.map { [$0] } ?? []
        let list = ListCode.known(warning.scope)
        lists = list.map { [$0.title] } ?? []
        places = list == nil && !warning.scope.isEmpty ? [warning.scope] : []
        areas = warning.areas
        resource = warning.resource
        count = 1
    }

    /// Only these repeat each other's texts.
    private static let mergedKinds: Set<RecordWarning.Kind> = [.listWarning, .patient]

    static func all(_ warnings: [RecordWarning]) -> [WarningEntry] {
        var entries: [WarningEntry] = []
        // First the codes of one list, then the lists or items of one text.
        for entry in warnings.map(WarningEntry.init) {
            merge(entry, into: &entries) { $0.lists == $1.lists && $0.places == $1.places }
        }
        var merged: [WarningEntry] = []
        for entry in entries { merge(entry, into: &merged) { $0.codes == $1.codes } }
        return merged
    }

    private static func merge(
        _ entry: WarningEntry, into entries: inout [WarningEntry], when belongs: (WarningEntry, WarningEntry) -> Bool
    ) {
        let index =
            !mergedKinds.contains(entry.kind)
            ? nil : entries.firstIndex { $0.kind == entry.kind && $0.text == entry.text && belongs($0, entry) }
        guard let index else {
            entries.append(entry)
            return
        }
        entries[index].codes.append(contentsOf: entry.codes.filter { !entries[index].codes.contains($0) })
        entries[index].words.append(contentsOf: entry.words.filter { !entries[index].words.contains($0) })
        entries[index].lists.append(contentsOf: entry.lists.filter { !entries[index].lists.contains($0) })
        entries[index].places.append(contentsOf: entry.places.filter { !entries[index].places.contains($0) })
        entries[index].areas.append(contentsOf: entry.areas.filter { !entries[index].areas.contains($0) })
        entries[index].count += entry.count
    }
}
