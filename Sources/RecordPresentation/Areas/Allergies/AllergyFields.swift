/// The tables of fields of an allergy's detail (docs/spec/clinical-areas.md section 4).
enum AllergyFields {
    static let statuses = ["active": "Active", "resolved": "Ended", "inactive": "Inactive"]
    static let kinds = ["medication": "drug", "environment": "non-drug"]
    static let criticalities = ["unable-to-assess": "unable to assess"]

    static let allergy: [FieldSpec] = [
        FieldSpec("Drug / substance", "code", .term, missing: "Not recorded"),
        FieldSpec("Status", "clinicalStatus", .words(statuses), missing: "Not recorded"),
        FieldSpec("Ended", "@AllergyIntoleranceEnd.@endDate"),
        FieldSpec("Reason ended", "@AllergyIntoleranceEnd.@reasonEnded"),
        FieldSpec("Kind", "category", .words(kinds), missing: "Not recorded"),
        FieldSpec("Type", "type", missing: "Not recorded"),
        FieldSpec("Criticality", "criticality", .words(criticalities), missing: "Not recorded"),
        FieldSpec("Onset", "onset[x]", missing: "Not recorded"),
        FieldSpec("Last occurrence", "lastOccurrence"),
        FieldSpec("Recorded", "assertedDate", missing: "Not recorded"),
        FieldSpec("Recorded by", "recorder", missing: "Not recorded"),
        FieldSpec("Asserted by", "asserter"),
        FieldSpec("Consultation", "@encounter-associatedEncounter"),
        FieldSpec("Identifier", "identifier"),
    ]

    /// Below one `reaction`.
    static let reaction: [FieldSpec] = [
        FieldSpec(
            "Reaction", "manifestation", .nullFlavours(ReactionText.nullFlavours), missing: "Not recorded"),
        FieldSpec("Description", "description"),
        FieldSpec("Severity", "severity", missing: "Not recorded"),
        FieldSpec("Substance", "substance"),
        FieldSpec("Onset", "onset"),
        FieldSpec("Exposure route", "exposureRoute"),
        FieldSpec("Note", "note"),
    ]

    static let notes = SectionSpec("Notes", [FieldSpec("Note", "note")])
}
