import FHIR
import GPConnect

/// Who the record is about: on every screen, in this reading order (docs/spec/display.md sections 1 and 2).
package struct PatientBanner: Sendable {
    /// `FAMILY, Given (Title)`.
    package let name: String
    /// `14-Feb-1950 (74y)`; `Not Known` when none is recorded.
    package let born: String
    package let gender: String
    /// Grouped 3 3 4.
    package let nhsNumber: String
    /// Words after the number when it is not known to be verified: `NOT VERIFIED, trace required`.
    package let nhsNumberCaution: String?
    package let isDeceased: Bool
    /// `03-Mar-2021`, or `date not recorded`; nil for the living.
    package let died: String?
    /// `71y`, without brackets.
    package let ageAtDeath: String?
    package let allergies: AllergyLabel
    package let preferredName: String?
    /// The elements of the usual address, to be cut after a whole one.
    package let address: [String]
    /// Home, Work, Mobile, Email in this order, each labelled.
    package let contacts: [DetailField]
    /// Nil when the record holds no Patient.
    package let patient: Int?
    package let marks: [Mark]
}

extension PatientBanner {
    package static func of(_ context: RecordContext) -> PatientBanner {
        let record = context.record
        guard let number = record.patient else { return withoutPatient(context) }
        let patient = record.resource(number).value
        let birth = RecordedDate(patient["birthDate"])
        let deathDate = RecordedDate(patient["deceasedDateTime"])
        let isDeceased = isDeceased(patient)
        let number10 = NHSNumberText(patient)
        return PatientBanner(
            name: scrub(NameFormat.patient(NameFormat.official(of: patient))),
            born: scrub(born(birth, isDeceased ? nil : context.referenceDay)), gender: scrub(gender(patient)),
            nhsNumber: scrub(number10.text), nhsNumberCaution: number10.caution.map(scrub), isDeceased: isDeceased,
            died: isDeceased ? scrub(DateFormat.day(deathDate, missing: "date not recorded")) : nil,
            ageAtDeath: isDeceased ? age(birth, at: deathDate) : nil, allergies: AllergyLabel.of(record),
            preferredName: preferredName(patient).map(scrub), address: address(patient).map(scrub),
            contacts: contacts(patient), patient: number, marks: marks(context))
    }

    /// Any word of a death counts, even beside one that denies it or in a shape that is no date.
    private static func isDeceased(_ patient: JSONValue) -> Bool {
        patient.members.contains { member in
            member.name.hasPrefix("deceased") && member.value.kind != .null && member.value.bool != false
        }
    }

    private static func scrub(_ text: String) -> String { DisplayText.scrub(text) }

    private static func withoutPatient(_ context: RecordContext) -> PatientBanner {
        PatientBanner(
            name: "PATIENT IDENTITY NOT SUPPLIED", born: "Not Known", gender: "Not Known", nhsNumber: "Not Known",
            nhsNumberCaution: nil, isDeceased: false, died: nil, ageAtDeath: nil,
            allergies: AllergyLabel.of(context.record),
            preferredName: nil, address: [], contacts: [], patient: nil,
            marks: [.alert("patient identity not supplied")] + marks(context))
    }

    private static func born(_ birth: RecordedDate, _ day: CivilDate?) -> String {
        let text = DateFormat.day(birth, missing: "Not Known")
        guard let day, let date = birth.date, let age = Age.text(born: date, on: day) else { return text }
        return "\(text) (\(age))"
    }

    private static func age(_ birth: RecordedDate, at death: RecordedDate) -> String? {
        guard let birth = birth.date, let death = death.date else { return nil }
        return Age.text(born: birth, on: death.firstDay)
    }

    private static let genders = ["male": "Male", "female": "Female", "unknown": "Not Known", "other": "Other"]

    private static func gender(_ patient: JSONValue) -> String {
        guard let code = patient["gender"]?.recorded?.nonEmpty else { return "Not Known" }
        return genders[code] ?? code
    }

    private static func preferredName(_ patient: JSONValue) -> String? {
        let name = patient.all("name").first { name in
            name["use"]?.isText("nickname") == true || name["use"]?.isText("usual") == true
        }
        guard let name, name != NameFormat.official(of: patient) else { return nil }
        let given = name.all("given").compactMap { $0.recorded?.nonEmpty }.joined(separator: " ")
        return given.nonEmpty ?? name["text"]?.recorded?.nonEmpty
    }

    private static func address(_ patient: JSONValue) -> [String] {
        let addresses = patient.all("address")
        let usual = addresses.first { $0["use"]?.isText("home") == true } ?? addresses.first { !isOld($0) }
        return usual.map(AddressFormat.elements) ?? []
    }

    /// An address or number that no longer holds is in the patient's detail only.
    private static func isOld(_ value: JSONValue) -> Bool { value["use"]?.isText("old") == true }

    private static let contactOrder = ["Home", "Work", "Mobile", "Telephone", "Email", "Other"]

    private static func contacts(_ patient: JSONValue) -> [DetailField] {
        let fields = patient.all("telecom").filter { !isOld($0) }.compactMap { telecom -> DetailField? in
            guard let value = telecom["value"]?.recorded?.nonEmpty else { return nil }
            let label = contactLabel(telecom)
            let text = label == "Email" || label == "Other" ? value : AddressFormat.telephone(value)
            return DetailField(label, scrub(text))
        }
        return contactOrder.flatMap { label in fields.filter { $0.label == label } }
    }

    private static func contactLabel(_ telecom: JSONValue) -> String {
        switch (telecom["system"]?.recorded, telecom["use"]?.recorded) {
        case ("email", _): "Email"
        case ("phone", "home"): "Home"
        case ("phone", "work"): "Work"
        case ("phone", "mobile"): "Mobile"
        case ("phone", _), (nil, _): "Telephone"
        default: "Other"
        }
    }

    private static func marks(_ context: RecordContext) -> [Mark] {
        let others = context.differentPatients.count
        return others == 0 ? [] : [.alert("DIFFERENT PATIENT: \(others) item\(others == 1 ? "" : "s")")]
    }
}

/// An NHS number with what is known of its verification (docs/spec/bundle.md sections 4 and 7).
struct NHSNumberText {
    let text: String
    let caution: String?

    private static let statuses = [
        "02": "present but not traced", "03": "trace required", "04": "trace attempted, no match or several",
        "05": "trace needs to be resolved", "06": "trace in progress", "07": "number not present and not required",
        "08": "trace postponed",
    ]

    init(_ patient: JSONValue) {
        let numbers = patient.all("identifier").filter {
            $0["system"]?.isText("https://fhir.nhs.uk/Id/nhs-number") == true
        }
        let identifier = numbers.first
        guard let number = identifier?["value"]?.recorded?.nonEmpty else {
            text = "Not Known"
            caution = nil
            return
        }
        text = NHSNumber.grouped(number)
        let status = CodeableConcept(
            identifier?.extensionNamed("NHSNumberVerificationStatus-1")?.extensionValue)?.codings.first?.code
        let cautions = [
            Self.verification(status), NHSNumber(number) == nil ? "fails its check digit" : nil,
            Set(numbers.compactMap { $0["value"]?.recorded }).count > 1 ? "the record gives several NHS numbers" : nil,
        ]
        let words = cautions.compactMap { $0 }.joined(separator: "; ")
        caution = words.isEmpty ? nil : words
    }

    /// Status 01 adds nothing; any other or none says so in words.
    private static func verification(_ status: String?) -> String? {
        guard status != "01" else { return nil }
        guard let status else { return "NOT VERIFIED" }
        return "NOT VERIFIED, \(statuses[status] ?? "status \(status)")"
    }
}
