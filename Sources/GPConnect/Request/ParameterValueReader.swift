import FHIR

/// Reads and checks the value of one part against its row of the table
/// (docs/spec/parameters.md section 3; faults: section 5 rows 11 to 19).
struct ParameterValueReader {
    let part: ParameterPart
    /// `includeX.part`, as diagnostics name it.
    let name: String
    let today: CivilDate

    func read(_ element: JSONValue) throws(OperationOutcomeFault) -> ParameterValue {
        guard let (type, value) = element.choice("value"), !isEmpty(value) else {
            throw invalid("\(name) has no value")
        }
        switch part.kind {
        case .boolean: return try readBoolean(type, value)
        case .date(let limit): return try readDate(type, value, limit)
        case .period: return try readPeriod(type, value)
        case .positiveInteger: return try readPositiveInteger(type, value)
        case .code(let allowed): return try readCode(type, value, allowed)
        }
    }

    /// Empty texts, objects and arrays are "a part parameter passed without a value".
    private func isEmpty(_ value: JSONValue) -> Bool {
        switch value.kind {
        case .string: value.string?.isEmpty ?? true
        case .object, .array: value.document.nodes[value.index].next == UInt32(value.index + 1)
        default: false
        }
    }

    private func invalid(_ diagnostics: String) -> OperationOutcomeFault {
        OperationOutcomeFault(.invalidParameter, diagnostics)
    }

    private func readBoolean(_ type: String, _ value: JSONValue) throws(OperationOutcomeFault) -> ParameterValue {
        guard type == "Boolean", let flag = value.bool else { throw invalid("\(name) must be a boolean") }
        return .boolean(flag)
    }

    private func readDate(
        _ type: String, _ value: JSONValue, _ limit: ParameterPart.DayLimit
    ) throws(OperationOutcomeFault) -> ParameterValue {
        let date = try wholeDate(value, name)
        guard type == "Date" else { throw invalid("\(name) must be a date") }
        switch limit {
        case .notInTheFuture where date > today: throw invalid("\(name) is in the future")
        case .notInThePast where date < today: throw invalid("\(name) is in the past")
        default: return .date(date)
        }
    }

    /// Exactly `YYYY-MM-DD` and a real day.
    private func wholeDate(_ value: JSONValue, _ name: String) throws(OperationOutcomeFault) -> CivilDate {
        guard let date = value.string.flatMap({ CivilDate($0) }) else {
            throw invalid("\(name): \(value.recorded ?? "the value") is not a whole date")
        }
        return date
    }

    private func readPeriod(_ type: String, _ value: JSONValue) throws(OperationOutcomeFault) -> ParameterValue {
        guard type == "Period", value.kind == .object else { throw invalid("\(name) must be a Period") }
        let start = try periodEnd(value, "start")
        let end = try periodEnd(value, "end")
        for (end, label) in [(start, "start"), (end, "end")] {
            if let end, end > today { throw invalid("\(name).\(label) is in the future") }
        }
        if let start, let end, start > end {
            throw invalid("\(name).start is after .end (\(start) > \(end))")
        }
        guard start != nil || end != nil else { throw invalid("\(name) has no value") }
        return .period(SearchPeriod(start: start, end: end))
    }

    /// A missing end is open; one that is there and empty or null is an error (docs/spec/README.md question Q12).
    private func periodEnd(_ period: JSONValue, _ label: String) throws(OperationOutcomeFault) -> CivilDate? {
        guard let member = period.members.first(where: { $0.name == label })?.value else { return nil }
        guard member.kind != .null, !isEmpty(member) else { throw invalid("\(name).\(label) has no value") }
        return try wholeDate(member, "\(name).\(label)")
    }

    /// FHIR's positiveInt has 31 bits.
    private static let largestInteger = 2_147_483_647

    private func readPositiveInteger(
        _ type: String, _ value: JSONValue
    ) throws(OperationOutcomeFault) -> ParameterValue {
        guard type == "PositiveInt", value.kind == .number, let text = value.recorded, let number = Int(text),
            (1...Self.largestInteger).contains(number)
        else { throw invalid("\(name): \(value.recorded ?? "the value") is not a positive integer") }
        return .positiveInteger(number)
    }

    private func readCode(
        _ type: String, _ value: JSONValue, _ allowed: [String]
    ) throws(OperationOutcomeFault) -> ParameterValue {
        guard let code = value.string, allowed.contains(code) else {
            throw invalid("\(name): \(value.recorded ?? "the value")")
        }
        guard type == "Code" else { throw invalid("\(name) must be a code") }
        return .code(code)
    }
}
