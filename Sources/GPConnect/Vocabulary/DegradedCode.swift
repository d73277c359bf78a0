import FHIR

/// SNOMED codes that stand for an entry whose own code was lost on the way; alone they mean nothing
/// (docs/spec/warnings.md section 6).
package enum DegradedCode: String, CaseIterable, Sendable {
    case medication = "196421000000109"
    case drugAllergy = "196461000000101"
    case nonDrugAllergy = "196471000000108"
    case recordEntry = "196411000000103"
    case plan = "196451000000104"
    case referral = "196431000000106"
    case request = "196441000000102"

    /// The degrade code among a concept's codings, if there is one.
    package init?(in concept: CodeableConcept?) {
        guard let concept,
            let code = concept.firstOfCodings({ coding in
                Self.of(coding).flatMap { coding.isOf(CodeSystem.snomed) ? $0 : nil }
            })
        else { return nil }
        self = code
    }

    /// Whatever the system is called.
    package static func of(_ coding: Coding) -> DegradedCode? {
        guard let code = coding.value["code"], code.mayBeRecorded(length: length) else { return nil }
        return allCases.first { code.isRecorded($0.rawValue) }
    }

    /// All of them are as long: most codes are told from them by that.
    static let length = 15
}

/// Other SNOMED codes that the rules name.
package enum SNOMEDCode {
    /// "No known allergy" and its children for drug, food, environment, insect, latex and animal: a clinician's
    /// statement, not an empty list (docs/spec/clinical-areas.md section 4). A child not named here counts as an
    /// allergy, which errs towards asking.
    package static let noKnownAllergies: Set<String> = [
        "716186003", "409137002", "429625007", "428607008", "428197003", "716184000", "716220001",
    ]
    /// Comment note: free text of a consultation, or a report's filing comment.
    package static let commentNote = "37331000000100"
    package static let generalPracticeService = "1060971000000108"
    package static let diagnosticStudiesReport = "721981007"
}
