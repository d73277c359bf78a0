import FHIR

/// What a problem is linked to; the links stand on the problem's side only (docs/spec/clinical-areas.md sections 2 and 7).
package struct ProblemLinks: Sendable {
    package struct Related: Sendable {
        /// `parent`, `child`, `sibling`: what the target is to this problem; as sent.
        package let kind: String?
        /// The extension, for its `type` and `target`.
        package let value: JSONValue
        /// The `Reference` element.
        package let reference: JSONValue
    }

    /// `Reference` elements: the item that was made a problem.
    package let actualProblem: [JSONValue]
    /// `Reference` elements of everything recorded under the problem.
    package let content: [JSONValue]
    package let related: [Related]

    package init(of number: Int, in record: StructuredRecord) {
        let problem = record.resource(number).value
        actualProblem = problem.extensions(Self.actual).compactMap(\.extensionValue)
        content = problem.extensions(Self.relatedContent).compactMap(\.extensionValue)
        related = problem.extensions(Self.relatedProblem).compactMap(Self.related)
    }

    private static let actual = "Extension-CareConnect-ActualProblem-1"
    private static let relatedContent = "Extension-CareConnect-RelatedClinicalContent-1"
    private static let relatedProblem = "Extension-CareConnect-RelatedProblemHeader-1"

    /// Some records leave the parts out and put the reference on the extension itself (docs/spec/README.md section 5).
    private static func related(_ value: JSONValue) -> Related? {
        let parts = value.all("extension")
        let kind = parts.first { $0["url"]?.isText("type") == true }?.extensionValue?.recorded
        let target = parts.first { $0["url"]?.isText("target") == true } ?? value
        return target.extensionValue.map { Related(kind: kind, value: value, reference: $0) }
    }

    /// The problems that an item is the actual problem of or recorded under, in document order. Problems point at the
    /// plans and issues of a medication, not at its statement.
    package static func problems(linkedTo number: Int, in record: StructuredRecord) -> [Int] {
        let isMedication = [.medicationStatement, .medicationRequest].contains(record.resource(number).type)
        let targets = isMedication ? MedicationCourse(of: number, in: record).members : [number]
        let sources = targets.flatMap { target in
            record.graph.incoming(target).filter { record.resource($0.source).type == .condition }
        }.map(\.source)
        return Set(sources).subtracting([number]).sorted()
    }
}
