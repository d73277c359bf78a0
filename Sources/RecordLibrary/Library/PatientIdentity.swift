import FHIR
import GPConnect

/// Who a saved record is about: NHS number, family name and birth date together, because numbers are reused in test
/// systems and mistyped in real ones. The same number with another name or birth date is another person.
package struct PatientIdentity: Hashable, Sendable {
    /// As recorded; empty when the record states none.
    package let nhsNumber: String
    package let family: String
    package let birthDate: String

    package init(nhsNumber: String, family: String, birthDate: String) {
        self.nhsNumber = nhsNumber
        self.family = family
        self.birthDate = birthDate
    }

    /// What a record that states no patient is kept under.
    package static let notStated = PatientIdentity(nhsNumber: "", family: "", birthDate: "")

    /// Suppliers write one name in several cases: compared without case or surrounding blanks.
    var familyKey: String { family.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased() }
}

/// What the library says of a record's Patient besides who it is.
package struct PatientSummary: Hashable, Sendable {
    package let identity: PatientIdentity
    /// `FAMILY, Given (Prefix)`, as recorded; empty when no name is recorded.
    package let name: String
    package let gender: String?

    package static let notStated = PatientSummary(identity: .notStated, name: "", gender: nil)

    package init(identity: PatientIdentity, name: String, gender: String?) {
        self.identity = identity
        self.name = name
        self.gender = gender
    }

    /// Of the Patient that a record is about; `notStated` when it has none.
    package init(of bundle: Bundle) {
        let patient = bundle.resources.first { $0.type == .patient && !$0.isContained }
        self = patient.map(PatientSummary.init(patient:)) ?? .notStated
    }

    /// Reads a Patient resource: its official name, else its first (docs/spec/bundle.md section 4).
    package init(patient: Resource) {
        let number = patient.value.all("identifier").map(Identifier.init)
            .first { $0.system == IdentifierSystem.nhsNumber }?.value
        let names = patient.value.all("name")
        let name = names.first { $0["use"]?.isText("official") == true } ?? names.first
        let family = name?["family"]?.recorded ?? ""
        identity = PatientIdentity(
            nhsNumber: number ?? "", family: family, birthDate: patient["birthDate"]?.recorded ?? "")
        self.name = Self.words(of: name, family: family)
        gender = patient["gender"]?.recorded
    }

    private static func words(of name: JSONValue?, family: String) -> String {
        guard let name else { return "" }
        let given = name.all("given").compactMap(\.recorded).joined(separator: " ")
        let prefix = name.all("prefix").compactMap(\.recorded).joined(separator: " ")
        let both = [family.uppercased(), given].filter { !$0.isEmpty }.joined(separator: ", ")
        guard !both.isEmpty else { return name["text"]?.recorded ?? "" }
        return prefix.isEmpty ? both : "\(both) (\(prefix))"
    }
}
