import FHIR

/// A part of a parameter: its type, its limits and where the request keeps it (docs/spec/parameters.md section 2).
package struct ParameterPart: Sendable {
    /// Which side of today a date may not lie on (docs/spec/parameters.md section 3).
    package enum DayLimit: Sendable { case notInTheFuture, notInThePast }

    package enum Kind: Sendable, Equatable {
        case boolean
        case date(DayLimit)
        /// Both ends not in the future.
        case period
        case positiveInteger
        case code([String])
    }

    package let name: String
    package let kind: Kind
    package let isMandatory: Bool
    /// What an absent boolean means.
    package let defaultValue: Bool?
    /// Areas whose presence forbids this part (docs/spec/parameters.md section 4).
    package let forbiddenWith: [ClinicalArea]
    private let get: @Sendable (StructuredRecordRequest) -> ParameterValue?
    private let set: @Sendable (inout StructuredRecordRequest, ParameterValue?) -> Void

    init<Area: Sendable, Value: ParameterValueConvertible>(
        _ name: String, _ kind: Kind, _ area: WritableKeyPath<StructuredRecordRequest, Area?> & Sendable,
        _ path: WritableKeyPath<Area, Value?> & Sendable, isMandatory: Bool = false, default defaultValue: Bool? = nil,
        forbiddenWith: [ClinicalArea] = []
    ) {
        self.name = name
        self.kind = kind
        self.isMandatory = isMandatory
        self.defaultValue = defaultValue
        self.forbiddenWith = forbiddenWith
        get = { $0[keyPath: area]?[keyPath: path]?.parameterValue }
        set = { request, value in request[keyPath: area]?[keyPath: path] = value.flatMap(Value.init(parameterValue:)) }
    }

    /// The value a request gives; nil when it leaves the part out.
    package func value(in request: StructuredRecordRequest) -> ParameterValue? { get(request) }

    /// Gives the part a value, or none. Does nothing while the parameter itself is absent.
    package func setValue(_ value: ParameterValue?, in request: inout StructuredRecordRequest) { set(&request, value) }
}

/// The value of a part.
package enum ParameterValue: Hashable, Sendable {
    case boolean(Bool)
    case date(CivilDate)
    case period(SearchPeriod)
    case positiveInteger(Int)
    case code(String)
}

extension ParameterValue: CustomStringConvertible {
    /// As a command option writes it.
    package var description: String {
        switch self {
        case .boolean(let flag): flag ? "true" : "false"
        case .date(let date): date.description
        case .period(let period): period.description
        case .positiveInteger(let number): String(number)
        case .code(let code): code
        }
    }
}

/// The types in which a request keeps the values of its parts.
protocol ParameterValueConvertible: Sendable {
    var parameterValue: ParameterValue { get }
    init?(parameterValue: ParameterValue)
}

extension Bool: ParameterValueConvertible {
    var parameterValue: ParameterValue { .boolean(self) }
    init?(parameterValue: ParameterValue) {
        guard case .boolean(let value) = parameterValue else { return nil }
        self = value
    }
}

extension Int: ParameterValueConvertible {
    var parameterValue: ParameterValue { .positiveInteger(self) }
    init?(parameterValue: ParameterValue) {
        guard case .positiveInteger(let value) = parameterValue else { return nil }
        self = value
    }
}

extension String: ParameterValueConvertible {
    var parameterValue: ParameterValue { .code(self) }
    init?(parameterValue: ParameterValue) {
        guard case .code(let value) = parameterValue else { return nil }
        self = value
    }
}

extension CivilDate: ParameterValueConvertible {
    var parameterValue: ParameterValue { .date(self) }
    init?(parameterValue: ParameterValue) {
        guard case .date(let value) = parameterValue else { return nil }
        self = value
    }
}

extension SearchPeriod: ParameterValueConvertible {
    var parameterValue: ParameterValue { .period(self) }
    init?(parameterValue: ParameterValue) {
        guard case .period(let value) = parameterValue else { return nil }
        self = value
    }
}
