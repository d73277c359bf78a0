import FHIR
import GPConnect

extension RequestScope {
    /// A request in words: which areas it asked for, and each part that narrows one.
    package init(_ request: StructuredRecordRequest) {
        let areas = ClinicalArea.allCases.filter(request.asksFor)
        self.init(
            areas: Set(areas),
            filters: Dictionary(uniqueKeysWithValues: areas.map { ($0, Self.limits(of: $0, in: request)) })
                .filter { !$0.value.isEmpty },
            includesIssues: request.medication?.includePrescriptionIssues ?? true,
            includesEndedAllergies: request.allergies?.includeResolved ?? false)
    }

    private static func limits(of area: ClinicalArea, in request: StructuredRecordRequest) -> [String] {
        ParameterTable.parameter(of: area)?.parts.compactMap { part in
            part.value(in: request).flatMap { words(part, $0) }
        } ?? []
    }

    /// What a boolean part leaves out when it is false; parts not named here leave nothing out.
    private static let leftOut: [String: String] = [
        "includeResolvedAllergies": "ended allergies not requested",
        "includePrescriptionIssues": "issues not requested",
        "includeNotGiven": "immunisations not given were not requested",
        "includeStatus": "immunisation status entries not requested",
    ]

    private static func words(_ part: ParameterPart, _ value: ParameterValue) -> String? {
        switch value {
        case .boolean(let isIn): isIn ? nil : leftOut[part.name]
        case .date(let date):
            part.kind == .date(.notInThePast)
                ? "planned on or before \(DateFormat.day(date))" : "active on or after \(DateFormat.day(date))"
        case .period(let period): self.period(period)
        case .positiveInteger(let count): "most recent \(count)"
        case .code(let code): "status \(code) only"
        }
    }

    private static func period(_ period: SearchPeriod) -> String {
        switch (period.start.map { DateFormat.day($0) }, period.end.map { DateFormat.day($0) }) {
        case (let start?, let end?): "from \(start) to \(end)"
        case (let start?, nil): "from \(start)"
        case (nil, let end?): "to \(end)"
        case (nil, nil): "all dates"
        }
    }
}
