import FHIR
import Foundation
import GPConnect
import RecordLibrary
import RecordPresentation

/// A record of the library, as every view takes it.
extension SavedRecord {
    /// - Parameter asOf: `--as-of`; else the retrieval day, else today in London.
    func context(_ bundle: FHIR.Bundle, asOf: CivilDate?) -> RecordContext {
        RecordContext(
            record: StructuredRecord(bundle: bundle),
            origin: RecordOrigin(
                name: "library record \(id)", retrieved: retrieved, scope: scope,
                provider: provenance.providerODSCode ?? provenance.provider),
            referenceDay: asOf ?? retrieved?.firstDay ?? Clock.today)
    }

    /// The moment of retrieval as FHIR writes it, in UTC.
    private var retrieved: FHIRDateTime? {
        provenance.retrievedAt.flatMap { FHIRDateTime($0.formatted(.iso8601)) }
    }

    /// What the record was asked for; nil when not known or not readable.
    private var scope: RequestScope? {
        guard let request else { return nil }
        let reader = RequestReader(today: retrieved?.firstDay ?? Clock.today, origin: .evaluation(source: .absent))
        return (try? reader.read(bytes: request)).map { RequestScope($0.request) }
    }
}
