import FHIR
import GPConnect

/// Every patient the provider serves, by what requests name them with.
package struct PatientDirectory: Sendable {
    private let byNHSNumber: [NHSNumber: ServedPatient]
    private let byLogicalID: [String: ServedPatient]
    private let byDocument: [String: ServedPatient]
    /// Remarks for the operator; nothing that stops the provider.
    package let notes: [String]

    /// Why the records cannot be served together, naming files and no patient.
    package struct Fault: Error, Hashable, CustomStringConvertible, Sendable {
        package let description: String
    }

    package init(_ records: [ServedRecord]) throws(Fault) {
        var byNHSNumber: [NHSNumber: ServedPatient] = [:]
        var byLogicalID: [String: ServedPatient] = [:]
        var byDocument: [String: ServedPatient] = [:]
        var notes: [String] = []
        for record in records {
            let served = try Self.patient(of: record, isTaken: { byLogicalID[$0] != nil }, notes: &notes)
            if let other = byNHSNumber[served.nhsNumber] {
                throw Fault(
                    description: "\(other.record.name) and \(record.name) carry the same NHS number; "
                        + "assign one of them another with --nhs-number NUMBER=FILE")
            }
            if let words = served.standing.words { notes.append("\(record.name): refused to consumers: \(words)") }
            byNHSNumber[served.nhsNumber] = served
            byLogicalID[served.logicalID] = served
            for id in served.documents.binaryIDs {
                if let other = byDocument.updateValue(served, forKey: id), other.record.name != record.name {
                    throw Fault(description: "\(other.record.name) and \(record.name) both hold Binary/\(id)")
                }
            }
        }
        self.byNHSNumber = byNHSNumber
        self.byLogicalID = byLogicalID
        self.byDocument = byDocument
        self.notes = notes
    }

    /// Two practices may give one logical id to two patients. The later one is known by an id of its own, so that no
    /// document search is answered for the wrong patient.
    private static func patient(
        of record: ServedRecord, isTaken: (String) -> Bool, notes: inout [String]
    ) throws(Fault) -> ServedPatient {
        let source = record.source.record
        guard let number = source.patient, let id = source.resource(number).id else {
            throw Fault(description: "\(record.name): no Patient with an id, so there is nobody to serve")
        }
        let patient = source.resource(number)
        let identifiers = patient.value.all("identifier").map(Identifier.init)
        let recorded = identifiers.first { $0.system == IdentifierSystem.nhsNumber }?.value
        guard let nhsNumber = recorded.flatMap({ NHSNumber($0) }) else {
            throw Fault(
                description: "\(record.name): the Patient's NHS number is missing or invalid; "
                    + "assign one with --nhs-number NUMBER=FILE")
        }
        var logicalID = id
        if isTaken(id) {
            logicalID = "\(id).\(nhsNumber)"
            notes.append(
                "\(record.name): another record holds Patient/\(id) too; documents know this one by its own id")
        }
        return ServedPatient(record: record, nhsNumber: nhsNumber, logicalID: logicalID, patient: patient)
    }

    func patient(nhsNumber: NHSNumber) -> ServedPatient? { byNHSNumber[nhsNumber] }

    func patient(logicalID: String) -> ServedPatient? { byLogicalID[logicalID] }

    func patient(withDocument id: String) -> ServedPatient? { byDocument[id] }

    package var count: Int { byNHSNumber.count }
}
