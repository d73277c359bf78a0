import FHIR

extension JSONValue {
    /// The object with some members given anew, in their places; new ones come last. All else is copied as received.
    func text(replacing changes: [(name: String, value: JSONText?)]) -> JSONText {
        var members: [(name: String, value: JSONText)] = []
        for (name, value) in self.members {
            guard let change = changes.first(where: { $0.name == name }) else {
                members.append((name, .source(value.source)))
                continue
            }
            if let new = change.value { members.append((name, new)) }
        }
        for change in changes {
            guard let new = change.value, !members.contains(where: { $0.name == change.name }) else { continue }
            members.append((change.name, new))
        }
        return .object(members)
    }
}
