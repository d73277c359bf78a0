/// The tables of fields of an immunisation's detail (docs/spec/clinical-areas.md section 8).
enum ImmunisationFields {
    static let productNotRecorded = "product not recorded"
    /// Suppliers often know no product: then the null flavour stands in its place.
    static let products = [
        "UNK": productNotRecorded, "NI": productNotRecorded, "ASKU": productNotRecorded, "NA": "no product",
        "NAV": productNotRecorded,
    ]
    static let given = "Given"
    static let notGiven = "NOT GIVEN"
    static let byPractice = "from the person who gave it"
    static let byOthers = "reported by others"

    static let immunisation = SectionSpec(
        "Immunisation",
        [
            FieldSpec("Vaccination", "@VaccinationProcedure", .term, missing: "Not recorded"),
            FieldSpec("Given", "notGiven", .yesNo(notGiven, given), missing: "not stated"),
            FieldSpec("Reason not given", "explanation.reasonNotGiven"),
            FieldSpec("Date", "date", missing: "Not recorded"),
            FieldSpec("Product", "vaccineCode", .nullFlavours(products), missing: productNotRecorded),
            FieldSpec("Reason", "explanation.reason"),
            FieldSpec("Source", "primarySource", .yesNo(byPractice, byOthers), missing: "not stated"),
            FieldSpec("Origin of the report", "reportOrigin"),
            FieldSpec("Parent present", "@ParentPresent"),
            FieldSpec("Recorded", "@DateRecorded", missing: "Not recorded"),
            FieldSpec("Place", "location"),
            FieldSpec("Consultation", "encounter"),
            FieldSpec("Identifier", "identifier"),
        ])

    static let administration = SectionSpec(
        "Vaccine",
        [
            FieldSpec("Batch", "lotNumber"),
            FieldSpec("Expiry date of the batch", "expirationDate"),
            FieldSpec("Manufacturer", "manufacturer"),
            FieldSpec("Site", "site"),
            FieldSpec("Route", "route"),
            FieldSpec("Dose", "doseQuantity"),
        ])

    /// By the code of `practitioner.role`; another role is shown as sent.
    static let roles = ["AP": "Given by", "EP": "Entered by"]

    /// Below one `vaccinationProtocol`.
    static let course: [FieldSpec] = [
        FieldSpec("Dose in the series", "doseSequence"),
        FieldSpec("Doses of the series", "seriesDoses"),
        FieldSpec("Series", "series"),
        FieldSpec("Description", "description"),
        FieldSpec("Target disease", "targetDisease"),
        FieldSpec("Dose status", "doseStatus"),
        FieldSpec("Reason of the dose status", "doseStatusReason"),
        FieldSpec("Authority", "authority"),
    ]

    /// Below one `reaction` of an immunisation.
    static let reaction: [FieldSpec] = [
        FieldSpec("Date", "date"), FieldSpec("Reaction", "detail"),
        FieldSpec("Source", "reported", .yesNo("reported by the patient", "not reported by the patient")),
    ]

    static let notes = SectionSpec("Notes", [FieldSpec("Note", "note")])
}
