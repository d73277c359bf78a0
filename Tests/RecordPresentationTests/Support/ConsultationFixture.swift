import GPConnect

/// Structure lists of a consultation, made in a test.
extension Fixture {
    /// A consultation, topic or heading list; `entries` are JSON objects made by `entry` or written out.
    static func structure(
        _ level: StructureLevel, _ id: String, title: String? = nil, encounter: String = "e", _ entries: [String],
        _ members: String...
    ) -> String {
        let own = [
            #""resourceType":"List","id":"\#(id)","status":"current","mode":"snapshot""#,
            #""code":{"coding":[{"system":"http://snomed.info/sct","code":"\#(level.rawValue)"}]}"#,
            #""encounter":{"reference":"Encounter/\#(encounter)"}"#, title.map { #""title":"\#($0)""# } ?? "",
            #""entry":[\#(entries.joined(separator: ","))]"#,
        ]
        return "{\((own + members).filter { !$0.isEmpty }.joined(separator: ","))}"
    }

    static func entry(_ reference: String) -> String { #"{"item":{"reference":"\#(reference)"}}"# }

    static func observation(_ id: String, _ term: String, _ members: String...) -> String {
        resource(.observation, id, concept("code", term), members.filter { !$0.isEmpty }.joined(separator: ","))
    }
}
