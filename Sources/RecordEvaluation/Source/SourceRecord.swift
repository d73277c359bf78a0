import FHIR
import GPConnect

/// A saved record as the source of answers, with everything that does not depend on the request worked out once.
package final class SourceRecord: Sendable {
    package let record: StructuredRecord
    package let switches: SourceSwitches
    /// Edits to copied resources, by resource.
    package let edits: [Int: ResourceEdit]

    let parts: ItemParts
    let contents: ConsultationContents
    let problems: ProblemLinks
    let actors: ActorLinks
    let warnings: SourceWarnings
    let standings: [Standing]
    /// The area a resource belongs to; nil for actors and outcomes.
    let areas: [ClinicalArea?]
    let searchDates: [SearchDates]
    let medication: [Int: MedicationFacts]
    let ranks: [Int32]
    /// The members of the source's primary lists, each once, in the order in which lists name them.
    let members: [ListCode: [SourceMember]]
    /// Entries of primary lists that name nothing the source holds: kept as sent.
    let unresolved: [ListCode: [UnresolvedEntry]]
    /// Consultations of the source's list, most recent first.
    let recency: [Int]
    /// Whether an allergy has ended, by list, containment or status.
    let isEnded: [Bool]
    let mentions: [Int: Set<ClinicalArea>]
    /// Whether any list names the resource.
    let isListed: [Bool]
    /// Whether the source's list of immunisations names the resource.
    let isImmunisation: [Bool]
    /// Whether a primary list names the resource.
    let isMember: [Bool]
    /// Numbers of the Lists that answered the source's own request.
    let queryLists: Set<Int>
    /// Areas that the source's own OperationOutcome calls disabled.
    let disabledBySource: Set<ClinicalArea>

    struct SourceMember: Sendable { let resource: Int }

    struct UnresolvedEntry: Sendable { let value: JSONValue }

    package init(record: StructuredRecord, switches: SourceSwitches = SourceSwitches()) {
        self.record = record
        self.switches = switches
        let count = record.resources.count
        parts = ItemParts(record: record)
        contents = ConsultationContents(record: record)
        problems = ProblemLinks(record: record, listItem: parts.listItem)
        actors = ActorLinks(record: record)
        warnings = SourceWarnings(record: record, switches: switches)
        standings = StandingReading(record: record, switches: switches, parts: parts, contents: contents).standings()
        ranks = EntryRank.ranks(of: record.resources)
        searchDates = record.resources.map(ItemDates.searchDates)
        let listing = SourceListing(record: record, ranks: ranks)
        members = listing.members
        unresolved = listing.unresolved
        isListed = listing.isListed
        isEnded = listing.isEnded
        isMember = listing.isMember
        var isImmunisation = [Bool](repeating: false, count: count)
        for member in listing.members[.immunisations] ?? [] { isImmunisation[member.resource] = true }
        self.isImmunisation = isImmunisation
        areas = ResourceAreas(record: record, contents: contents, parts: parts, listing: listing).areas()
        edits =
            SourceEdits(record: record, standings: standings, areas: areas, disabled: switches.disabled).edits()
        recency = ConsultationRecency.sorted(
            (listing.members[.consultations] ?? []).map(\.resource), record: record, contents: contents)
        var medication: [Int: MedicationFacts] = [:]
        for number in 0..<count where record.resource(number).type == .medicationStatement {
            let plans = parts.plans[number].map { record.resource(Int($0)) }
            let plan = plans.first { $0["intent"]?.isText("plan") == true } ?? plans.first
            medication[number] = MedicationFacts(statement: record.resource(number), plan: plan)
        }
        self.medication = medication
        mentions = SourceListing.mentions(in: record)
        queryLists = Set(record.lists.filter { $0.listCode != nil }.map(\.resource))
        disabledBySource = Set(
            record.outcomes.compactMap { outcome in
                if case .disabled(let area) = outcome.meaning { area } else { nil }
            })
    }

    /// The NHS number of the source's patient as a request is checked against it.
    package var patient: RequestReader.SourcePatient {
        guard let patient = record.patient.map(record.resource) else { return .absent }
        let identifiers = patient.value.all("identifier").map(Identifier.init)
        return .present(nhsNumber: identifiers.first { $0.system == IdentifierSystem.nhsNumber }?.value)
    }

    /// Whether the resource may be given to a consumer at all, whatever is asked for.
    package func mayBeGiven(_ resource: Int) -> Bool { standings[resource] == .normal }

    /// The area by which an item is switched on or off, nil when it is on.
    func disabledArea(of resource: Int) -> ClinicalArea? {
        guard let area = areas[resource], switches.disabled.contains(area) else { return nil }
        return area
    }

    /// Whether the source has the list of that code, so that its area can be answered. An empty list of an area that
    /// the source itself calls disabled says nothing (docs/spec/README.md question Q22).
    package func offers(_ code: ListCode) -> Bool {
        guard let members = members[code] else { return false }
        return !members.isEmpty || unresolved[code] != nil || !disabledBySource.contains(code.area)
    }
}
