/// The codes of Spine-ErrorOrWarningCode-1 with the HTTP status and issue type they travel with
/// (docs/spec/parameters.md section 5, docs/spec/fetch.md section 7).
package struct SpineErrorCode: Hashable, Sendable {
    package let code: String
    package let httpStatus: Int
    package let issueType: String
    package let display: String

    private init(_ code: String, _ httpStatus: Int, _ issueType: String, _ display: String) {
        self.code = code
        self.httpStatus = httpStatus
        self.issueType = issueType
        self.display = display
    }

    package static let badRequest = SpineErrorCode("BAD_REQUEST", 400, "invalid", "Bad request")
    package static let invalidResource = SpineErrorCode(
        "INVALID_RESOURCE", 422, "invalid", "Invalid validation of resource")
    package static let invalidParameter = SpineErrorCode("INVALID_PARAMETER", 422, "invalid", "Invalid parameter")
    package static let invalidIdentifierSystem = SpineErrorCode(
        "INVALID_IDENTIFIER_SYSTEM", 400, "value", "Invalid identifier system")
    package static let invalidNHSNumber = SpineErrorCode("INVALID_NHS_NUMBER", 400, "value", "Invalid NHS number")
    package static let patientNotFound = SpineErrorCode("PATIENT_NOT_FOUND", 404, "not-found", "Patient not found")
    package static let noPatientConsent = SpineErrorCode(
        "NO_PATIENT_CONSENT", 403, "forbidden", "Patient has not provided consent to share data")
    package static let noOrganisationConsent = SpineErrorCode(
        "NO_ORGANISATION_CONSENT", 403, "forbidden", "Organisation has not provided consent to share data")
    package static let accessDenied = SpineErrorCode("ACCESS_DENIED", 403, "forbidden", "Access denied")
    package static let referenceNotFound = SpineErrorCode(
        "REFERENCE_NOT_FOUND", 422, "invalid", "Reference not found")
    package static let noRecordFound = SpineErrorCode("NO_RECORD_FOUND", 404, "not-found", "No record found")
    package static let notImplemented = SpineErrorCode("NOT_IMPLEMENTED", 501, "not-supported", "Not implemented")
    package static let internalServerError = SpineErrorCode(
        "INTERNAL_SERVER_ERROR", 500, "processing", "Internal server error")
    package static let conflictingValues = SpineErrorCode(
        "CONFLICTING_VALUES", 400, "invalid", "Conflicting values have been specified in different fields")
    package static let invalidIdentifierValue = SpineErrorCode(
        "INVALID_IDENTIFIER_VALUE", 400, "value", "Invalid identifier value")
    package static let noRelationship = SpineErrorCode(
        "NO_RELATIONSHIP", 403, "forbidden", "No legitimate relationship exists with this patient")
    package static let organisationNotFound = SpineErrorCode(
        "ORGANISATION_NOT_FOUND", 404, "not-found", "Organisation record not found")
    package static let practitionerNotFound = SpineErrorCode(
        "PRACTITIONER_NOT_FOUND", 404, "not-found", "Practitioner record not found")
    package static let duplicateRejected = SpineErrorCode(
        "DUPLICATE_REJECTED", 409, "duplicate", "Create would lead to creation of a duplicate resource")
    package static let invalidPatientDemographics = SpineErrorCode(
        "INVALID_PATIENT_DEMOGRAPHICS", 400, "value", "Invalid patient demographics (that is, PDS trace failed)")

    package static let all: [SpineErrorCode] = [
        badRequest, invalidResource, invalidParameter, invalidIdentifierSystem, invalidNHSNumber, patientNotFound,
        noPatientConsent, noOrganisationConsent, accessDenied, referenceNotFound, noRecordFound, notImplemented,
        internalServerError, conflictingValues, invalidIdentifierValue, noRelationship, organisationNotFound,
        practitionerNotFound, duplicateRejected, invalidPatientDemographics,
    ]

    /// Reads leniently: the value set writes `ACCESS DENIED` and `NO_ORGANISATIONAL_CONSENT`
    /// (docs/spec/README.md question Q8).
    package static func known(_ code: String) -> SpineErrorCode? {
        let spelled = code == "ACCESS DENIED" ? "ACCESS_DENIED" : code
        return all.first { $0.code == (spelled == "NO_ORGANISATIONAL_CONSENT" ? "NO_ORGANISATION_CONSENT" : spelled) }
    }
}
