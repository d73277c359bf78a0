import FHIR
import GPConnect
import RecordPresentation

/// One line of the parameters: a parameter, a part, or one end of a part that is a period. All from the table.
package enum ParameterRow: Hashable, Sendable {
    case parameter(String)
    case part(String, of: String)
    case periodEnd(RequestDraft.PeriodEnd, part: String, of: String)

    static let all: [ParameterRow] = ParameterTable.areas.flatMap { parameter in
        [.parameter(parameter.name)]
            + parameter.parts.flatMap { part -> [ParameterRow] in
                guard part.kind == .period else { return [.part(part.name, of: parameter.name)] }
                return RequestDraft.PeriodEnd.allCases.map { .periodEnd($0, part: part.name, of: parameter.name) }
            }
    }

    private var owner: String {
        switch self {
        case .parameter(let name), .part(_, let name), .periodEnd(_, _, let name): name
        }
    }

    /// Names come from the table, so both are there.
    var parameter: AreaParameter { ParameterTable.parameter(owner) ?? ParameterTable.areas[0] }

    var part: ParameterPart? {
        switch self {
        case .parameter: nil
        case .part(let name, _), .periodEnd(_, let name, _): parameter.part(name)
        }
    }

    package var name: String {
        switch self {
        case .parameter(let name), .part(let name, _): name
        case .periodEnd(let end, let name, _): "\(name) \(end.word)"
        }
    }

    func text(in draft: RequestDraft) -> String? {
        guard let part else { return nil }
        if case .periodEnd(let end, _, _) = self { return draft.text(of: part, end) }
        return draft.text(of: part)
    }

    func set(_ text: String?, in draft: inout RequestDraft) {
        guard let part else { return }
        if text != nil { draft.include(parameter) }
        if case .periodEnd(let end, _, _) = self {
            draft.setText(text, of: part, end)
        } else {
            draft.setText(text, of: part)
        }
    }
}

// Words.
extension ParameterRow {
    /// What is typed.
    package var form: String {
        switch part?.kind {
        case .date, .period: "YYYY-MM-DD, empty for none"
        case .positiveInteger: "a whole number above 0, empty for no limit"
        case .code(let codes): codes.joined(separator: " or ") + ", empty for all"
        case .boolean, nil: "true or false"
        }
    }

    /// What holds while nothing is given (docs/spec/parameters.md section 2, "when absent").
    var absence: String {
        guard let part else { return "not asked for" }
        if part.isMandatory { return "must be given" }
        if let value = part.defaultValue { return "not given: \(value)" }
        return "not given: \(Self.widest[part.name] ?? Self.openEnds[name] ?? "everything")"
    }

    private static let widest: [String: String] = [
        "medicationSearchFromDate": "all medications", "includeNumberOfMostRecent": "no limit",
        "filterStatus": "all problems", "diaryEntriesSearchDate": "all open entries",
    ]

    private static let openEnds: [String: String] = Dictionary(
        uniqueKeysWithValues: ParameterTable.areas.flatMap(\.parts).filter { $0.kind == .period }.flatMap {
            [("\($0.name) start", "from the first"), ("\($0.name) end", "to the last")]
        })

    /// The rule of the value in words (docs/spec/parameters.md sections 3 and 4).
    func rule(today: CivilDate) -> String {
        let day = DateFormat.day(today)
        guard let part else {
            return "\(name): asks for the area \(parameter.area.title)."
        }
        let value =
            switch part.kind {
            case .boolean: "true or false"
            case .date(.notInTheFuture): "a whole day, not after \(day)"
            case .date(.notInThePast): "a whole day, not before \(day)"
            case .period: "a whole day, not after \(day); the start not after the end"
            case .positiveInteger: "a whole number above 0"
            case .code(let codes): codes.joined(separator: " or ")
            }
        return "\(name): \(value); \(absence).\(forbidden(part))"
    }

    private func forbidden(_ part: ParameterPart) -> String {
        let others = parameter.exclusiveParts.filter { $0 != part.name && parameter.exclusiveParts.contains(part.name) }
        let names = part.forbiddenWith.map(\.disabledName) + others
        return names.isEmpty ? "" : " May not be combined with \(names.joined(separator: " or "))."
    }
}

// Changing a value without typing.
extension ParameterRow {
    /// How far a key moves a day.
    enum DayStep: Hashable, Sendable {
        case days(Int), months(Int)

        func applied(to day: CivilDate) -> CivilDate {
            switch self {
            case .days(let count): day.adding(days: count)
            case .months(let count): day.adding(months: count)
            }
        }

        var sign: Int {
            switch self {
            case .days(let count), .months(let count): count.signum()
            }
        }
    }

    /// The next of the values a part may have; nil when it has to be typed.
    func next(after text: String?) -> String?? {
        let choices: [String]
        switch part?.kind {
        case .boolean: choices = ["true", "false"]
        case .code(let codes): choices = codes
        case .date, .period, .positiveInteger, nil: return nil
        }
        let all: [String?] = (part?.isMandatory == true ? [] : [nil]) + choices.map { $0 }
        let index = all.firstIndex(of: text).map { ($0 + 1) % all.count } ?? 0
        return .some(all[index])
    }

    /// The value some steps away; a day that is not given begins from today.
    func stepped(_ text: String?, by step: DayStep, today: CivilDate) -> String? {
        switch part?.kind {
        case .date, .period:
            guard let text else { return step.applied(to: today).description }
            return CivilDate(text).map { step.applied(to: $0).description }
        case .positiveInteger:
            guard let text else { return "3" }
            return Int(text).map { String(max(1, min($0, 99_999) + step.sign)) }
        case .boolean, .code, nil: return nil
        }
    }
}
