import FHIR
import GPConnect

/// The head of a consultation in words.
struct EncounterText {
    private let number: Int
    private let context: RecordContext
    private let resource: Resource

    init(_ number: Int, in context: RecordContext) {
        self.number = number
        self.context = context
        resource = context.resource(number)
    }

    var type: String {
        let words = resource.value.all("type").compactMap { CodeableConcept($0)?.term }
        return words.isEmpty ? "Type not recorded" : words.joined(separator: ", ")
    }

    var start: RecordedDate { RecordedDate(resource["period"]?["start"]) }

    /// Who saw the patient; of a consultation that does not say, whoever is named, with the role.
    var practitioner: String {
        let actors = ActorText(context.record)
        let people = resource.value.all("participant").compactMap { participant -> (codes: [String], text: String)? in
            guard let person = participant["individual"], let words = actors.text(person, from: number) else {
                return nil
            }
            return (Self.codes(of: participant), words.text)
        }
        let main = people.filter { $0.codes.contains("PPRF") }.map(\.text)
        if !main.isEmpty { return main.joined(separator: ", ") }
        guard let first = people.first else { return "Not recorded" }
        let role = first.codes.first.map { Self.roleNames[$0] ?? $0 } ?? "role not stated"
        return "\(first.text) (\(role.lowercased()))"
    }

    var place: String {
        let actors = ActorText(context.record)
        let places = resource.value.all("location").compactMap { place in
            place["location"].flatMap { actors.text($0, from: number)?.text }
        }
        if !places.isEmpty { return places.joined(separator: ", ") }
        return resource["serviceProvider"].flatMap { actors.text($0, from: number)?.text } ?? "Not recorded"
    }

    /// A draft is returned with status unknown (docs/spec/clinical-areas.md section 6).
    var marks: [Mark] {
        switch resource["status"]?.recorded {
        case "finished": []
        case "unknown": [.check("DRAFT")]
        case let status?: [.check(status == "entered-in-error" ? "ENTERED IN ERROR" : status.uppercased())]
        case nil: [.note("status not stated")]
        }
    }

    private static let roleNames = [
        "PPRF": "Main practitioner", "REC": "Recorder", "PART": "Also took part",
    ]

    private static func codes(of participant: JSONValue) -> [String] {
        participant.all("type").compactMap(CodeableConcept.init).flatMap { $0.codings.compactMap(\.code) }
    }

    /// The roles of a participant in words; a role this table lacks as sent.
    static func roles(of participant: JSONValue) -> [String] {
        participant.all("type").compactMap { type in
            guard let concept = CodeableConcept(type) else { return nil }
            return concept.codings.lazy.compactMap { $0.code.flatMap { roleNames[$0] } }.first ?? concept.term
        }
    }
}

/// What a consultation is about, for its row: its topics and their problems, else its headings.
struct ConsultationOutline {
    private let tree: ConsultationTree
    private let context: RecordContext

    init(_ tree: ConsultationTree, in context: RecordContext) {
        self.tree = tree
        self.context = context
    }

    func lines() -> [RowLine] {
        let topics = unique(tree.lists(.topic).flatMap(names))
        let words = topics.isEmpty ? unique(tree.lists(.heading).compactMap(title)) : topics
        guard let line = Excerpt.line(words.joined(separator: "; ")) else { return [] }
        return [RowLine(line.text, isExcerpt: true)]
    }

    private func names(of topic: Int) -> [String] {
        let problems = TopicProblem.references(of: context.resource(topic).value).compactMap {
            ActorText(context.record).text($0, from: topic)?.text
        }
        return [title(of: topic)].compactMap { $0 } + problems
    }

    private func title(of list: Int) -> String? { context.resource(list)["title"]?.recorded?.nonEmpty }

    private func unique(_ words: [String]) -> [String] {
        words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
