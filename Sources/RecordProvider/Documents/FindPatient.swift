import FHIR
import GPConnect

/// `GET /Patient?identifier=`: the logical id of a patient at this practice (docs/spec/fetch.md section 8.2).
struct FindPatient {
    let directory: PatientDirectory
    let today: CivilDate
    let daysAfterDeath: Int

    /// The number asked for.
    static func nhsNumber(_ target: RequestTarget) throws(ProviderFault) -> NHSNumber {
        // Names are case-sensitive: another spelling is no identifier, and none may stand beside the right one.
        let items = target.query.filter { $0.name.lowercased() == "identifier" }
        guard items.count < 2 else { throw .badRequest("identifier occurs more than once") }
        guard let token = items.first(where: { $0.name == "identifier" })?.value else {
            throw .badRequest("identifier is missing")
        }
        let parts = token.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { throw .invalidParameter("identifier has no system") }
        guard !parts[1].isEmpty else { throw .invalidParameter("identifier has no value") }
        guard parts[0] == IdentifierSystem.nhsNumber else {
            throw .code(.invalidIdentifierSystem, "identifier: the system is not that of NHS numbers")
        }
        guard let number = NHSNumber(String(parts[1])) else {
            throw .code(.invalidNHSNumber, "identifier: not a valid NHS number")
        }
        return number
    }

    /// A patient who may not be told of gives the same empty Bundle as one who is not known. One who dissents is
    /// found: the search for documents says so.
    func found(_ number: NHSNumber) -> ServedPatient? {
        guard let patient = directory.patient(nhsNumber: number) else { return nil }
        let standing = patient.standing.documents(today: today, daysAfterDeath: daysAfterDeath)
        return standing == .hidden ? nil : patient
    }

    /// The Patient as recorded, under the id that the documents interface knows, with a version.
    static func entry(_ patient: ServedPatient) -> SearchsetBundle.Entry {
        let value = patient.patient.value
        var changes: [(name: String, value: JSONText?)] = []
        if patient.logicalID != patient.patient.id { changes.append(("id", .string(patient.logicalID))) }
        if value["meta"]?["versionId"] == nil {
            let version: [(name: String, value: JSONText?)] = [("versionId", .string("1"))]
            let meta = value["meta"]?.text(replacing: version) ?? .object([("versionId", .string("1"))])
            changes.append(("meta", meta))
        }
        let resource = changes.isEmpty ? JSONText.source(value.source) : value.text(replacing: changes)
        return SearchsetBundle.Entry(type: "Patient", id: patient.logicalID, resource: resource, mode: "match")
    }
}
