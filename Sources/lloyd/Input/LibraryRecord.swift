import FHIR
import Foundation
import GPConnect
import RecordLibrary
import RecordPresentation

/// A record of the library, as every view takes it.
extension SavedRecord {
    /// - Parameters:
    ///   - asOf: `--as-of`; else the retrieval day, else today in London.
    ///   - isOffline: false for a record that has just been retrieved.
    func context(_ bundle: FHIR.Bundle, asOf: CivilDate?, isOffline: Bool = true) -> RecordContext {
        let request = readRequest
        return RecordContext(
            record: StructuredRecord(bundle: bundle),
            origin: RecordOrigin(
                name: "library record \(id)", retrieved: retrieved, scope: request.map(RequestScope.init),
                provider: provenance.providerODSCode ?? provenance.provider,
                askedNHSNumber: request?.nhsNumber, isOffline: isOffline),
            referenceDay: asOf ?? retrieved?.firstDay ?? Clock.today)
    }

    /// The moment of retrieval as FHIR writes it, in UTC.
    private var retrieved: FHIRDateTime? {
        provenance.retrievedAt.flatMap { FHIRDateTime($0.formatted(.iso8601)) }
    }

    /// Whose record was asked for; nil when not known.
    var askedNHSNumber: String? { readRequest?.nhsNumber }

    /// What the record was asked for; nil when not known or not readable.
    private var readRequest: StructuredRecordRequest? {
        guard let request else { return nil }
        let reader = RequestReader(today: retrieved?.firstDay ?? Clock.today, origin: .evaluation(source: .absent))
        return (try? reader.read(bytes: request))?.request
    }
}
