import FHIR
import GPConnect

/// Finds a patient's documents and what comes with them (docs/spec/fetch.md section 8.3).
struct DocumentSearch {
    let patient: ServedPatient
    let query: DocumentQuery

    private var record: StructuredRecord { patient.source.record }

    /// Numbers of the documents that meet the query, in the record's order.
    var matches: [Int] {
        patient.documents.references.filter { number in
            let value = record.resource(number).value
            return isCreatedInTime(value) && isByAuthor(value, number) && isDescribed(value)
        }
    }

    /// `created`, else `indexed`. A partial date is met when the interval it stands for touches the period; a document
    /// without a date is returned, as everywhere (docs/spec/README.md question Q31).
    private func isCreatedInTime(_ value: JSONValue) -> Bool {
        let recorded = RecordedDate(value["created"]).date ?? RecordedDate(value["indexed"]).date
        guard let recorded else { return true }
        if let start = query.created.start, recorded.lastDay < start { return false }
        if let end = query.created.end, recorded.firstDay > end { return false }
        return true
    }

    private func isByAuthor(_ value: JSONValue, _ number: Int) -> Bool {
        guard let code = query.author else { return true }
        return targets(value.all("author"), of: number).contains { author in
            record.resource(author).value.all("identifier").map(Identifier.init).contains {
                $0.system == IdentifierSystem.odsOrganisation && $0.value == code
            }
        }
    }

    /// Words of the description or of the type, whatever their case.
    private func isDescribed(_ value: JSONValue) -> Bool {
        guard let words = query.description?.lowercased() else { return true }
        let type = CodeableConcept(value["type"])
        let texts = [value["description"]?.recorded, type?.text] + (type?.codings.map(\.display) ?? [])
        return texts.contains { $0?.lowercased().contains(words) == true }
    }

    private func targets(_ references: [JSONValue], of number: Int) -> [Int] {
        references.compactMap { reference in
            if case .resource(let target) = record.resolve(reference, from: number) { target } else { nil }
        }
    }

    /// The documents of a page and the resources that the mandatory includes bring along, each once: patient,
    /// organisations, practitioners and their roles.
    func entries(_ page: some Sequence<Int>) -> [SearchsetBundle.Entry] {
        var entries: [SearchsetBundle.Entry] = []
        var included: Set<Int> = []
        for number in page {
            let value = record.resource(number).value
            entries.append(entry(number, DocumentText.text(of: value, in: patient.documents), mode: "match"))
            let actors = [value["subject"], value["custodian"]].compactMap { $0 } + value.all("author")
            included.formUnion(targets(actors, of: number).filter { isIncluded(record.resource($0).type) })
        }
        included.formUnion(roles(of: included))
        let order: [ResourceType] = [.patient, .organization, .practitioner, .practitionerRole]
        for type in order {
            for number in included.sorted() where record.resource(number).type == type {
                entries.append(entry(number, .source(record.resource(number).value.source), mode: "include"))
            }
        }
        return entries
    }

    private func isIncluded(_ type: ResourceType) -> Bool {
        type == .patient || type == .organization || type == .practitioner
    }

    private func roles(of practitioners: Set<Int>) -> [Int] {
        record.resources.indices.filter { number in
            let resource = record.resource(number)
            guard resource.type == .practitionerRole, let practitioner = resource["practitioner"] else { return false }
            return targets([practitioner], of: number).contains { practitioners.contains($0) }
        }
    }

    private func entry(_ number: Int, _ text: JSONText, mode: String) -> SearchsetBundle.Entry {
        let resource = record.resource(number)
        return SearchsetBundle.Entry(type: resource.type.rawValue, id: resource.id, resource: text, mode: mode)
    }
}

/// A DocumentReference as the search gives it: as recorded, except that a document too large to be read carries no
/// address and says why (docs/spec/fetch.md section 8.4).
enum DocumentText {
    static func text(of reference: JSONValue, in documents: PatientDocuments) -> JSONText {
        let contents = reference.all("content")
        let sizes = contents.map { tooLarge($0["attachment"], in: documents) }
        guard sizes.contains(where: { $0 != nil }) else { return .source(reference.source) }
        let changed = zip(contents, sizes).map { content, size -> JSONText in
            guard let size, let attachment = content["attachment"] else { return .source(content.source) }
            let title = "File is over 5 MB (\(size) bytes) and cannot be retrieved"
            return content.text(replacing: [
                ("attachment", attachment.text(replacing: [("url", nil), ("title", .string(title))]))
            ])
        }
        return reference.text(replacing: [("content", .array(changed))])
    }

    /// The size of a document over the limit that has an address; nil for any other.
    private static func tooLarge(_ attachment: JSONValue?, in documents: PatientDocuments) -> Int? {
        guard let attachment, let url = attachment["url"]?.string else { return nil }
        let counted = PatientDocuments.documentID(ofURL: url).flatMap(documents.byteCount)
        let size = counted ?? attachment["size"]?.recorded.flatMap { Int($0) }
        guard let size, size > ProviderLimits.documentBytes else { return nil }
        return size
    }
}
