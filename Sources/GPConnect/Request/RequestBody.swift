import FHIR

extension StructuredRecordRequest {
    /// The request as a `Parameters` resource, in the table's order (docs/spec/parameters.md sections 1 and 8).
    package var body: JSONText {
        var parameters: [JSONText] = []
        if let nhsNumber { parameters.append(RequestBody.patient(nhsNumber)) }
        for parameter in ParameterTable.areas where parameter.isPresent(in: self) {
            let parts = parameter.parts.compactMap { part in
                part.value(in: self).map { RequestBody.part(part.name, value: RequestBody.value($0)) }
            }
            parameters.append(RequestBody.parameter(parameter.name, parts: parts))
        }
        return RequestBody.resource(parameters)
    }
}

/// The pieces of a `Parameters` resource.
enum RequestBody {
    static func resource(_ parameters: [JSONText]) -> JSONText {
        .object([("resourceType", .string("Parameters")), ("parameter", .array(parameters))])
    }

    static func patient(_ nhsNumber: String) -> JSONText {
        .object([
            ("name", .string(ParameterTable.patientNHSNumber)),
            (
                "valueIdentifier",
                .object([("system", .string(IdentifierSystem.nhsNumber)), ("value", .string(nhsNumber))])
            ),
        ])
    }

    /// A parameter without parts carries neither `part` nor `value`.
    static func parameter(_ name: String, parts: [JSONText]) -> JSONText {
        .object([("name", .string(name))] + (parts.isEmpty ? [] : [("part", .array(parts))]))
    }

    static func part(_ name: String, value: (name: String, value: JSONText)) -> JSONText {
        .object([("name", .string(name)), value])
    }

    static func value(_ value: ParameterValue) -> (name: String, value: JSONText) {
        switch value {
        case .boolean(let flag): ("valueBoolean", .bool(flag))
        case .date(let date): ("valueDate", .string(date.description))
        case .period(let period): ("valuePeriod", Self.period(period.start?.description, period.end?.description))
        case .positiveInteger(let number): ("valuePositiveInt", .number(number))
        case .code(let code): ("valueCode", .string(code))
        }
    }

    static func period(_ start: String?, _ end: String?) -> JSONText {
        var members: [(name: String, value: JSONText)] = []
        if let start { members.append(("start", .string(start))) }
        if let end { members.append(("end", .string(end))) }
        return .object(members)
    }
}
