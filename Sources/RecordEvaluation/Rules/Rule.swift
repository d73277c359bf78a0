import GPConnect

/// One rule of the specification: what it says, where it says so, and the words in which it explains a decision.
package protocol Rule: Sendable {
    var id: RuleID { get }
    /// The rule in one sentence.
    var statement: String { get }
    /// File and section of the digest, such as `rules-dates.md 3`.
    var source: String { get }
    /// The values compared for one resource, in words a clinician understands.
    func compared(_ context: ReasonContext) -> String
}

/// A rule that decides whether a member of a source's primary list meets the search of its area.
protocol SearchRule: Rule {
    /// Nil when the rule has nothing to say about the item: the next rule of its list is asked.
    func returns(_ item: Int, in search: Search) -> Bool?
}

/// Why a resource of the source is in or out: exactly one for each. Small, so that an evaluation can make thousands;
/// the text is made when somebody asks.
package struct Reason: Hashable, Sendable {
    package let rule: RuleID
    package let included: Bool
    /// Number of the resource through which the decision came: the consultation, the problem, the owner; -1 for none.
    let through: Int32

    init(_ rule: RuleID, included: Bool, through: Int = -1) {
        self.rule = rule
        self.included = included
        self.through = Int32(through)
    }
}

/// The rules by name; the raw value is the name that explanations carry.
package enum RuleID: String, CaseIterable, Sendable {
    case medicationNoSearchDate = "medication.no-search-date"
    case medicationPrescribedElsewhere = "medication.prescribed-elsewhere"
    case medicationEndUnreadable = "medication.end-unreadable"
    case medicationEnd = "medication.end"
    case medicationStartUnknown = "medication.start-unknown"
    case medicationAcuteWithoutEnd = "medication.acute-without-end"
    case medicationRepeatWithoutEnd = "medication.repeat-without-end"
    case medicationTypeNotGiven = "medication.type-not-given"
    case medicationPart = "medication.part"
    case medicationIssues = "medication.issues"
    case medicationIssuesNotAskedFor = "medication.issues-not-asked-for"
    case medicationIssueLinked = "medication.issue-linked"
    case medicationIssueNotLinked = "medication.issue-not-linked"

    case allergiesActive = "allergies.active"
    case allergiesEnded = "allergies.ended"
    case allergiesEndedNotAskedFor = "allergies.ended-not-asked-for"

    case consultationsMostRecent = "consultations.most-recent"
    case consultationsDateUnknown = "consultations.date-unknown"
    case consultationsSearchPeriod = "consultations.search-period"
    case consultationsStructure = "consultations.structure"
    case consultationsStructureNotReturned = "consultations.structure-not-returned"

    case problemsStatus = "problems.status"
    case problemsStatusUnknown = "problems.status-unknown"
    case problemsLinkedToItem = "problems.linked-to-item"
    case problemsLinkedToProblem = "problems.linked-to-problem"

    case immunisationsGiven = "immunisations.given"
    case immunisationsNotGiven = "immunisations.not-given"
    case immunisationsStatus = "immunisations.status"

    case uncategorisedStatus = "uncategorised.immunisation-status"

    case investigationsPart = "investigations.part"
    case referralsSupportingInformation = "referrals.supporting-information"

    case diaryNotOpen = "diary.not-open"
    case diaryDateUnknown = "diary.date-unknown"
    case diarySearchDate = "diary.search-date"

    case searchNoFilter = "search.no-filter"
    case searchDateUnknown = "search.date-unknown"
    case searchPeriod = "search.period"

    case linkageConsultationItem = "linkage.consultation-item"
    case linkageConsultationProblem = "linkage.consultation-problem"
    case linkageActualProblem = "linkage.actual-problem"
    case linkageProblemItem = "linkage.problem-item"
    case linkageNotFollowed = "linkage.not-followed"
    case linkageOwnerNotReturned = "linkage.owner-not-returned"

    case coverageNotAskedFor = "coverage.not-asked-for"
    case coverageNotListed = "coverage.not-listed"

    case withheldConfidential = "withheld.confidential"
    case withheldExclusionCode = "withheld.exclusion-code"
    case withheldPart = "withheld.part"
    case withheldEmptied = "withheld.emptied"
    case withheldNotOwned = "withheld.not-owned"
    case withheldEnteredInError = "withheld.entered-in-error"
    case withheldDisabledArea = "withheld.disabled-area"
    case recordOtherPatient = "record.other-patient"
    case recordDuplicate = "record.duplicate"
    case recordContained = "record.contained"

    case actorsPatient = "actors.patient"
    case actorsPractice = "actors.practice"
    case actorsReferredTo = "actors.referred-to"
    case actorsRole = "actors.role"
    case actorsRoleAmbiguous = "actors.role-ambiguous"
    case actorsNotReferredTo = "actors.not-referred-to"

    case listRebuilt = "list.rebuilt"
    case outcomeRebuilt = "outcome.rebuilt"
}
