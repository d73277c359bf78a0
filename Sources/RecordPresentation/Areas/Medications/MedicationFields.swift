/// The tables of fields of a medication's detail (docs/spec/clinical-areas.md section 5).
enum MedicationFields {
    static let statement = SectionSpec(
        "Medication",
        [
            FieldSpec("Drug", "medication[x]", .term, missing: "Not recorded"),
            FieldSpec("Status", "status", .words(MedicationStatus.words), missing: "Not recorded"),
            FieldSpec("Dose", "dosage.text", missing: "Not recorded"),
            FieldSpec("Patient instruction", "dosage.patientInstruction"),
            FieldSpec("Additional instruction", "dosage.additionalInstruction"),
            FieldSpec("Route", "dosage.route"),
            FieldSpec("Site", "dosage.site"),
            FieldSpec("Method", "dosage.method"),
            FieldSpec("As needed", "dosage.asNeeded[x]"),
            FieldSpec("Dose quantity", "dosage.dose[x]"),
            FieldSpec("Rate", "dosage.rate[x]"),
            FieldSpec("Largest dose in a period", "dosage.maxDosePerPeriod"),
            FieldSpec("Period", "effectivePeriod", .period(missingEnd: "end not stated")),
            FieldSpec("Date", "effectiveDateTime"),
            FieldSpec("Dose changed", "@MedicationStatementDosageLastChanged"),
            FieldSpec("Dose changed", "@DosageLastChanged"),
            FieldSpec("Prescriber setting", "@PrescribingAgency", missing: "not stated"),
            FieldSpec("Recorded", "dateAsserted", missing: "Not recorded"),
            FieldSpec("Information source", "informationSource"),
            FieldSpec("Category", "category"),
            FieldSpec("Reason", "reasonCode"),
            FieldSpec("Reason", "reasonReference"),
            FieldSpec("Reason not taken", "reasonNotTaken"),
            FieldSpec("Consultation", "context"),
            FieldSpec("Part of", "partOf"),
            FieldSpec("Derived from", "derivedFrom"),
            FieldSpec("Plan", "basedOn"),
            FieldSpec("Identifier", "identifier"),
        ])

    /// A plan is authorised, an issue is issued: two people may stand behind one medication
    /// (docs/spec/hazards.md section 4, P1_28).
    static let plan = request(recorder: "Authorised by", authored: "Authored")
    static let issue = request(recorder: "Issued by", authored: "Authored")

    private static func request(recorder: String, authored: String) -> [FieldSpec] {
        [
            FieldSpec("Drug", "medication[x]", .term, missing: "Not recorded"),
            FieldSpec("Status", "status", .words(MedicationStatus.words), missing: "Not recorded"),
            FieldSpec("Prescription type", "@PrescriptionType", missing: "No information available"),
            FieldSpec("Dose", "dosageInstruction.text", missing: "Not recorded"),
            FieldSpec("Patient instruction", "dosageInstruction.patientInstruction"),
            FieldSpec("Additional instruction", "dosageInstruction.additionalInstruction"),
            FieldSpec("Route", "dosageInstruction.route"),
            FieldSpec("Site", "dosageInstruction.site"),
            FieldSpec("Method", "dosageInstruction.method"),
            FieldSpec("As needed", "dosageInstruction.asNeeded[x]"),
            FieldSpec("Dose quantity", "dosageInstruction.dose[x]"),
            FieldSpec("Rate", "dosageInstruction.rate[x]"),
            FieldSpec("Largest dose in a period", "dosageInstruction.maxDosePerPeriod"),
            FieldSpec("Quantity", "dispenseRequest.quantity", .supplied, missing: "not stated"),
            FieldSpec("Supply", "dispenseRequest.expectedSupplyDuration", missing: "not stated"),
            FieldSpec("Period", "dispenseRequest.validityPeriod", .period(missingEnd: "end not stated")),
            FieldSpec(authored, "authoredOn", missing: "Not recorded"),
            FieldSpec("Issues made", "@MedicationRepeatInformation.@numberOfRepeatPrescriptionsIssued"),
            FieldSpec("Issues allowed", "@MedicationRepeatInformation.@numberOfRepeatPrescriptionsAllowed"),
            FieldSpec("Authorisation expires", "@MedicationRepeatInformation.@authorisationExpiryDate"),
            FieldSpec("Repeats allowed", "dispenseRequest.numberOfRepeatsAllowed"),
            FieldSpec("Stopped", "@MedicationStatusReason.@statusChangeDate"),
            FieldSpec("Reason stopped", "@MedicationStatusReason.@statusReason"),
            FieldSpec(recorder, "recorder", missing: "Not recorded"),
            FieldSpec("Prescriber", "requester.agent"),
            FieldSpec("On behalf of", "requester.onBehalfOf"),
            FieldSpec("Dispenser", "dispenseRequest.performer"),
            FieldSpec("Replaces", "priorPrescription"),
            FieldSpec("Reason", "reasonCode"),
            FieldSpec("Reason", "reasonReference"),
            FieldSpec("Priority", "priority"),
            FieldSpec("Category", "category"),
            FieldSpec("Substitution allowed", "substitution.allowed"),
            FieldSpec("Substitution reason", "substitution.reason"),
            FieldSpec("Consultation", "context"),
            FieldSpec("Plan", "basedOn"),
            FieldSpec("Prescription number", "groupIdentifier"),
            FieldSpec("Identifier", "identifier"),
        ]
    }

    static let drug = SectionSpec(
        "Drug",
        [
            FieldSpec("Drug", "code", .term, missing: "Not recorded"),
            FieldSpec("Brand", "isBrand", .yesNo("Yes", "No")),
            FieldSpec("Form", "form"),
            FieldSpec("Manufacturer", "manufacturer"),
            FieldSpec("Ingredient", "ingredient.item[x]"),
            FieldSpec("Package", "package.container"),
            FieldSpec("Identifier", "identifier"),
        ])

    /// The prefixes that providers put before a note, with the label of its kind (docs/spec/clinical-areas.md
    /// section 5, "notes"). The note itself stays whole.
    static let noteKinds: [(prefix: String, label: String)] = [
        ("patient notes:", "Note for the patient"), ("prescriber notes:", "Note of the prescriber"),
        ("pharmacy notes:", "Note for the pharmacy"), ("additional information:", "Additional information"),
    ]
}
