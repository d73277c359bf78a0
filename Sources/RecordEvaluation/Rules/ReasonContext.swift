import FHIR
import GPConnect

/// What a rule may say about a decision: the values compared, in words.
package struct ReasonContext {
    let reason: Reason
    let resource: Int
    let evaluation: Evaluation

    var value: Resource { evaluation.source.record.resource(resource) }
    var area: ClinicalArea { evaluation.source.areas[resource] ?? .uncategorised }
    var areaTitle: String { area.title }
    var medication: MedicationFacts? { evaluation.source.medication[resource] }
    var status: String { value["status"]?.recorded ?? "not recorded" }
    var problemStatus: String { value["clinicalStatus"]?.recorded ?? "without a status" }

    /// The resource through which the decision came, by its term and reference.
    var through: String {
        guard reason.through >= 0 else { return "something returned" }
        let other = evaluation.source.record.resource(Int(reason.through))
        guard let term = term(of: other, number: Int(reason.through)) else { return other.label }
        return "\u{201C}\(term)\u{201D} (\(other.label))"
    }

    private func term(of resource: Resource, number: Int) -> String? {
        switch resource.type {
        case .medicationStatement, .medicationRequest:
            let record = evaluation.source.record
            let drug = record.target(of: resource["medicationReference"], from: number).map(record.resource)
            return CodeableConcept(drug?["code"])?.term
        case .encounter: return date(RecordedDate(resource["period"]?["start"]))
        case .list: return resource["title"]?.recorded?.nonEmpty
        default: return CodeableConcept(resource["code"])?.term
        }
    }

    func text(of date: RecordedDate?) -> String { date.flatMap(self.date) ?? "on an unknown day" }

    /// A date as precise as it was recorded: `2019`, `Mar-2019`, `10-Mar-2019`; nil when nothing is recorded.
    private func date(_ recorded: RecordedDate) -> String? {
        switch recorded {
        case .absent: return nil
        case .unreadable(let text): return "\u{201C}\(text)\u{201D}"
        case .known(let date):
            let day = date.firstDay.noteForm
            switch date.precision {
            case .year: return String(day.suffix(4))
            case .month: return String(day.suffix(8))
            case .day, .minute, .second: return day
            }
        }
    }

    var recordedDate: String {
        if let period = Period(value["effectivePeriod"]) { return span(period) }
        if value.type == .procedureRequest, let period = Period(value["occurrencePeriod"]) { return span(period) }
        return text(of: ItemDates.clinicalDate(of: value))
    }

    var consultationPeriod: String { Period(value["period"]).map(span) ?? "on an unknown day" }

    private func span(_ period: Period) -> String {
        switch (date(period.start), date(period.end)) {
        case (let start?, let end?): start == end ? start : "\(start) to \(end)"
        case (let start?, nil): start
        case (nil, let end?): "until \(end)"
        case (nil, nil): "on an unknown day"
        }
    }
}

/// The request in words.
extension ReasonContext {
    var medicationFrom: String { evaluation.request.medication?.searchFromDate?.noteForm ?? "any day" }
    var diaryUntil: String { evaluation.request.diary?.searchDate?.noteForm ?? "never" }
    var includeStatus: String { Self.flag(evaluation.request.immunisations?.includeStatus, default: true) }
    var includeNotGiven: String { Self.flag(evaluation.request.immunisations?.includeNotGiven, default: false) }

    private static func flag(_ value: Bool?, default other: Bool) -> String {
        value.map { $0 ? "true" : "false" } ?? "\(other) (not given)"
    }

    var prescriptionType: String {
        switch medication?.kind {
        case .acute: "acute"
        case .delayed: "delayed prescribing (an acute)"
        case .repeat: "repeat"
        case .repeatDispensing: "repeat dispensing"
        case .other(let code): "prescription type \(code)"
        case .missing, nil: "prescription type not recorded"
        }
    }

    func period(_ area: ClinicalArea) -> String {
        let request = evaluation.request
        let periods: [ClinicalArea: SearchPeriod?] = [
            .consultations: request.consultations?.searchPeriod, .uncategorised: request.uncategorised?.searchPeriod,
            .investigations: request.investigations?.searchPeriod, .referrals: request.referrals?.searchPeriod,
        ]
        guard let period = periods[area] ?? nil else { return "over everything" }
        switch (period.start?.noteForm, period.end?.noteForm) {
        case (let start?, let end?): return "from \(start) to \(end)"
        case (let start?, nil): return "from \(start)"
        case (nil, let end?): return "to \(end)"
        case (nil, nil): return "over everything"
        }
    }

    var mostRecent: String {
        let wanted = evaluation.request.consultations?.mostRecent ?? 0
        let place = evaluation.source.recency.firstIndex(of: resource).map { "\($0 + 1)" } ?? "unknown"
        return "number \(place) of \(evaluation.source.recency.count) by date (\(consultationPeriod)); "
            + "the \(wanted) most recent are asked for"
    }

    var otherPatient: String { evaluation.source.record.namesDifferentPatient(resource) ?? "not named" }
}
