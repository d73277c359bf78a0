import FHIR
import GPConnect
import RecordConsumer
import RecordLibrary
import RecordPresentation

extension FoundDocuments {
    /// Keeps the answer for review without the provider, under the patient that the practice named.
    func keep(
        in library: Library, _ search: DocumentSearch, _ provider: ProviderConfiguration,
        isCalledOff: () -> Bool = { false }
    ) throws -> SavedSearch {
        try library.saveSearch(
            pages.map(\.bundle), patient: PatientSummary(patient: patient), parameters: search.words,
            provenance: Provenance(
                origin: .fetched, retrievedAt: retrievedAt, provider: provider.name,
                providerODSCode: provider.odsCode?.description, providerASID: provider.asid.description,
                traceID: traceID), isCalledOff: isCalledOff)
    }
}

extension DocumentSearch {
    /// `created from 01-Jan-2024, written by B82617`; empty for every document.
    var words: String {
        let parts: [String?] = [
            createdFrom.map { "created from \(DateFormat.day($0))" },
            createdTo.map { "created to \(DateFormat.day($0))" },
            author.map { "written by \($0)" }, description.map { "with the words \($0)" },
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}

extension Library {
    /// The documents of a kept search, as they were found.
    func documents(ofSearch id: Int64) throws -> [DocumentListing] {
        try pages(ofSearch: id).flatMap { DocumentPage(try Bundle(bytes: $0)).documents }
    }
}
