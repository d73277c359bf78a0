import ArgumentParser
import GPConnect

/// The parameters of a request as options: the specification's names in kebab case, with its own semantics and
/// defaults (docs/spec/parameters.md section 2). Values are judged with the request, not here.
struct ParameterOptions: ParsableArguments {
    @Flag(help: "Every area, ended allergies included, without a filter.")
    var fullRecord = false

    @Flag(help: "Allergies; needs --include-resolved-allergies.")
    var includeAllergies = false
    @Option(help: ArgumentHelp("Ended allergies too.", valueName: "true|false"))
    var includeResolvedAllergies: String?

    @Flag(help: "Medications and medical devices.")
    var includeMedication = false
    @Option(help: ArgumentHelp("Medications active on or after a day.", valueName: "date"))
    var medicationSearchFromDate: String?
    @Option(help: ArgumentHelp("The issues too (default: true).", valueName: "true|false"))
    var includePrescriptionIssues: String?

    @Flag(help: "Consultations and what they contain.")
    var includeConsultations = false
    @Option(help: ArgumentHelp("Consultations of a period; either end may be empty.", valueName: "start/end"))
    var consultationSearchPeriod: String?
    @Option(help: ArgumentHelp("The most recent consultations only.", valueName: "n"))
    var includeNumberOfMostRecent: String?

    @Flag(help: "Problems and what is linked to them.")
    var includeProblems = false
    @Option(help: ArgumentHelp("Problems of one status.", valueName: "active|inactive"))
    var filterStatus: String?

    @Flag(help: "Immunisations.")
    var includeImmunisations = false
    @Option(help: ArgumentHelp("Those not given too (default: false).", valueName: "true|false"))
    var includeNotGiven: String?
    @Option(help: ArgumentHelp("Consents, dissents and invitations too (default: true).", valueName: "true|false"))
    var includeStatus: String?

    @Flag(help: "Uncategorised data.")
    var includeUncategorisedData = false
    @Option(help: ArgumentHelp("Uncategorised data of a period.", valueName: "start/end"))
    var uncategorisedDataSearchPeriod: String?

    @Flag(help: "Investigations and results.")
    var includeInvestigations = false
    @Option(help: ArgumentHelp("Investigations of a period.", valueName: "start/end"))
    var investigationSearchPeriod: String?

    @Flag(help: "Outbound referrals.")
    var includeReferrals = false
    @Option(help: ArgumentHelp("Referrals of a period.", valueName: "start/end"))
    var referralSearchPeriod: String?

    @Flag(help: "Diary entries.")
    var includeDiaryEntries = false
    @Option(help: ArgumentHelp("Diary entries planned up to a day.", valueName: "date"))
    var diaryEntriesSearchDate: String?

    /// What was given, by option name.
    var given: [RequestOptions.Option] {
        flags.filter(\.isGiven).map { RequestOptions.Option($0.name) }
            + parts.compactMap { name, value in value.map { RequestOptions.Option(name, $0) } }
    }

    private var flags: [(name: String, isGiven: Bool)] {
        [
            (RequestOptions.fullRecord, fullRecord), ("include-allergies", includeAllergies),
            ("include-medication", includeMedication), ("include-consultations", includeConsultations),
            ("include-problems", includeProblems), ("include-immunisations", includeImmunisations),
            ("include-uncategorised-data", includeUncategorisedData),
            ("include-investigations", includeInvestigations), ("include-referrals", includeReferrals),
            ("include-diary-entries", includeDiaryEntries),
        ]
    }

    private var parts: [(name: String, value: String?)] {
        [
            ("include-resolved-allergies", includeResolvedAllergies),
            ("medication-search-from-date", medicationSearchFromDate),
            ("include-prescription-issues", includePrescriptionIssues),
            ("consultation-search-period", consultationSearchPeriod),
            ("include-number-of-most-recent", includeNumberOfMostRecent), ("filter-status", filterStatus),
            ("include-not-given", includeNotGiven), ("include-status", includeStatus),
            ("uncategorised-data-search-period", uncategorisedDataSearchPeriod),
            ("investigation-search-period", investigationSearchPeriod),
            ("referral-search-period", referralSearchPeriod), ("diary-entries-search-date", diaryEntriesSearchDate),
        ]
    }

    /// A part option without its parent is wrong usage.
    func validate() throws {
        do { _ = try RequestOptions.body(given) } catch { throw ValidationError(error.description) }
    }
}
