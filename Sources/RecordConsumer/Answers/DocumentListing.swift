import FHIR
import GPConnect

/// One document as a DocumentReference describes it: what can be told before it is read
/// (docs/spec/fetch.md section 8, docs/spec/hazards.md 1H).
package struct DocumentListing: Sendable {
    package let resource: Resource

    package init(_ resource: Resource) { self.resource = resource }

    package var created: RecordedDate { RecordedDate(resource["created"]) }
    package var indexed: RecordedDate { RecordedDate(resource["indexed"]) }
    package var description: String? { resource["description"]?.recorded?.nonEmpty }
    package var type: String? { CodeableConcept(resource["type"])?.term }
    package var status: String? { resource["status"]?.recorded }

    /// Of several contents the first that can be read.
    private var attachment: JSONValue? {
        let attachments = resource.value.all("content").compactMap { $0["attachment"] }
        return attachments.first { $0["url"]?.recorded?.nonEmpty != nil } ?? attachments.first
    }

    package var contentType: String? { attachment?["contentType"]?.recorded?.nonEmpty }
    package var title: String? { attachment?["title"]?.recorded?.nonEmpty }
    package var url: String? { attachment?["url"]?.recorded?.nonEmpty }
    package var size: Int? { attachment?["size"]?.recorded.flatMap { Int($0) } }

    /// Without a URL there is nothing to read: the title says why (docs/spec/fetch.md section 8.4, "over 5 MB").
    package var isPlaceholder: Bool { url == nil }
}

/// One page of a search for documents.
package struct DocumentPage: Sendable {
    package let bundle: Bundle
    package let documents: [DocumentListing]
    /// The link to the following page, as sent.
    package let next: String?

    package init(_ bundle: Bundle) {
        self.bundle = bundle
        documents = bundle.resources.filter { $0.type == .documentReference }.map(DocumentListing.init)
        next = bundle.document.root.all("link").first { $0["relation"]?.isText("next") == true }?["url"]?.recorded
    }
}
