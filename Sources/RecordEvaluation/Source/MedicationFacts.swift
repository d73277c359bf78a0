import FHIR
import GPConnect

/// What decides whether a medication is active on a day (docs/spec/rules-dates.md section 3).
struct MedicationFacts: Sendable {
    /// The kind of prescription, read from the plan.
    enum Kind: Hashable, Sendable {
        case acute, delayed, `repeat`, repeatDispensing
        /// Another code.
        case other(String)
        case missing

        init(code: String?) {
            switch code {
            case "acute": self = .acute
            case "delayed-prescribing": self = .delayed
            case "repeat": self = .repeat
            case "repeat-dispensing": self = .repeatDispensing
            case let code?: self = .other(code)
            case nil: self = .missing
            }
        }

        /// A delayed acute is an acute.
        var isAcute: Bool { self == .acute || self == .delayed }
        var isRepeat: Bool { self == .repeat || self == .repeatDispensing }
    }

    let kind: Kind
    let isPrescribedElsewhere: Bool
    let start: RecordedDate
    let end: RecordedDate
    let startDays: DayInterval?
    let endDays: DayInterval?

    init(statement: Resource, plan: Resource?) {
        kind = Kind(code: plan.flatMap(Self.prescriptionType))
        let agency = CodeableConcept(
            statement.value.extensionNamed("Extension-CareConnect-PrescribingAgency-1")?.extensionValue)
        isPrescribedElsewhere = agency?.hasCode("prescribed-by-another-organisation") ?? false
        let period = Period(statement["effectivePeriod"])
        let moment = RecordedDate(statement["effectiveDateTime"])
        start = period?.start ?? moment
        end = period?.end ?? moment
        startDays = DayInterval(start)
        endDays = DayInterval(end)
    }

    private static func prescriptionType(of plan: Resource) -> String? {
        let type = CodeableConcept(
            plan.value.extensionNamed("Extension-CareConnect-PrescriptionType-1")?.extensionValue)
        return type?.codings.lazy.compactMap(\.code).first
    }
}
