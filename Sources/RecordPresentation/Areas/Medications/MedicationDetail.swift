import FHIR
import GPConnect

/// Everything of one medication: the statement, its drug, its plan, each issue in a section of its own, and the plans
/// before and after. Values of plan and issue never stand in one section (docs/spec/hazards.md section 4, rule 3).
struct MedicationDetail {
    private let facts: MedicationFacts
    private let context: RecordContext
    private var record: StructuredRecord { context.record }

    init(_ number: Int, in context: RecordContext) {
        facts = MedicationFacts(number, in: context)
        self.context = context
    }

    func detail() -> Detail {
        let own = facts.resource.type == .medication ? [] : MedicationMarks.marks(of: facts)
        return Detail(
            title: DisplayText.scrub(facts.drugName), resource: facts.number,
            marks: (own + CommonMarks.marks(of: facts.number, in: context)).map {
                Mark($0.level, DisplayText.scrub($0.text))
            },
            sections: sections())
    }

    private func sections() -> [DetailSection] {
        if facts.resource.type == .medication { return drug(facts.number) }
        let own = facts.course.statement.map { statement($0) } ?? []
        let plan = facts.course.plan.map(plan) ?? []
        return own + plan + issues() + drugs().flatMap(drug) + history()
    }

    /// Usually one; plan and issues may name others.
    private func drugs() -> [Int] {
        (facts.medication.map { [$0] } ?? [])
            .union(facts.course.members.flatMap { record.targets(of: $0, through: "medicationReference") })
    }

    private func statement(_ number: Int) -> [DetailSection] {
        var writer = DetailWriter(number, in: context)
        var fields = MedicationFields.statement.fields.flatMap { writer.fields($0) }
        let statement = record.resource(number)
        fields.insert(contentsOf: lastIssue(of: statement, &writer), at: min(3, fields.count))
        writer.section(MedicationFields.statement.title, fields)
        writer.section("Notes", notes(of: statement, &writer))
        return writer.finish()
    }

    private func lastIssue(of statement: Resource, _ writer: inout DetailWriter) -> [DetailField] {
        let isAhead = facts.dates.isFuture(MedicationFacts.lastIssue(of: statement))
        return writer.fields(
            FieldSpec(
                isAhead ? "Next/last planned issue" : "Last issued", "@MedicationStatementLastIssueDate",
                missing: "no issue recorded"))
    }

    private func plan(_ number: Int) -> [DetailSection] {
        var writer = DetailWriter(number, in: context)
        writer.section("Plan", MedicationFields.plan.flatMap { writer.fields($0) } + organisation(of: number))
        writer.section("Plan: notes", notes(of: record.resource(number), &writer))
        return writer.finish()
    }

    private func issues() -> [DetailSection] {
        let issues = facts.course.issues
        guard !issues.isEmpty else {
            let words = facts.isUnissued ? "NOT YET ISSUED" : MedicationWords.noIssue(facts)
            return [DetailSection("Issues", fields: [DetailField("Issues", words)])]
        }
        return issues.enumerated().flatMap { index, number in
            issue(number, title: "Issue \(index + 1) of \(issues.count) in this record")
        } + dispensing()
    }

    private func issue(_ number: Int, title: String) -> [DetailSection] {
        let start = MedicationCourse.start(ofIssue: number, record)
        var marks: [DetailField] = []
        if facts.dates.isFuture(start) {
            marks.append(
                DetailField("Issue", "FUTURE ISSUE from \(DateFormat.day(start))", style: .mark(.check)))
        }
        var writer = DetailWriter(number, in: context, depth: 1)
        writer.section(title, marks + MedicationFields.issue.flatMap { writer.fields($0) } + organisation(of: number))
        writer.section("\(title): notes", notes(of: record.resource(number), &writer))
        return writer.finish()
    }

    /// The organisation of who stands behind a request, by the one role that the record gives this person; of several
    /// roles nobody can tell which was meant (docs/spec/hazards.md row 51).
    private func organisation(of request: Int) -> [DetailField] {
        let requester = record.resource(request)["requester"]
        guard requester?["onBehalfOf"] == nil else { return [] }
        let element = requester?["agent"] ?? record.resource(request)["recorder"]
        guard case .resource(let person) = record.resolve(element, from: request) else { return [] }
        let isRole = record.resource(person).type == .practitionerRole
        let roles = isRole ? [person] : record.roles(of: person)
        guard roles.count == 1,
            case .resource(let place) = record.resolve(record.resource(roles[0])["organization"], from: roles[0])
        else { return [] }
        return [
            DetailField("Organisation", DisplayText.scrub(ActorText(record).name(place)), link: place)
        ]
    }

    /// That an issue was made says nothing of the pharmacy (docs/spec/hazards.md row 87).
    private func dispensing() -> [DetailSection] {
        guard facts.typeCode == "repeat-dispensing" else { return [] }
        return [
            DetailSection(
                "Dispensing",
                fields: [DetailField("Dispensing", "Whether and when an issue was dispensed is not known")])
        ]
    }

    private func notes(of resource: Resource, _ writer: inout DetailWriter) -> [DetailField] {
        resource.value.all("note").compactMap { note in
            let text = note["text"]?.recorded?.lowercased() ?? ""
            let kinds = MedicationFields.noteKinds.filter { text.contains($0.prefix) }
            let label = kinds.count == 1 && text.hasPrefix(kinds[0].prefix) ? kinds[0].label : "Note"
            return writer.field(FieldSpec(label, "note"), note)
        }
    }

    private func drug(_ number: Int) -> [DetailSection] {
        var writer = DetailWriter(number, in: context)
        var fields = MedicationFields.drug.fields.flatMap { writer.fields($0) }
        let codes = CodeableConcept(record.resource(number)["code"])?.codings ?? []
        if !codes.contains(where: { $0.system == CodeSystem.snomed }) {
            fields.append(DetailField("Code", "no SNOMED code"))
        }
        writer.section(MedicationFields.drug.title, fields)
        return writer.finish()
    }

    /// The plans along `priorPrescription`, oldest first (docs/spec/hazards.md section 4, P2_8).
    private func history() -> [DetailSection] {
        guard let plan = facts.course.plan else { return [] }
        let missing = MedicationCourse.replaced(by: plan, record).compactMap { prior -> DetailField? in
            if case .resource = prior { return nil }
            return DetailField("Before", MedicationWords.course(prior, in: context))
        }
        let plans = MedicationCourse.history(of: plan, record)
        let chain = plans.count > 1 ? plans.enumerated().map { step($0 + 1, $1, isOwn: $1 == plan) } : []
        guard !(missing + chain).isEmpty else { return [] }
        return [
            DetailSection(
                "History, oldest first",
                fields: (missing + chain).map {
                    DetailField($0.label, DisplayText.scrub($0.text), style: $0.style, link: $0.link)
                })
        ]
    }

    private func step(_ place: Int, _ plan: Int, isOwn: Bool) -> DetailField {
        let status = MedicationStatus.text(record.resource(plan)["status"]?.recorded)
        let words = MedicationWords.course(.resource(plan), in: context)
        return DetailField(
            isOwn ? "\(place), this one" : "\(place)", "\(status) - \(words)",
            link: isOwn ? nil : MedicationCourse.statements(of: plan, record).first ?? plan)
    }
}

extension [Int] {
    /// These and the others that are not among them, in order.
    fileprivate func union(_ others: [Int]) -> [Int] {
        (self + others).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
