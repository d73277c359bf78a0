import FHIR
import GPConnect

/// A request while a person edits it: what is typed, right or wrong. It goes the way of command options, so that a refused
/// value is refused here in the words of every other place (docs/spec/parameters.md section 5).
package struct RequestDraft: Hashable, Sendable {
    package private(set) var included: Set<ClinicalArea>
    /// The values of parts as command options write them; a part whose parameter is off keeps its text, unsent.
    private var texts: [String: String]

    package init(_ request: StructuredRecordRequest) {
        included = Set(ParameterTable.areas.filter { $0.isPresent(in: request) }.map(\.area))
        texts = [:]
        for part in ParameterTable.areas.flatMap(\.parts) { texts[part.name] = part.value(in: request)?.description }
    }

    package func includes(_ parameter: AreaParameter) -> Bool { included.contains(parameter.area) }

    package func text(of part: ParameterPart) -> String? { texts[part.name] }

    package mutating func setText(_ text: String?, of part: ParameterPart) {
        texts[part.name] = text?.isEmpty == true ? nil : text
    }

    /// A mandatory part that has no value gets the one that leaves nothing out.
    package mutating func toggle(_ parameter: AreaParameter) {
        if included.remove(parameter.area) != nil { return }
        include(parameter)
    }

    package mutating func include(_ parameter: AreaParameter) {
        included.insert(parameter.area)
        for part in parameter.parts where part.isMandatory && texts[part.name] == nil { texts[part.name] = "true" }
    }

    /// The request, or why a provider would refuse it.
    package func reading(
        today: CivilDate, patient: RequestReader.SourcePatient
    ) throws(OperationOutcomeFault) -> RequestReading {
        let reader = RequestReader(today: today, origin: .evaluation(source: patient))
        return try reader.read(bytes: RequestOptions.body(checked: options).bytes)
    }

    private var options: [RequestOptions.Option] {
        ParameterTable.areas.filter(includes).flatMap { parameter in
            [RequestOptions.Option(RequestOptions.name(of: parameter.name))]
                + parameter.parts.compactMap { part in
                    texts[part.name].map { RequestOptions.Option(RequestOptions.name(of: part.name), $0) }
                }
        }
    }
}

extension RequestOptions {
    /// Options whose names come from the table itself: they cannot be wrong usage.
    fileprivate static func body(checked options: [Option]) -> JSONText {
        (try? body(options)) ?? StructuredRecordRequest().body
    }
}

// Periods are typed end by end.
extension RequestDraft {
    package enum PeriodEnd: Int, CaseIterable, Sendable {
        case start, end

        package var word: String { self == .start ? "start" : "end" }
    }

    package func text(of part: ParameterPart, _ end: PeriodEnd) -> String? {
        let ends = texts[part.name]?.split(separator: "/", omittingEmptySubsequences: false) ?? []
        guard ends.count == 2, !ends[end.rawValue].isEmpty else { return nil }
        return String(ends[end.rawValue])
    }

    package mutating func setText(_ text: String?, of part: ParameterPart, _ end: PeriodEnd) {
        var ends = PeriodEnd.allCases.map { self.text(of: part, $0) ?? "" }
        ends[end.rawValue] = (text ?? "").replacing("/", with: "")
        texts[part.name] = ends.allSatisfy(\.isEmpty) ? nil : ends.joined(separator: "/")
    }
}
