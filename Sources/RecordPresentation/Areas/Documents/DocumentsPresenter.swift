import FHIR
import GPConnect

/// Documents by their metadata: which there are, from whom, and whether there is a file
/// (docs/spec/clinical-areas.md section 13; docs/spec/hazards.md rows 66 to 71).
package struct DocumentsPresenter: AreaPresenter {
    private static let columns = [
        Column.date("created", "Created"),
        Column.date("added", "Added to record", priority: 1),
        Column("description", "Description", .flexible(minimum: 24), isTerm: true),
        Column("type", "Type", .flexible(minimum: 12), priority: 2),
        Column("size", "Size", .fixed(10), alignment: .right),
    ]

    package init() {}

    package var groups: [RowGroup] { [RowGroup("Documents", columns: Self.columns)] }
    package var linkedColumns: [Column] { Self.columns }

    package func standingLines(in context: RecordContext) -> [HeadLine] {
        [
            HeadLine(
                "Documents may not have been reviewed by the practice; notes added in other systems are not included."),
            HeadLine("Which version is the newest cannot be assured.", level: .note),
            HeadLine("Ordered by the date Created; documents without one stand last.", level: .note),
            HeadLine("Types are the practice's own words and vary between practices.", level: .note),
        ]
    }

    package func group(of number: Int, list: ListCode, in context: RecordContext) -> Int { 0 }

    package func item(_ number: Int, columns: [Column], in context: RecordContext) -> ItemText {
        let resource = context.resource(number)
        let created = RecordedDate(resource["created"])
        let type = CodeableConcept(resource["type"])?.term
        let description = Self.name(resource)
        let files = DocumentFile.files(of: resource.value)
        let sizes = files.compactMap(\.bytes).map(DocumentFile.sizeText)
        return ItemText(
            cells: [
                "created": DateFormat.day(created, missing: "not recorded"),
                "added": DateFormat.day(RecordedDate(resource["indexed"]), missing: "not recorded"),
                "description": description, "type": type ?? "Type not stated",
                "size": sizes.isEmpty ? "not stated" : sizes.joined(separator: ", "),
            ],
            lines: lines(number, context), marks: marks(number, files, context),
            sortDate: created.date?.sortKey, sortText: description, gathering: description.lowercased())
    }

    private static func name(_ resource: Resource) -> String {
        resource["description"]?.recorded?.nonEmpty ?? CodeableConcept(resource["type"])?.term
            ?? "Document without a description"
    }

    private func lines(_ number: Int, _ context: RecordContext) -> [RowLine] {
        let actors = ActorText(context.record)
        let authors = context.resource(number).value.all("author").compactMap { actors.text($0, from: number)?.text }
        return authors.isEmpty ? [] : [RowLine(authors.joined(separator: "; "), label: "Author")]
    }

    private func marks(_ number: Int, _ files: [DocumentFile], _ context: RecordContext) -> [Mark] {
        let resource = context.resource(number)
        var marks = files.flatMap(Self.marks)
        if files.isEmpty { marks.append(.check("NO FILE: none is named")) }
        if isInternal(resource) { marks.append(.note("internal document of the practice")) }
        if let status = resource["status"]?.recorded, status != "current" {
            marks.append(status == "entered-in-error" ? .alert("ENTERED IN ERROR") : .check(status.uppercased()))
        }
        return marks
    }

    private static func marks(of file: DocumentFile) -> [Mark] {
        var marks: [Mark] = []
        if file.isPlaceholder { marks.append(.check("NO FILE: \(file.title ?? "the reason is not stated")")) }
        if file.isLarge { marks.append(.check("LARGE – may be slow")) }
        if !file.isPlaceholder, !file.isReadable {
            marks.append(.note("cannot be shown here: \(file.contentType ?? "type not stated")"))
        }
        return marks
    }

    /// Written by the organisation that keeps it.
    private func isInternal(_ resource: Resource) -> Bool {
        guard let custodian = resource["custodian"]?["reference"]?.recorded else { return false }
        return resource.value.all("author").contains { $0["reference"]?.recorded == custodian }
    }

    private static let document: [FieldSpec] = [
        FieldSpec("Description", "description", .term, missing: "Not recorded"),
        FieldSpec("Type", "type", missing: "Not stated"), FieldSpec("Class", "class"),
        FieldSpec("Created", "created", missing: "not recorded"),
        FieldSpec("Added to record", "indexed", missing: "not recorded"),
        FieldSpec("Author", "author", missing: "Not recorded"), FieldSpec("Authenticator", "authenticator"),
        FieldSpec("Custodian", "custodian"), FieldSpec("Security label", "securityLabel"),
    ]

    private static let setting: [FieldSpec] = [
        FieldSpec("Practice setting", "context.practiceSetting"), FieldSpec("Facility", "context.facilityType"),
        FieldSpec("Event", "context.event"), FieldSpec("Period", "context.period"),
        FieldSpec("Related to", "context.related.ref"), FieldSpec("Related to", "context.related.identifier"),
        FieldSpec("Related document", "relatesTo.target"),
    ]

    package func detail(_ number: Int, in context: RecordContext) -> Detail {
        let resource = context.resource(number)
        var writer = DetailWriter(number, in: context)
        writer.section(SectionSpec("Document", Self.document))
        writer.section("File", files(&writer, resource))
        let setting = Self.setting.flatMap { writer.fields($0) }
        writer.section(
            "Belongs to",
            ContextFields.consultation(&writer, path: "context.encounter")
                + ContextFields.problems(of: number, in: context) + setting)
        writer.section(
            SectionSpec(
                "Identity",
                [FieldSpec("Master identifier", "masterIdentifier"), FieldSpec("Identifier", "identifier")]))
        return Detail(
            title: DisplayText.scrub("Document: \(Self.name(resource))"), resource: number,
            marks: marks(number, DocumentFile.files(of: resource.value), context)
                + CommonMarks.marks(of: number, in: context), sections: writer.finish())
    }

    private func files(_ writer: inout DetailWriter, _ resource: Resource) -> [DetailField] {
        resource.value.all("content").flatMap { content -> [DetailField] in
            let size = content["attachment"]?["size"]
            var fields = writer.fields(
                FieldSpec("File type", "attachment.contentType", missing: "Not stated"), in: content)
            if let digits = size?.recorded {
                writer.tick(size)
                let short = Int(digits).map(DocumentFile.sizeText)
                let exact = "\(digits) bytes"
                fields.append(.scrubbed("Size", short.map { $0 == exact ? exact : "\($0) (\(exact))" } ?? exact))
            }
            let isPlaceholder = content["attachment"]?["url"] == nil
            fields += writer.fields(
                FieldSpec(isPlaceholder ? "Why there is no file" : "Title", "attachment.title"), in: content)
            fields += writer.fields(
                FieldSpec("Address", "attachment.url", missing: "None: the file is not available"), in: content)
            return fields + writer.fields(FieldSpec("Format", "format"), in: content)
        }
    }
}
