import FHIR

/// Which Lists the consultations of a record show: those that name an Encounter it holds, and every List that such a one
/// has among its entries (docs/spec/clinical-areas.md section 6). What other structure lists name is shown nowhere else.
package enum ConsultationLists {
    /// Numbers of the Lists in `Bundle.resources`.
    package static func shown(in lists: [RecordList], of bundle: Bundle, index: RecordIndex) -> Set<Int> {
        let byResource = Dictionary(lists.map { ($0.resource, $0) }, uniquingKeysWith: { first, _ in first })
        var pending = lists.filter { list in
            guard list.listCode == nil, let reference = list.value["encounter"]?["reference"],
                let target = index.resolve(node: reference.index, from: list.resource)
            else { return false }
            return bundle.resources[target].type == .encounter
        }
        var shown = Set(pending.map(\.resource))
        while let list = pending.popLast() {
            for target in list.entries.compactMap(\.target) {
                guard let inner = byResource[target], shown.insert(target).inserted else { continue }
                pending.append(inner)
            }
        }
        return shown
    }
}
