import GPConnect

/// For each primary list the rules that decide its members, asked in order until one has an answer.
enum PrimaryListRules {
    static func rules(for code: ListCode) -> [any SearchRule] { table[code] ?? [] }

    private static let table: [ListCode: [any SearchRule]] = [
        .allergies: [ActiveAllergies()],
        .endedAllergies: [EndedAllergies()],
        .medications: [
            NoMedicationSearchDate(), PrescribedElsewhere(), MedicationEndUnreadable(), MedicationEnd(),
            MedicationStartUnknown(), AcuteWithoutEnd(), RepeatWithoutEnd(), PrescriptionTypeNotGiven(),
        ],
        .consultations: [
            MostRecentConsultations(), NoFilter(area: .consultations), ConsultationDateUnknown(),
            ConsultationSearchPeriod(),
        ],
        .problems: [NoFilter(area: .problems), ProblemStatusUnknown(), ProblemStatus()],
        .immunisations: [ImmunisationStatus(), ImmunisationNotGiven(), ImmunisationGiven()],
        .uncategorised: [
            UncategorisedStatus(), NoFilter(area: .uncategorised), DateUnknown(area: .uncategorised),
            WithinPeriod(area: .uncategorised),
        ],
        .investigations: [
            NoFilter(area: .investigations), DateUnknown(area: .investigations), WithinPeriod(area: .investigations),
        ],
        .referrals: [NoFilter(area: .referrals), DateUnknown(area: .referrals), WithinPeriod(area: .referrals)],
        .diary: [DiaryNotOpen(), NoFilter(area: .diary), DiaryDateUnknown(), DiarySearchDate()],
    ]
}
