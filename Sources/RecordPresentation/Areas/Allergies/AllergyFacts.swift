import FHIR
import GPConnect

/// What a record says of one allergy (docs/spec/clinical-areas.md section 4). `verificationStatus` is never read: it has
/// no meaning.
struct AllergyFacts {
    let context: RecordContext
    let number: Int
    let resource: Resource
    private var record: StructuredRecord { context.record }

    init(_ number: Int, in context: RecordContext) {
        self.context = context
        self.number = number
        resource = context.resource(number)
    }

    var concept: CodeableConcept? { CodeableConcept(resource["code"]) }
    var agent: String { TermText.term(concept) ?? "Drug / substance not recorded" }
    var status: String? { standing.status }
    var isNoneKnown: Bool { standing.isNoneKnown }
    private var standing: AllergyStanding { AllergyStanding(number, in: record) }

    private func endPart(_ name: String) -> JSONValue? {
        standing.end?.all("extension").first { $0["url"]?.string?.hasSuffix(name) == true }?.extensionValue
    }

    var endDate: RecordedDate { RecordedDate(endPart("endDate")) }
    var endReason: String? { endPart("reasonEnded")?.recorded?.nonEmpty }

    var isEnded: Bool { standing.isEnded }
    var isNamedAsActive: Bool { standing.isNamedAsActive }
    var isContainedUnlisted: Bool { standing.isContainedUnlisted }

    var severities: [String] {
        resource.value.all("reaction").compactMap { $0["severity"]?.recorded?.nonEmpty }
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

/// Past reactions in words (docs/spec/display.md section 6, "reactions").
enum ReactionText {
    static let notRecorded = "Reaction not recorded"

    /// Null flavours of a manifestation: none recorded, words only, asked but unknown.
    static let nullFlavours = ["NI": notRecorded, "UNC": "", "ASKU": "asked but unknown"]

    /// Manifestations of one reaction are joined by `+`, reactions apart in time by a comma.
    static func words(of allergy: JSONValue) -> String {
        let reactions = allergy.all("reaction").compactMap(words(ofReaction:))
        return reactions.isEmpty ? notRecorded : reactions.joined(separator: ", ")
    }

    private static func words(ofReaction reaction: JSONValue) -> String? {
        let manifestations = reaction.all("manifestation").compactMap { manifestation($0) }
        if manifestations.isEmpty { return reaction["description"]?.recorded?.nonEmpty.map(onOneLine) }
        return manifestations.joined(separator: " + ")
    }

    /// Nil when it says no more than that nothing is recorded.
    private static func manifestation(_ value: JSONValue) -> String? {
        let concept = CodeableConcept(value)
        guard let flavour = NullFlavour.code(in: concept) else { return TermText.term(concept) }
        if flavour == "ASKU" { return NullFlavour.words(for: concept, nullFlavours) }
        return concept?.text ?? (nullFlavours[flavour] == nil ? concept?.term : nil)
    }

    /// Descriptions that the words of the cell do not hold already.
    static func descriptions(of allergy: JSONValue) -> [String] {
        let shown = words(of: allergy)
        return allergy.all("reaction").compactMap { $0["description"]?.recorded?.nonEmpty }.filter {
            !shown.contains(onOneLine($0))
        }
    }

    private static func onOneLine(_ text: String) -> String { text.replacing("\n", with: " ") }
}
