import FHIR

/// The parameters of `$gpc.getstructuredrecord` as a table: names, parts, types, and what each may be
/// (docs/spec/parameters.md sections 2 to 4). Reading, writing, options and the screen's panel all go by it.
package enum ParameterTable {
    /// Mandatory in a request; not an area's parameter.
    package static let patientNHSNumber = "patientNHSNumber"

    package static let areas: [AreaParameter] = [
        AreaParameter(
            .allergies, \.allergies, .init(),
            parts: [
                .init("includeResolvedAllergies", .boolean, \.allergies, \.includeResolved, isMandatory: true)
            ]),
        AreaParameter(
            .medications, \.medication, .init(),
            parts: [
                .init(
                    "includePrescriptionIssues", .boolean, \.medication, \.includePrescriptionIssues, default: true),
                .init(
                    "medicationSearchFromDate", .date(.notInTheFuture), \.medication, \.searchFromDate,
                    forbiddenWith: linkingAreas),
            ]),
        AreaParameter(
            .consultations, \.consultations, .init(),
            parts: [
                .init("consultationSearchPeriod", .period, \.consultations, \.searchPeriod),
                .init("includeNumberOfMostRecent", .positiveInteger, \.consultations, \.mostRecent),
            ],
            exclusiveParts: ["consultationSearchPeriod", "includeNumberOfMostRecent"]),
        AreaParameter(
            .problems, \.problems, .init(),
            parts: [
                .init(
                    "filterStatus", .code(["active", "inactive"]), \.problems, \.filterStatus,
                    forbiddenWith: [.consultations])
            ]),
        AreaParameter(
            .immunisations, \.immunisations, .init(),
            parts: [
                .init(
                    "includeNotGiven", .boolean, \.immunisations, \.includeNotGiven, default: false,
                    forbiddenWith: linkingAreas),
                .init(
                    "includeStatus", .boolean, \.immunisations, \.includeStatus, default: true,
                    forbiddenWith: linkingAreas),
            ]),
        AreaParameter(
            .uncategorised, \.uncategorised, .init(),
            parts: [
                .init(
                    "uncategorisedDataSearchPeriod", .period, \.uncategorised, \.searchPeriod,
                    forbiddenWith: linkingAreas)
            ]),
        AreaParameter(
            .investigations, \.investigations, .init(),
            parts: [.init("investigationSearchPeriod", .period, \.investigations, \.searchPeriod)]),
        AreaParameter(
            .referrals, \.referrals, .init(),
            parts: [
                .init("referralSearchPeriod", .period, \.referrals, \.searchPeriod, forbiddenWith: linkingAreas)
            ]),
        AreaParameter(
            .diary, \.diary, .init(),
            parts: [
                .init(
                    "diaryEntriesSearchDate", .date(.notInThePast), \.diary, \.searchDate, forbiddenWith: linkingAreas)
            ]),
    ]

    /// The two areas that bring in items of every other one: a filter beside them would make lists with gaps.
    private static let linkingAreas: [ClinicalArea] = [.consultations, .problems]

    private static let byName = Dictionary(uniqueKeysWithValues: areas.map { ($0.name, $0) })

    package static func parameter(_ name: String) -> AreaParameter? { byName[name] }

    package static func parameter(of area: ClinicalArea) -> AreaParameter? { area.parameter.flatMap(parameter) }
}

/// A parameter that asks for one area.
package struct AreaParameter: Sendable {
    package let area: ClinicalArea
    package let parts: [ParameterPart]
    /// Parts that may not stand together (docs/spec/parameters.md section 3, "exclusive filters").
    package let exclusiveParts: [String]
    private let present: @Sendable (StructuredRecordRequest) -> Bool
    private let add: @Sendable (inout StructuredRecordRequest) -> Void
    private let drop: @Sendable (inout StructuredRecordRequest) -> Void

    fileprivate init<Area: Sendable>(
        _ area: ClinicalArea, _ path: WritableKeyPath<StructuredRecordRequest, Area?> & Sendable, _ empty: Area,
        parts: [ParameterPart], exclusiveParts: [String] = []
    ) {
        self.area = area
        self.parts = parts
        self.exclusiveParts = exclusiveParts
        present = { $0[keyPath: path] != nil }
        add = { request in if request[keyPath: path] == nil { request[keyPath: path] = empty } }
        drop = { $0[keyPath: path] = nil }
    }

    package var name: String { area.disabledName }
    package func isPresent(in request: StructuredRecordRequest) -> Bool { present(request) }
    package func include(in request: inout StructuredRecordRequest) { add(&request) }
    package func remove(from request: inout StructuredRecordRequest) { drop(&request) }
    package func part(_ name: String) -> ParameterPart? { parts.first { $0.name == name } }
}
