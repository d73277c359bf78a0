import Foundation
import Testing

@Suite("The full record uses every element that the viewer shows")
struct FieldPathTests {
    /// docs/spec/clinical-areas.md 4 to 13. An extension is named by the end of its url, its parts by theirs.
    static let paths: KeyValuePairs<String, String> = [
        "Patient": """
        identifier.value identifier.extension(NHSNumberVerificationStatus-1) name.use name.family name.given
        name.prefix gender birthDate address.line address.city address.district address.postalCode address.use
        telecom.system telecom.value telecom.use contact.relationship.text contact.name contact.telecom
        contact.address generalPractitioner managingOrganization
        extension(RegistrationDetails-1).registrationPeriod extension(RegistrationDetails-1).registrationType
        extension(RegistrationDetails-1).registrationStatus
        extension(RegistrationDetails-1).preferredBranchSurgery extension(NHSCommunication-1).language
        extension(NHSCommunication-1).preferred extension(NHSCommunication-1).modeOfCommunication
        extension(NHSCommunication-1).communicationProficiency extension(NHSCommunication-1).interpreterRequired
        """,
        "AllergyIntolerance": """
        clinicalStatus verificationStatus code.text code.coding.userSelected
        code.coding.extension(coding-sctdescid).descriptionId
        code.coding.extension(coding-sctdescid).descriptionDisplay category type criticality onsetDateTime
        assertedDate lastOccurrence recorder asserter reaction.manifestation reaction.description
        reaction.severity reaction.exposureRoute note.text note.time note.authorReference
        extension(encounter-associatedEncounter) extension(AllergyIntoleranceEnd-1).endDate
        extension(AllergyIntoleranceEnd-1).reasonEnded meta.security identifier.value
        """,
        "Medication": "code.text code.coding.code",
        "MedicationStatement": """
        extension(PrescribingAgency-1).valueCodeableConcept.text extension(MedicationStatementLastIssueDate-1)
        extension(MedicationStatementDosageLastChanged-1) status effectivePeriod.start effectivePeriod.end
        dosage.text dosage.patientInstruction dateAsserted note.text taken context basedOn medicationReference
        """,
        "MedicationRequest plan": """
        extension(PrescriptionType-1) extension(MedicationRepeatInformation-1).numberOfRepeatPrescriptionsAllowed
        extension(MedicationRepeatInformation-1).numberOfRepeatPrescriptionsIssued
        extension(MedicationRepeatInformation-1).authorisationExpiryDate
        extension(MedicationStatusReason-1).statusReason extension(MedicationStatusReason-1).statusChangeDate
        status authoredOn requester.agent requester.onBehalfOf recorder note.text dosageInstruction.text
        dosageInstruction.patientInstruction dispenseRequest.validityPeriod.start
        dispenseRequest.validityPeriod.end dispenseRequest.quantity.value dispenseRequest.quantity.unit
        dispenseRequest.quantity.extension(MedicationQuantityText-1) dispenseRequest.expectedSupplyDuration.value
        priorPrescription context
        """,
        "MedicationRequest order": """
        extension(PrescriptionType-1) status authoredOn requester.agent recorder basedOn groupIdentifier.value
        identifier.value dispenseRequest.validityPeriod.start dispenseRequest.validityPeriod.end
        dispenseRequest.quantity.value dispenseRequest.quantity.extension(MedicationQuantityText-1)
        dispenseRequest.expectedSupplyDuration.value dispenseRequest.performer note.text dosageInstruction.text
        context
        """,
        "Encounter": """
        period.start period.end length.value type.text type.coding.code status participant.individual
        participant.type.coding.code location.location serviceProvider meta.security
        """,
        "List": """
        extension(RelatedProblemHeader-1).target extension(RelatedProblemHeader-1).valueReference
        entry.item.reference entry.item.display title date encounter
        """,
        "Condition": """
        code.text clinicalStatus extension(ProblemSignificance-1)
        extension(ActualProblem-1).valueReference.reference
        extension(RelatedClinicalContent-1).valueReference.reference
        extension(RelatedClinicalContent-1).valueReference.display extension(RelatedProblemHeader-1).type
        extension(RelatedProblemHeader-1).target category onsetDateTime abatementDateTime assertedDate asserter
        context note.text
        """,
        "Immunization": """
        extension(VaccinationProcedure-1) notGiven vaccineCode date extension(DateRecorded-1) primarySource
        reportOrigin.text extension(ParentPresent-1) lotNumber expirationDate manufacturer site route
        doseQuantity.value practitioner.role practitioner.actor explanation.reason explanation.reasonNotGiven
        vaccinationProtocol.doseSequence vaccinationProtocol.seriesDoses vaccinationProtocol.description
        vaccinationProtocol.targetDisease vaccinationProtocol.doseStatus location encounter status note.text
        """,
        "Observation": """
        code.text effectiveDateTime effectivePeriod.start effectivePeriod.end issued valueQuantity.value
        valueQuantity.unit valueQuantity.comparator valueString valueCodeableConcept valueDateTime valueRatio
        valueRange valueBoolean interpretation referenceRange.low referenceRange.high referenceRange.text comment
        bodySite performer context status component.code component.valueQuantity component.valueString
        component.dataAbsentReason dataAbsentReason related.type related.target specimen method
        """,
        "DiagnosticReport": """
        issued code status category conclusion codedDiagnosis performer.actor identifier.system result specimen
        basedOn context
        """,
        "Specimen": """
        type accessionIdentifier.value collection.collectedDateTime collection.collectedPeriod receivedTime
        collection.bodySite collection.collector note.text collection.extension(FastingStatus-1)
        """,
        "ProcedureRequest order":
            "code.text code.coding.code requester.agent performer reasonCode reasonReference note.text status intent",
        "ReferralRequest": """
        reasonCode authoredOn status priority requester.agent requester.onBehalfOf recipient serviceRequested
        specialty description note.text supportingInfo identifier.value intent context
        """,
        "ProcedureRequest plan": """
        code occurrenceDateTime occurrencePeriod.start occurrencePeriod.end authoredOn context requester.agent
        reasonCode note.text status
        """,
        "DocumentReference": """
        description type.text created indexed author custodian content.attachment.contentType
        content.attachment.size content.attachment.url content.attachment.title context.encounter
        context.practiceSetting context.related securityLabel meta.security status
        """,
        "Practitioner": "identifier.value name.family name.text gender",
        "PractitionerRole": "practitioner organization code telecom",
        "Organization": "identifier.value name address telecom type extension(MainLocation-1)",
        "Location": "name address telecom type managingOrganization",
        "HealthcareService": "name providedBy telecom",
    ]

    @Test("every path of", arguments: paths.map(\.key))
    func pathsOccur(resource: String) throws {
        let paths = try #require(Self.paths.first { $0.key == resource }).value
        let parts = resource.split(separator: " ")
        let record = try SampleData.record()
        let contained = record.resources("List").flatMap { $0["contained"] as? [[String: Any]] ?? [] }
        let chosen = (record.resources + contained).filter {
            $0["resourceType"] as? String == String(parts[0])
                && (parts.count == 1 || $0["intent"] as? String == String(parts[1]))
        }
        let found = Set(chosen.flatMap { Self.paths(in: $0) })
        for path in paths.split(whereSeparator: \.isWhitespace) {
            #expect(found.contains(String(path)), "\(resource) has no \(path)")
        }
    }

    /// The paths of everything in `resource`, arrays passed over.
    private static func paths(in resource: [String: Any]) -> [String] {
        var found: [String] = []
        var waiting: [(String, Any)] = resource.map { ($0.key, $0.value) }
        while let (path, value) = waiting.popLast() {
            if let array = value as? [Any] {
                waiting += array.map { (path, $0) }
                continue
            }
            let place = named(path, value)
            found.append(place)
            if let object = value as? [String: Any] {
                waiting += object.map { ("\(place).\($0.key)", $0.value) }
            }
        }
        return found
    }

    private static func named(_ path: String, _ value: Any) -> String {
        guard path == "extension" || path.hasSuffix(".extension"),
            let url = (value as? [String: Any])?["url"] as? String
        else { return path }
        let parent = path.dropLast("extension".count)
        guard url.contains("/") else { return "\(parent)\(url)" }
        let last = url.split(separator: "/").last.map(String.init) ?? url
        let name = ["Extension-", "CareConnect-", "GPC-"].reduce(last) {
            $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0
        }
        return "\(parent)extension(\(name))"
    }

    @Test(
        "partial dates occur wherever a date may be partial",
        arguments: [
            "assertedDate", "onsetDateTime", "abatementDateTime", "lastOccurrence", "effectiveDateTime",
            "occurrenceDateTime", "authoredOn", "created",
            "date", "start", "end", "endDate",
        ])
    func partialDates(key: String) throws {
        let values = JSON.objects(in: try SampleData.record().resources).compactMap { object -> String? in
            object["url"] as? String == key ? object["valueDateTime"] as? String : object[key] as? String
        }
        #expect(values.contains { $0.count == 4 || $0.count == 7 }, "no partial \(key)")
    }

    @Test("decimals keep their trailing zeros", arguments: ["84.50", "78.60", "29.60", "4.80", "4.50", "0.0", "7.50"])
    func trailingZeros(number: String) throws {
        let text = String(decoding: try SampleData.bytes("full-record.json"), as: UTF8.self)
        #expect(text.contains("\"value\": \(number),\n") || text.contains("\"value\": \(number)\n"))
    }
}
