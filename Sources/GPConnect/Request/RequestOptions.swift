import FHIR

/// Builds a request body from command options, which are the specification's names in kebab case. The values are not
/// judged here: the body goes through `RequestReader`, so an option and a parameters file fail in the same words.
package enum RequestOptions {
    /// One option of the command line.
    package struct Option: Hashable, Sendable {
        /// `--include-medication`, without the dashes.
        package let name: String
        package let value: String?

        package init(_ name: String, _ value: String? = nil) {
            self.name = name
            self.value = value
        }
    }

    /// A wrong use of the options themselves, not of their values.
    package struct UsageError: Error, Hashable, CustomStringConvertible, Sendable {
        package let description: String
    }

    /// Asks for every area at the widest that the rules allow together.
    package static let fullRecord = "full-record"

    /// The option's name of a parameter or part: `includeUncategorisedData` is `include-uncategorised-data`.
    package static func name(of parameter: String) -> String {
        parameter.reduce(into: "") { name, character in
            if character.isUppercase, !name.isEmpty { name += "-" }
            name += character.lowercased()
        }
    }

    /// - Parameter nhsNumber: the patient to ask a provider about; nil when the patient is the source's.
    /// - Throws: `UsageError` for an unknown option, a part without its parameter, or `full-record` beside others.
    package static func body(_ options: [Option], nhsNumber: String? = nil) throws(UsageError) -> JSONText {
        if options.contains(where: { $0.name == fullRecord }) {
            guard options.allSatisfy({ $0.name == fullRecord }) else {
                throw UsageError(description: "--\(fullRecord) cannot be combined with other parameter options")
            }
            var request = StructuredRecordRequest.fullRecord
            request.nhsNumber = nhsNumber
            return request.body
        }
        var parameters: [(parameter: AreaParameter, parts: [JSONText])] = []
        for option in options where isParameter(option.name) {
            guard let parameter = parameter(option.name) else { continue }
            parameters.append((parameter, []))
        }
        for option in options where !isParameter(option.name) {
            let (parameter, part) = try owner(of: option)
            guard let index = parameters.firstIndex(where: { $0.parameter.area == parameter.area }) else {
                throw UsageError(
                    description: "--\(option.name) needs --\(name(of: parameter.name))")
            }
            parameters[index].parts.append(RequestBody.part(part.name, value: value(option.value ?? "", for: part)))
        }
        return RequestBody.resource(
            (nhsNumber.map { [RequestBody.patient($0)] } ?? [])
                + parameters.map { RequestBody.parameter($0.parameter.name, parts: $0.parts) })
    }

    private static func parameter(_ option: String) -> AreaParameter? {
        ParameterTable.areas.first { name(of: $0.name) == option }
    }

    private static func isParameter(_ option: String) -> Bool { parameter(option) != nil }

    private static func owner(of option: Option) throws(UsageError) -> (AreaParameter, ParameterPart) {
        for parameter in ParameterTable.areas {
            for part in parameter.parts where name(of: part.name) == option.name { return (parameter, part) }
        }
        throw UsageError(description: "unknown option --\(option.name)")
    }

    /// The value as the part's own type where its text is one, else as a text, which the reader then refuses.
    private static func value(_ text: String, for part: ParameterPart) -> (name: String, value: JSONText) {
        switch part.kind {
        case .boolean:
            ("valueBoolean", text == "true" || text == "false" ? .bool(text == "true") : .string(text))
        case .date: ("valueDate", .string(text))
        case .period: periodValue(text)
        case .positiveInteger: ("valuePositiveInt", Int(text).map { .number($0) } ?? .string(text))
        case .code: ("valueCode", .string(text))
        }
    }

    private static func periodValue(_ text: String) -> (name: String, value: JSONText) {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard ends.count == 2 else { return ("valueString", .string(text)) }
        return ("valuePeriod", RequestBody.period(ends[0].isEmpty ? nil : ends[0], ends[1].isEmpty ? nil : ends[1]))
    }
}
