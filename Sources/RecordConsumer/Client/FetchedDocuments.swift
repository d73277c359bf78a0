import FHIR
import GPConnect

import struct Foundation.Date

/// The documents of one patient that a search found.
package struct FoundDocuments: Sendable {
    /// As the practice knows him.
    package let patient: Resource
    package let pages: [DocumentPage]
    package let traceID: String
    package let retrievedAt: Date
    package let warnings: [FetchWarning]

    package var documents: [DocumentListing] { pages.flatMap(\.documents) }
}

/// A document as a provider sent it.
package struct FetchedDocument: Sendable {
    package let body: DocumentBody
    package let url: String
    package let traceID: String
    package let retrievedAt: Date
    package let warnings: [FetchWarning]
}

/// Which document is to be read, and what is known of it.
package struct DocumentRequest: Hashable, Sendable {
    /// `Binary/ID`, an id alone or a URL as recorded.
    package let reference: String
    package var nhsNumber: String?
    /// Of the attachment, as its reference states them.
    package var statedSize: Int?
    package var statedContentType: String?

    package init(
        reference: String, nhsNumber: String? = nil, statedSize: Int? = nil, statedContentType: String? = nil
    ) {
        self.reference = reference
        self.nhsNumber = nhsNumber
        self.statedSize = statedSize
        self.statedContentType = statedContentType
    }

    /// What a DocumentReference points to.
    ///
    /// - Throws: `FetchFailure` with the attachment's title when it points to nothing.
    package init(_ listing: DocumentListing, nhsNumber: String? = nil) throws(FetchFailure) {
        guard let url = listing.url else { throw FetchFailure(.placeholder(reason: listing.title)) }
        self.init(
            reference: url, nhsNumber: nhsNumber, statedSize: listing.size, statedContentType: listing.contentType)
    }
}

extension ProviderClient {
    /// The patient as the practice knows him; nil when it has no such patient whose documents it may show. For
    /// documents only (docs/spec/fetch.md section 8.2).
    ///
    /// - Throws: `FetchFailure` also when the answer names more than one.
    package func findPatient(_ number: NHSNumber) async throws(FetchFailure) -> Resource? {
        let (bundle, exchange) = try await perform(
            .findPatient(number), patient: number.digits, read: AnswerReading.bundle)
        let patients = bundle.resources.filter { $0.type == .patient && !$0.isContained }
        guard Set(patients.map(\.id)).count <= 1 else {
            throw FetchFailure(
                .unexpectedResource(expected: "one Patient", found: "\(patients.count) of them"),
                traceID: exchange.request.traceID)
        }
        return patients.first
    }

    /// Searches a patient's documents, all pages of them.
    package func searchDocuments(
        of number: NHSNumber, _ search: DocumentSearch = DocumentSearch()
    ) async throws(FetchFailure) -> FoundDocuments {
        guard let patient = try await findPatient(number), let id = patient.id else {
            throw FetchFailure(.provider(code: SpineErrorCode.patientNotFound.code))
        }
        let expected = ExpectedPatient(nhsNumber: number.digits)
        var operation = ProviderOperation.searchDocuments(patientID: id, search)
        var pages: [DocumentPage] = []
        var found = expected.differences(in: patient).map(FetchWarning.patientDiffers)
        var visited: Set<String> = []
        while true {
            let (bundle, exchange) = try await perform(operation, patient: number.digits, read: AnswerReading.bundle)
            pages.append(DocumentPage(bundle))
            let news = patientWarnings(pages[pages.count - 1], expected) + warnings(exchange.answer)
            for warning in news where !found.contains(warning) { found.append(warning) }
            guard let next = pages.last?.next else {
                return FoundDocuments(
                    patient: patient, pages: pages, traceID: exchange.request.traceID,
                    retrievedAt: exchange.answer.receivedAt,
                    warnings: found)
            }
            guard pages.count < options.pageLimit, visited.insert(next).inserted else {
                throw FetchFailure(.tooManyPages(limit: options.pageLimit), traceID: exchange.request.traceID)
            }
            guard let address = builder.address(ofLink: next, in: operation) else {
                throw FetchFailure(.unusableAddress(next))
            }
            operation = .documentsPage(address)
        }
    }

    /// A page without documents need not name the patient.
    private func patientWarnings(_ page: DocumentPage, _ expected: ExpectedPatient) -> [FetchWarning] {
        let isEmpty = page.bundle.entries.allSatisfy { $0.resource == nil }
        return isEmpty ? [] : expected.warnings(in: page.bundle)
    }

    /// Reads one document: straight by its reference, without a search before.
    package func document(
        _ wanted: DocumentRequest, progress: Progress? = nil
    ) async throws(FetchFailure) -> FetchedDocument {
        if let size = wanted.statedSize, size > options.document.bytes {
            throw FetchFailure(.documentTooLarge(size: size, limit: options.document.bytes))
        }
        let (location, warning) = try locate(wanted.reference)
        let (body, exchange) = try await perform(
            .readDocument(location), patient: wanted.nhsNumber, progress: progress, read: AnswerReading.document)
        return FetchedDocument(
            body: body, url: exchange.request.url.description, traceID: exchange.request.traceID,
            retrievedAt: exchange.answer.receivedAt,
            warnings: [warning].compactMap(\.self) + Self.warnings(wanted, body)
                + warnings(exchange.answer).filter { !$0.isAboutFormat })
    }

    /// A URL at the configured provider is asked as it stands. One at another host is not, since the request says who
    /// asks about whom: the configured provider is asked for the same id, with a warning.
    private func locate(_ reference: String) throws(FetchFailure) -> (DocumentLocation, FetchWarning?) {
        let segments = reference.split(separator: "/", omittingEmptySubsequences: false)
        guard let id = segments.last.map(String.init), !id.isEmpty,
            segments.count == 1 || segments[segments.count - 2] == "Binary"
        else { throw FetchFailure(.unusableAddress(reference)) }
        guard let address = WebAddress(builder.withoutProxy(reference)) else { return (.id(id), nil) }
        guard let root = builder.provider.documents else {
            throw FetchFailure(.notConfigured("documents_url of provider \(builder.provider.name)"))
        }
        if address.hasSameOrigin(as: root.address) { return (.url(address), nil) }
        return (.id(id), .otherHost(address.host))
    }

    private static func warnings(_ wanted: DocumentRequest, _ body: DocumentBody) -> [FetchWarning] {
        var warnings: [FetchWarning] = []
        if let stated = wanted.statedSize, stated != body.content.count {
            warnings.append(.sizeDiffers(stated: stated, found: body.content.count))
        }
        if let stated = wanted.statedContentType {
            let types = [stated, body.contentType].map { $0.flatMap(ContentType.init)?.type }
            if types[0] != types[1] { warnings.append(.contentTypeDiffers(stated: stated, found: body.contentType)) }
        }
        return warnings
    }
}

extension FetchWarning {
    /// A document may come as itself: that it was not sent as FHIR is no news.
    fileprivate var isAboutFormat: Bool {
        if case .sentAs = self { true } else { false }
    }
}
