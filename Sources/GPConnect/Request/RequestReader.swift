import FHIR

/// Reads a request from a `Parameters` body. Checks run in the specification's order and the first fault ends them
/// (docs/spec/README.md question Q14; docs/spec/parameters.md section 5).
package struct RequestReader {
    /// Where a request comes from decides what is asked of its NHS number (docs/spec/parameters.md end of section 5).
    package enum Origin: Hashable, Sendable {
        /// A consumer's call: the number is mandatory.
        case http
        /// `lloyd evaluate` on a source whose patient has this number, nil when the source has none.
        case evaluation(source: SourcePatient)
    }

    /// What an evaluation knows of the source's patient.
    package enum SourcePatient: Hashable, Sendable {
        case absent
        /// The number as recorded; nil when the Patient carries none.
        case present(nhsNumber: String?)
    }

    package let today: CivilDate
    package let origin: Origin

    package init(today: CivilDate, origin: Origin) {
        self.today = today
        self.origin = origin
    }

    package func read(bytes: [UInt8]) throws(OperationOutcomeFault) -> RequestReading {
        let document: JSONDocument
        do { document = try JSONDocument(bytes: bytes) } catch {
            throw OperationOutcomeFault(.badRequest, "Request body is not valid JSON")
        }
        if let name = document.repeatedName {
            throw OperationOutcomeFault(.invalidResource, "\(name) occurs more than once in one object")
        }
        return try read(document.root)
    }

    package func read(_ body: JSONValue) throws(OperationOutcomeFault) -> RequestReading {
        let elements = try RequestStructure.elements(of: body)
        try checkRecognised(elements)
        var reading = RequestReading()
        reading.request.nhsNumber = try readNHSNumber(elements)
        let context = Context(elements)
        for element in elements {
            guard let parameter = ParameterTable.parameter(element.name) else {
                if element.name != ParameterTable.patientNHSNumber {
                    reading.warnings.append(.unrecognised(element.name))
                }
                continue
            }
            try read(parameter, element, context, into: &reading)
        }
        if context.predefined == nil { return reading }
        reading.predefined = context.predefined
        reading.notes += PredefinedSearch.notes(on: reading.request, today: today)
        return reading
    }

    /// Row 5. A body for `evaluate` may be empty: its patient is the source's.
    private func checkRecognised(_ elements: [RequestElement]) throws(OperationOutcomeFault) {
        if elements.contains(where: \.isRecognised) { return }
        if elements.isEmpty, origin != .http { return }
        throw OperationOutcomeFault(.invalidParameter, "No recognised parameters")
    }

    /// What is known of the whole body while its parts are checked one by one.
    private struct Context {
        let areas: Set<ClinicalArea>
        let predefined: PredefinedSearch?

        init(_ elements: [RequestElement]) {
            areas = Set(elements.compactMap { ParameterTable.parameter($0.name)?.area })
            predefined = PredefinedSearch.matching(elements)
        }
    }

    private func read(
        _ parameter: AreaParameter, _ element: RequestElement, _ context: Context, into reading: inout RequestReading
    ) throws(OperationOutcomeFault) {
        parameter.include(in: &reading.request)
        for part in element.parts {
            let name = "\(parameter.name).\(part.name)"
            guard let row = parameter.part(part.name) else {
                reading.warnings.append(.unrecognised(name))
                continue
            }
            let value = try ParameterValueReader(part: row, name: name, today: today).read(part.value)
            if context.predefined == nil, let area = row.forbiddenWith.first(where: context.areas.contains) {
                throw OperationOutcomeFault(
                    .invalidParameter, "\(row.name) may not be combined with \(area.disabledName)")
            }
            row.setValue(value, in: &reading.request)
        }
        try checkWhole(parameter, element)
    }

    /// Mandatory parts (row 10) and parts that exclude each other (row 4).
    private func checkWhole(_ parameter: AreaParameter, _ element: RequestElement) throws(OperationOutcomeFault) {
        for part in parameter.parts where part.isMandatory && !element.parts.contains(where: { $0.name == part.name }) {
            throw OperationOutcomeFault(.invalidParameter, "\(parameter.name).\(part.name) is missing")
        }
        let exclusive = parameter.exclusiveParts.filter { name in element.parts.contains { $0.name == name } }
        if exclusive.count > 1 {
            throw OperationOutcomeFault(
                .invalidResource, "\(exclusive.joined(separator: " and ")) are mutually exclusive")
        }
    }
}

/// A request that was read, with what its sender must be told.
package struct RequestReading: Hashable, Sendable {
    package var request = StructuredRecordRequest()
    /// Unknown parameters and parts, in the body's order (docs/spec/parameters.md section 6).
    package var warnings: [OutcomeWarning] = []
    /// Remarks for the person who asks, never part of the answer.
    package var notes: [String] = []
    /// The predefined search the body is, if it is one.
    package var predefined: PredefinedSearch?

    package init(_ request: StructuredRecordRequest = StructuredRecordRequest()) { self.request = request }
}

extension RequestReader {
    /// Rows 6 to 9, and 21 for an evaluation: step 4 of the order of checks.
    private func readNHSNumber(_ elements: [RequestElement]) throws(OperationOutcomeFault) -> String? {
        let name = ParameterTable.patientNHSNumber
        guard let element = elements.first(where: { $0.name == name }) else {
            if origin == .http { throw OperationOutcomeFault(.invalidParameter, "\(name) is missing") }
            return nil
        }
        guard let (type, value) = element.value.choice("value"), type == "Identifier", value.kind == .object else {
            throw OperationOutcomeFault(.invalidParameter, "\(name) must be valueIdentifier")
        }
        guard value["system"]?.string == IdentifierSystem.nhsNumber else {
            throw OperationOutcomeFault(.invalidIdentifierSystem, "\(name).system")
        }
        let number = value["value"]?.string ?? ""
        if case .evaluation(.present(let own)) = origin, let own, own == number { return number }
        guard NHSNumber(number) != nil else { throw OperationOutcomeFault(.invalidNHSNumber, name) }
        if case .evaluation(.present) = origin { throw OperationOutcomeFault(.patientNotFound) }
        return number
    }
}
