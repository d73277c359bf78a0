/// The table of fields of a problem's detail (docs/spec/clinical-areas.md section 7).
enum ProblemFields {
    static let statuses = [
        "active": "Active", "inactive": "Inactive", "recurrence": "Recurrence", "remission": "Remission",
        "resolved": "Resolved",
    ]
    static let significances = ["major": "Major", "minor": "Minor"]
    /// What the target of a relation is to this problem; suppliers write capitals too.
    static let relations = ["parent": "Parent", "child": "Child", "sibling": "Sibling"]

    static let problem = SectionSpec(
        "Problem",
        [
            FieldSpec("Problem", "code", .term, missing: "Not recorded"),
            FieldSpec("Status", "clinicalStatus", .words(statuses), missing: "Not recorded"),
            FieldSpec("Significance", "@ProblemSignificance", .words(significances), missing: "Not recorded"),
            FieldSpec("Onset", "onset[x]", missing: "Not recorded"),
            FieldSpec("Ended", "abatement[x]"),
            FieldSpec("Recorded", "assertedDate", missing: "Not recorded"),
            FieldSpec("Recorded by", "asserter", missing: "Not recorded"),
            FieldSpec("Consultation", "context"),
            FieldSpec("Episode", "@Episodicity"),
            FieldSpec("Severity", "severity"),
            FieldSpec("Body site", "bodySite"),
            FieldSpec("Stage", "stage.summary"),
            FieldSpec("Evidence", "evidence.code"),
            FieldSpec("Evidence", "evidence.detail"),
            FieldSpec("Category", "category"),
            FieldSpec("Identifier", "identifier"),
        ])

    static let notes = SectionSpec("Notes", [FieldSpec("Note", "note")])
}
