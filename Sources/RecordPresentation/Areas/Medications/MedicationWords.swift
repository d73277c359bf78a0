import FHIR
import GPConnect

/// The words that rows, marks and details of medications share.
enum MedicationWords {
    static let plannedIssue = "next/last planned issue"
    static let issuesNotRequested = "Issues not requested"

    static let types: [String: String] = [
        "acute": "Acute", "delayed-prescribing": "Delayed prescribing", "repeat": "Repeat",
        "repeat-dispensing": "Repeat dispensing", "acute-handwritten": "Acute, handwritten",
    ]

    /// The type in words; one that is not in the table as sent (docs/spec/hazards.md section 2).
    static func type(_ concept: CodeableConcept?) -> String {
        guard let concept, let term = concept.term else { return "prescription type: No information available" }
        return typeCode(of: concept).flatMap { types[$0] } ?? term
    }

    /// The code that the rules know, wherever it stands among a supplier's own; without one the first.
    static func typeCode(of concept: CodeableConcept?) -> String? {
        let codes = concept?.codings.compactMap(\.code) ?? []
        return codes.first { types[$0] != nil } ?? codes.first
    }

    /// Why there is no issue under a medication; never more than is known (docs/spec/hazards.md rows 11 and 45).
    static func noIssue(_ facts: MedicationFacts) -> String {
        switch facts.issuesRequested {
        case false?: issuesNotRequested
        case true?: "no issue in GP record"
        case nil:
            if case .elsewhere = facts.setting { "no issue in GP record" } else { "no issue in this record" }
        }
    }

    /// Another course in a line: drug, dose, dates.
    static func course(_ plan: StructuredRecord.Resolution, in context: RecordContext) -> String {
        switch plan {
        case .absent: "not recorded"
        case .words(let words): words
        case .notSupplied(let reference, let display): display ?? "not supplied: \(reference)"
        case .resource(let number): course(number, in: context)
        }
    }

    private static func course(_ number: Int, in context: RecordContext) -> String {
        let facts = MedicationFacts(number, in: context)
        let start = DateFormat.day(facts.period.start, missing: "a day not recorded")
        let end = facts.period.end.text.map { _ in " to \(DateFormat.day(facts.period.end))" } ?? ""
        let dose = facts.doses.first.map { " - DOSE \($0)" } ?? ""
        return "\(facts.drugName)\(dose) - from \(start)\(end)"
    }

    /// `28 tablet for 28 day`, every part as recorded.
    static func supply(of request: Resource) -> String? {
        let dispense = request["dispenseRequest"]
        let quantity = QuantityFormat.supplied(dispense?["quantity"])
        let days = QuantityFormat.text(dispense?["expectedSupplyDuration"])
        switch (quantity, days) {
        case (let quantity?, let days?): return "\(quantity) for \(days)"
        case (let quantity?, nil): return quantity
        case (nil, let days?): return "quantity not stated, for \(days)"
        case (nil, nil): return nil
        }
    }
}
