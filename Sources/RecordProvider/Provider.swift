import FHIR
import GPConnect
import RecordEvaluation

/// The GP Connect interface of a practice system: a pure function of request, records, settings and clock.
package struct Provider: Sendable {
    let directory: PatientDirectory
    let configuration: ProviderConfiguration

    package init(directory: PatientDirectory, configuration: ProviderConfiguration) {
        self.directory = directory
        self.configuration = configuration
    }

    /// - Parameter now: seconds since 1970 UTC; tokens are judged by it, evaluations too unless the clock is set.
    package func answer(_ request: ProviderRequestValue, now: Int) -> ProviderAnswer {
        var trace = RequestTrace()
        var patient: NHSNumber?
        do {
            let response = try respond(request, now: now, trace: &trace, patient: &patient)
            return ProviderAnswer(
                response: response, access: access(trace, patient, status: response.status, refusal: nil))
        } catch {
            var response = error.response
            if request.method == "HEAD" { response.body = [] }
            return ProviderAnswer(
                response: response, access: access(trace, patient, status: error.status, refusal: error.code.code))
        }
    }

    private func respond(
        _ request: ProviderRequestValue, now: Int, trace: inout RequestTrace, patient: inout NHSNumber?
    ) throws(ProviderFault) -> ProviderResponseValue {
        let admission = RequestAdmission(configuration: configuration, now: now)
        let admitted = try admission.admit(request, trace: &trace)
        let clock = configuration.clock ?? EvaluationClock(unixSeconds: now)
        switch admitted.route.endpoint {
        case .structuredRecord: return try structuredRecord(request, admitted, clock, &patient)
        case .capability: return capability(admitted)
        case .findPatient: return try findPatient(request, admitted, clock, &patient)
        case .searchDocuments(let id): return try searchDocuments(request, admitted, id, clock, &patient)
        case .readDocument(let id): return try readDocument(admitted, id, clock, &patient)
        case .unofferedOperation: throw .code(.notImplemented, "This provider does not offer the operation")
        }
    }

    private func access(
        _ trace: RequestTrace, _ patient: NHSNumber?, status: Int, refusal: String?
    ) -> ProviderAccess {
        ProviderAccess(
            requester: trace.requester, consumer: trace.headers?.from, interaction: trace.headers?.interaction,
            traceID: trace.headers?.traceID, patient: patient?.digits,
            operation: trace.route?.operation ?? Route.unknown, subject: trace.route?.subject ?? Route.unknown,
            status: status, refusal: refusal)
    }
}

extension Route {
    static let unknown = "unknown path"

    /// How the log names what was asked for.
    var operation: String { row.pattern.map { $0 ?? "[id]" }.joined(separator: "/") }

    /// How the audit trail names it.
    var subject: String {
        if case .readDocument(let id) = endpoint { return "Binary/\(PercentEncoding.encode(id))" }
        return operation
    }
}

extension Provider {
    /// The order of checks is that of docs/spec/README.md question Q14: body and parameters before the patient.
    private func structuredRecord(
        _ request: ProviderRequestValue, _ admitted: AdmittedRequest, _ clock: EvaluationClock,
        _ patient: inout NHSNumber?
    ) throws(ProviderFault) -> ProviderResponseValue {
        try FormatRules.checkBody(request)
        let body = try RequestBodyText.bytes(of: request)
        let reading: RequestReading
        do { reading = try RequestReader(today: clock.today, origin: .http).read(bytes: body) } catch {
            throw ProviderFault(error)
        }
        patient = reading.request.nhsNumber.flatMap { NHSNumber($0) }
        guard let served = patient.flatMap(directory.patient(nhsNumber:)) else { throw .code(.patientNotFound) }
        try served.standing.structured().check()
        let evaluation = Evaluator.evaluate(
            served.source, reading, clock: clock, traceID: admitted.headers.traceID)
        return ProviderResponseValue(status: 200, resource: BundleWriter.bytes(evaluation))
    }

    /// Told apart by the interaction; where that names neither, by the path.
    private func capability(_ admitted: AdmittedRequest) -> ProviderResponseValue {
        var capability = admitted.headers.interaction.capability
        if capability == .foundations {
            capability = admitted.target.segments.contains("documents") ? .documents : .structured
        }
        return ProviderResponseValue(
            CapabilityStatement.of(capability).json(softwareVersion: configuration.softwareVersion))
    }

    private func findPatient(
        _ request: ProviderRequestValue, _ admitted: AdmittedRequest, _ clock: EvaluationClock,
        _ patient: inout NHSNumber?
    ) throws(ProviderFault) -> ProviderResponseValue {
        let number = try FindPatient.nhsNumber(admitted.target)
        patient = number
        let found = FindPatient(
            directory: directory, today: clock.today, daysAfterDeath: configuration.daysAfterDeath
        ).found(number)
        let root = Self.address(request, admitted.route.root)
        let bundle = SearchsetBundle(
            id: admitted.headers.traceID, root: root, total: found == nil ? 0 : 1,
            links: [("self", "\(root)/Patient?identifier=\(IdentifierSystem.nhsNumber)%7C\(number)")],
            entries: found.map { [FindPatient.entry($0)] } ?? [])
        return ProviderResponseValue(bundle.json)
    }

    private func searchDocuments(
        _ request: ProviderRequestValue, _ admitted: AdmittedRequest, _ id: String, _ clock: EvaluationClock,
        _ patient: inout NHSNumber?
    ) throws(ProviderFault) -> ProviderResponseValue {
        let query = try DocumentQuery(admitted.target.query)
        guard let served = directory.patient(logicalID: id) else { throw .code(.patientNotFound) }
        patient = served.nhsNumber
        try documentStanding(of: served, clock).check()
        let search = DocumentSearch(patient: served, query: query)
        let matches = search.matches
        let pages = DocumentPages(query: query, count: matches.count)
        let root = Self.address(request, admitted.route.root)
        let address = "\(root)/Patient/\(PercentEncoding.encode(id))/DocumentReference"
        let bundle = SearchsetBundle(
            id: admitted.headers.traceID, root: root, total: matches.count,
            links: pages.links(address: address, query: admitted.target.query),
            entries: search.entries(matches[pages.range]))
        return ProviderResponseValue(bundle.json)
    }

    private func readDocument(
        _ admitted: AdmittedRequest, _ id: String, _ clock: EvaluationClock, _ patient: inout NHSNumber?
    ) throws(ProviderFault) -> ProviderResponseValue {
        if admitted.headers.interaction == .migrateDocument {
            throw .code(.notImplemented, "This provider does not offer migration")
        }
        let unknown = ProviderFault.code(.noRecordFound)
        guard let served = directory.patient(withDocument: id) else { throw unknown }
        patient = served.nhsNumber
        let standing = documentStanding(of: served, clock)
        guard standing != .hidden else { throw unknown }
        try standing.check()
        guard let size = served.documents.byteCount(id), size <= ProviderLimits.documentBytes,
            let response = served.documents.binary(id).flatMap(BinaryAnswer.response)
        else { throw unknown }
        return response
    }

    private func documentStanding(of patient: ServedPatient, _ clock: EvaluationClock) -> PatientStanding.Standing {
        patient.standing.documents(today: clock.today, daysAfterDeath: configuration.daysAfterDeath)
    }

    /// The service root as the consumer addressed it.
    private static func address(_ request: ProviderRequestValue, _ root: String) -> String {
        "http://" + (request.values(of: "Host").first ?? "localhost") + root
    }
}

extension PatientStanding.Standing {
    func check() throws(ProviderFault) {
        switch self {
        case .served: return
        case .hidden: throw .code(.patientNotFound)
        case .dissent: throw .code(.noPatientConsent)
        }
    }
}
