/// The URIs of code systems met in a structured record (docs/spec/clinical-areas.md section 3).
package enum CodeSystem {
    package static let snomed = "http://snomed.info/sct"
    package static let secondaryList = "https://fhir.hl7.org.uk/STU3/CodeSystem/GPConnect-SecondaryListValues-1"
    package static let listEmptyReason = "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-ListEmptyReasonCode-1"
    package static let listOrder = "http://hl7.org/fhir/list-order"
    package static let spineError = "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1"

    /// How a code system is named to a person; systems not listed are shown by their URI.
    package static let names: [String: String] = [
        snomed: "SNOMED CT",
        "http://read.info/readv2": "Read v2",
        "http://read.info/ctv3": "CTV3",
        "https://fhir.hl7.org.uk/Id/emis-drug-codes": "EMIS drug",
        "https://fhir.hl7.org.uk/Id/egton-codes": "EGTON",
        "https://fhir.hl7.org.uk/Id/multilex-drug-codes": "Multilex",
        "https://fhir.hl7.org.uk/Id/resipuk-gemscript-drug-codes": "Gemscript",
        "http://unitsofmeasure.org": "UCUM",
    ]

    /// Both URIs of the null flavour system.
    package static let nullFlavours = [
        "http://hl7.org/fhir/v3/NullFlavor", "http://terminology.hl7.org/CodeSystem/v3-NullFlavor",
    ]
}

/// The URIs of identifier systems (docs/spec/bundle.md section 8).
package enum IdentifierSystem {
    package static let nhsNumber = "https://fhir.nhs.uk/Id/nhs-number"
    package static let odsOrganisation = "https://fhir.nhs.uk/Id/ods-organization-code"
    package static let odsSite = "https://fhir.nhs.uk/Id/ods-site-code"
    package static let sdsUser = "https://fhir.nhs.uk/Id/sds-user-id"
    package static let sdsRoleProfile = "https://fhir.nhs.uk/Id/sds-role-profile-id"
    package static let gmcNumber = "https://fhir.hl7.org.uk/Id/gmc-number"
    package static let gmpNumber = "https://fhir.hl7.org.uk/Id/gmp-number"
    package static let prescriptionItem = "https://fhir.nhs.uk/Id/prescription-order-item-number"
    package static let prescription = "https://fhir.nhs.uk/Id/prescription-order-number"
    package static let ubrn = "https://fhir.nhs.uk/Id/UBRN"
    package static let crossCareSetting = "https://fhir.nhs.uk/Id/cross-care-setting-identifier"
    package static let laboratoryReport = "2.16.840.1.113883.2.1.4.5.5"

    /// How an identifier system is named to a person; systems not listed are shown by their URI.
    package static let names: [String: String] = [
        nhsNumber: "NHS number",
        odsOrganisation: "ODS organisation code",
        odsSite: "ODS site code",
        sdsUser: "SDS user id",
        sdsRoleProfile: "SDS role profile id",
        gmcNumber: "GMC number",
        gmpNumber: "GMP number",
        prescriptionItem: "Prescription item number",
        prescription: "Prescription number",
        ubrn: "UBRN",
        crossCareSetting: "Cross-care-setting identifier",
        laboratoryReport: "Laboratory report id",
        "urn:oid:" + laboratoryReport: "Laboratory report id",
    ]
}
