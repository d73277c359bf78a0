import FHIR
import GPConnect
import RecordEvaluation

/// One record that the provider answers from, read once at its start.
package struct ServedRecord: Sendable {
    /// How messages name it: its file.
    package let name: String
    let source: SourceRecord
    /// Binary resources that lie beside the record.
    let documents: [Binary]

    package init(name: String, source: SourceRecord, documents: [Binary] = []) {
        self.name = name
        self.source = source
        self.documents = documents
    }
}

/// A patient as the provider knows them.
struct ServedPatient: Sendable {
    let record: ServedRecord
    let nhsNumber: NHSNumber
    /// The id by which the documents interface knows the patient.
    let logicalID: String
    let patient: Resource
    let standing: PatientStanding
    let documents: PatientDocuments

    init(record: ServedRecord, nhsNumber: NHSNumber, logicalID: String, patient: Resource) {
        self.record = record
        self.nhsNumber = nhsNumber
        self.logicalID = logicalID
        self.patient = patient
        standing = PatientStanding(patient: patient, switches: record.source.switches)
        documents = PatientDocuments(record: record)
    }

    var source: SourceRecord { record.source }
}
