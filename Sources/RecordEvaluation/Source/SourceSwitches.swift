import FHIR
import GPConnect

/// What is known of a source beyond its Bundle: what the practice has switched off or keeps back, and the request it
/// was fetched with (docs/spec/warnings.md section 5). Read from `NAME.lloyd.toml` or the library at the edge.
package struct SourceSwitches: Hashable, Sendable {
    /// Why a patient's record is not given out at all.
    package enum PatientFlag: String, CaseIterable, Sendable {
        case sensitive, deceased, inactive, unverified, dissent
    }

    package var disabled: Set<ClinicalArea> = []
    /// The day the patient registered here, while the record of the previous practice is still on its way.
    package var transitSince: CivilDate?
    package var awaitingFiling: Set<ClinicalArea> = []
    /// `Type/id` of items withheld.
    package var confidential: Set<String> = []
    /// `Type/id` of items shared in from elsewhere: not this practice's to give.
    package var notOwned: Set<String> = []
    package var enteredInError: Set<String> = []
    /// SNOMED codes whose items are withheld.
    package var exclusionCodes: Set<String> = []
    package var patient: PatientFlag?
    /// What the source was fetched with; nil when that is not known.
    package var request: StructuredRecordRequest?
    /// Retrieval time as recorded.
    package var retrieved: String?
    /// ODS code of the practice it came from.
    package var provider: String?

    package init() {}

    /// The answer to a request for a patient who may not be served (docs/spec/parameters.md section 5 rows 21 and 22).
    package var patientFault: OperationOutcomeFault? {
        patient.map { OperationOutcomeFault($0 == .dissent ? .noPatientConsent : .patientNotFound) }
    }
}
