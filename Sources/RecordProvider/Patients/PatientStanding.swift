import FHIR
import GPConnect
import RecordEvaluation

/// Whether a patient's data may be given out, from the record's own Patient and from what the operator says of it.
/// Which of the reasons applies is never told (docs/spec/parameters.md section 5 row 21).
struct PatientStanding: Sendable {
    enum Standing: Hashable, Sendable {
        case served
        /// Must look like an unknown patient.
        case hidden
        case dissent
    }

    /// What holds whatever the day is.
    private let lasting: Standing
    /// Why the patient is refused, in words of our own and for the operator's eyes only; nil when served.
    let words: String?
    private let isDeceased: Bool
    /// Nil when the patient is alive or the day of death is not recorded.
    private let dayOfDeath: CivilDate?

    init(patient: Resource, switches: SourceSwitches) {
        let value = patient.value
        let death = RecordedDate(value["deceasedDateTime"]).date
        dayOfDeath = death?.firstDay
        isDeceased =
            switches.patient == .deceased || value["deceasedDateTime"] != nil
            || value["deceasedBoolean"]?.bool == true
        let hidden = Self.hiddenBy(switches.patient) ?? Self.hiddenBy(value)
        if switches.patient == .dissent {
            lasting = .dissent
            words = "the patient dissents"
        } else {
            lasting = hidden == nil ? .served : .hidden
            words = hidden ?? (isDeceased ? "the patient has died" : nil)
        }
    }

    private static func hiddenBy(_ flag: SourceSwitches.PatientFlag?) -> String? {
        switch flag {
        case nil, .deceased, .dissent: nil
        case .sensitive, .inactive, .unverified: flag.map { "the patient is marked \($0.rawValue)" }
        }
    }

    /// Inactive, superseded, not verified, not registered for general medical services here.
    private static func hiddenBy(_ patient: JSONValue) -> String? {
        if patient["active"]?.bool == false { return "the patient is inactive" }
        if patient.all("link").contains(where: { $0["type"]?.isText("replaced-by") == true }) {
            return "the patient is superseded"
        }
        return hiddenByVerification(patient) ?? hiddenByRegistration(patient)
    }

    /// `01` is the only status served; a record that states none is taken for verified (docs/spec/bundle.md section 4).
    private static func hiddenByVerification(_ patient: JSONValue) -> String? {
        let identifiers = patient.all("identifier").filter { $0["system"]?.string == IdentifierSystem.nhsNumber }
        let statuses = identifiers.flatMap { $0.extensions("Extension-CareConnect-NHSNumberVerificationStatus-1") }
        let codes = statuses.compactMap { CodeableConcept($0.extensionValue)?.codings.first?.code }
        return codes.allSatisfy { $0 == "01" } ? nil : "the NHS number is not verified"
    }

    /// Registration type `R` and a status other than inactive, where these are stated
    /// (docs/spec/parameters.md section 5 row 21).
    private static func hiddenByRegistration(_ patient: JSONValue) -> String? {
        let details = patient.extensions("Extension-CareConnect-RegistrationDetails-1")
        func codes(_ part: String) -> [String] {
            details.flatMap { $0.extensions(part) }.compactMap { inner in
                CodeableConcept(inner.extensionValue)?.codings.first?.code
            }
        }
        guard codes("registrationType").allSatisfy({ $0 == "R" }) else {
            return "the registration type is not R (regular)"
        }
        return codes("registrationStatus").contains("I") ? "the registration is inactive" : nil
    }

    func structured() -> Standing {
        lasting == .served && isDeceased ? .hidden : lasting
    }

    /// Documents are still given for some days after a death (docs/spec/fetch.md section 8).
    func documents(today: CivilDate, daysAfterDeath: Int) -> Standing {
        guard lasting == .served, isDeceased else { return lasting }
        guard let dayOfDeath, today.daysSince1970 - dayOfDeath.daysSince1970 <= daysAfterDeath else { return .hidden }
        return .served
    }
}
