import FHIR
import GPConnect

/// A consultation's tree as sections: one for each list, in the order and with the titles sent, duplicates and empty ones
/// too (docs/spec/hazards.md rows 28 and 52).
struct ConsultationSections {
    private let context: RecordContext
    private var sections: [DetailSection] = []
    private var open: Heading?
    private var fields: [DetailField] = []

    private struct Heading {
        var list: Int
        var title: String
        var depth: Int
    }

    static func sections(of tree: ConsultationTree, in context: RecordContext) -> [DetailSection] {
        var writer = ConsultationSections(context: context)
        for part in tree.parts { writer.add(part) }
        writer.close()
        return writer.sections
    }

    private init(context: RecordContext) { self.context = context }

    private mutating func add(_ part: ConsultationTree.Part) {
        if case .list(let number, let level) = part.content {
            close()
            open = Heading(list: number, title: title(of: number, level), depth: part.depth)
            fields = topicProblems(of: number)
            if context.record.list(atResource: number)?.entries.isEmpty == true {
                fields.append(DetailField("", "No entries"))
            }
            return
        }
        if let owner = part.owner, owner != open?.list { reopen(owner, depth: part.depth - 1) }
        fields += words(part)
    }

    /// An entry that stands behind a list of its own list: the section goes on.
    private mutating func reopen(_ list: Int, depth: Int) {
        close()
        let level = context.record.list(atResource: list)?.level
        open = Heading(list: list, title: title(of: list, level) + " (continued)", depth: depth)
    }

    private mutating func close() {
        if let open {
            sections.append(
                DetailSection(open.title, depth: open.depth, resource: open.list, fields: fields))
        }
        open = nil
        fields = []
    }

    private func words(_ part: ConsultationTree.Part) -> [DetailField] {
        switch part.content {
        case .list: []
        case .item(let number): EntryWords(number, in: context).fields(beside: part.entry)
        case .words(let words): [.scrubbed("Not sent", words)]
        case .repeatedList(let number):
            [.scrubbed("Shown above", ActorText(context.record).name(number), link: number)]
        case .notSupplied(let reference, let display):
            [
                .scrubbed(
                    "Entry", (display.map { "\($0) – " } ?? "") + "not supplied: \(reference)", style: .mark(.check))
            ]
        case .emptyEntry: [DetailField("Entry", "not supplied: the entry is empty", style: .mark(.check))]
        }
    }

    private static let levels: [StructureLevel: String] = [
        .consultation: "Consultation", .topic: "Topic", .heading: "Heading",
    ]

    private func title(of number: Int, _ level: StructureLevel?) -> String {
        let name = level.flatMap { Self.levels[$0] } ?? "List"
        guard let title = context.record.list(atResource: number)?.title else { return "\(name) without a title" }
        return level == .heading ? DisplayText.scrub(title) : "\(name): \(DisplayText.scrub(title))"
    }

    private func topicProblems(of number: Int) -> [DetailField] {
        TopicProblem.references(of: context.resource(number).value).compactMap { reference in
            ActorText(context.record).text(reference, from: number).map {
                .scrubbed("Problem", $0.text, style: .term, link: $0.link)
            }
        }
    }
}

/// The problem that a topic is about; suppliers put the reference in a part `target` or straight on the extension
/// (docs/spec/README.md section 5).
enum TopicProblem {
    static func references(of topic: JSONValue) -> [JSONValue] {
        topic.extensions("Extension-CareConnect-RelatedProblemHeader-1").flatMap { header -> [JSONValue] in
            if let direct = header["valueReference"] { return [direct] }
            return header.all("extension").filter { $0["url"]?.isText("target") == true }.compactMap(\.extensionValue)
        }
    }
}
