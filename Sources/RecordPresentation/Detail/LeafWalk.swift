import FHIR
import GPConnect

/// What is left of a resource when its fields are written: every other leaf with its element path as label.
struct LeafWalk {
    let context: RecordContext
    let number: Int
    let shown: Set<Int>

    static func isLeaf(_ kind: JSONNode.Kind) -> Bool {
        switch kind {
        case .string, .number, .true, .false: true
        case .object, .array, .key, .null: false
        }
    }

    /// Elements that say nothing a clinician could use or that must not be read as a statement: they stay in the raw
    /// resource (docs/spec/hazards.md row 11, docs/spec/warnings.md section 7 row 20).
    private static let silent: Set<String> = [
        "resourceType", "id", "meta.versionId", "meta.lastUpdated", "meta.profile", "taken",
        "implicitRules", "language", "intent", "mode", "text.status",
    ]
    /// States that are always shown, whatever the type.
    private static let loudStates: Set<String> = ["cancelled", "entered-in-error", "refuted"]
    private static let typesWithSilentStatus: Set<ResourceType> = [.procedureRequest, .referralRequest]

    func fields() -> [DetailField] {
        let resource = context.resource(number)
        var fields: [DetailField] = []
        var said: Set<Int> = []
        var pending: [(path: String, value: JSONValue)] = resource.value.members.reversed().map { ($0.name, $0.value) }
        while let (path, value) = pending.popLast() {
            if Self.silent.contains(path) || path == "contained" || isOwnPatient(path, value) { continue }
            switch value.kind {
            case .object:
                if let whole = whole(value) {
                    said.formUnion(whole.leaves)
                    fields += self.fields(path, whole)
                }
                pending += children(of: value, path).reversed()
            case .array: pending += value.elements.reversed().map { (path, $0) }
            case .string, .number, .true, .false:
                if shown.contains(value.index) || said.contains(value.index) || isSilent(path, value) { continue }
                fields.append(field(path, value))
            case .key, .null: break
            }
        }
        return fields
    }

    /// What is measured, spans time or is coded is told in one piece: a number without its comparator or unit misleads.
    private func whole(_ value: JSONValue) -> ElementText? {
        guard let whole = ElementText.whole(value), shown.isDisjoint(with: whole.leaves) else { return nil }
        return whole
    }

    private func fields(_ path: String, _ whole: ElementText) -> [DetailField] {
        [.scrubbed(path, whole.text)] + whole.codes.map { .scrubbed("\(path), code", $0) }
    }

    /// The members of an object; an extension's members go by the extension's name.
    private func children(of value: JSONValue, _ path: String) -> [(String, JSONValue)] {
        guard path.hasSuffix("extension"), let url = value["url"]?.string else {
            return value.members.map { ("\(path).\($0.name)", $0.value) }
        }
        let name = path.dropLast("extension".count) + ExtensionName.short(ofURL: url)
        return value.members.filter { $0.name != "url" }.map { member in
            (member.name.hasPrefix("value") ? String(name) : "\(name).\(member.name)", member.value)
        }
    }

    private func isOwnPatient(_ path: String, _ value: JSONValue) -> Bool {
        (path == "subject" || path == "patient") && context.differentPatients[number] == nil
    }

    private func isSilent(_ path: String, _ value: JSONValue) -> Bool {
        if path == "verificationStatus" { return !Self.loudStates.contains(value.recorded ?? "") }
        return path == "status" && Self.typesWithSilentStatus.contains(context.resource(number).type)
            && !Self.loudStates.contains(value.recorded ?? "")
    }

    private func field(_ path: String, _ value: JSONValue) -> DetailField {
        let isReference = path.hasSuffix(".reference")
        let target = isReference ? context.record.index.resolve(node: value.index, from: number) : nil
        if let target { return .scrubbed(path, ActorText(context.record).name(target), link: target) }
        let text = value.recorded ?? ""
        return .scrubbed(path, isReference ? "not supplied: \(text)" : ElementText.leaf(value) ?? text)
    }
}
