import FHIR
import GPConnect

/// What is known of the patient before a record arrives; nil where nothing is known.
package struct ExpectedPatient: Hashable, Sendable {
    package var nhsNumber: String
    package var family: String?
    package var given: String?
    package var birthDate: String?
    package var gender: String?

    package init(
        nhsNumber: String, family: String? = nil, given: String? = nil, birthDate: String? = nil,
        gender: String? = nil
    ) {
        self.nhsNumber = nhsNumber
        self.family = family
        self.given = given
        self.birthDate = birthDate
        self.gender = gender
    }
}

/// A difference between the patient asked for and the one answered about, to be shown to the user
/// (docs/spec/warnings.md section 7, rows 6).
package struct PatientMismatch: Hashable, Sendable {
    package enum Field: String, CaseIterable, Sendable {
        case nhsNumber = "NHS number"
        case family = "family name"
        case given = "given name"
        case birthDate = "birth date"
        case gender = "sex"
    }

    package let field: Field
    package let expected: String
    /// Nil when the answer states none.
    package let found: String?
}

extension ExpectedPatient {
    /// What is to be said of the patient or patients that a Bundle names.
    package func warnings(in bundle: Bundle) -> [FetchWarning] {
        let patients = bundle.resources.filter { $0.type == .patient && !$0.isContained }
        guard let first = patients.first else { return [.patientMissing(asked: nhsNumber)] }
        return (patients.count > 1 ? [.severalPatients(patients.count)] : [])
            + differences(in: first).map(FetchWarning.patientDiffers)
    }

    package func differences(in patient: Resource) -> [PatientMismatch] {
        PatientMismatch.Field.allCases.compactMap { field in
            guard let expected = value(of: field) else { return nil }
            let found = Self.value(of: field, in: patient.value)
            return Self.isSame(expected, found, field)
                ? nil : PatientMismatch(field: field, expected: expected, found: found)
        }
    }

    private func value(of field: PatientMismatch.Field) -> String? {
        switch field {
        case .nhsNumber: nhsNumber
        case .family: family
        case .given: given
        case .birthDate: birthDate
        case .gender: gender
        }
    }

    private static func value(of field: PatientMismatch.Field, in patient: JSONValue) -> String? {
        let names = patient.all("name")
        let name = names.first { $0["use"]?.isText("official") == true } ?? names.first
        switch field {
        case .nhsNumber:
            return patient.all("identifier").map(Identifier.init)
                .first { $0.system == IdentifierSystem.nhsNumber }?.value
        case .family: return name?["family"]?.recorded
        case .given: return name?.all("given").first?.recorded
        case .birthDate: return patient["birthDate"]?.recorded
        case .gender: return patient["gender"]?.recorded
        }
    }

    /// Names are compared without case and surrounding blanks; anything else exactly.
    private static func isSame(_ expected: String, _ found: String?, _ field: PatientMismatch.Field) -> Bool {
        guard let found else { return false }
        guard field == .family || field == .given else { return expected == found }
        let words = [expected, found].map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        }
        return words[0] == words[1]
    }
}
