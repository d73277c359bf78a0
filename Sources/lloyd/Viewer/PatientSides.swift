import FHIR
import GPConnect
import RecordConsumer
import RecordLibrary
import RecordPresentation
import Viewer

extension PatientComparison {
    /// Who was asked for, as far as the library knows him, beside the Patient of the answer.
    ///
    /// - Parameter known: the one person of that number in the library.
    init(_ expected: ExpectedPatient, known: PatientSummary?, _ bundle: Bundle) {
        let patient = bundle.resources.first { $0.type == .patient && !$0.isContained }
        let answered = PatientSummary(of: bundle)
        let fields = Set(patient.map { expected.differences(in: $0) }?.map(\.field) ?? PatientMismatch.Field.allCases)
        func row(_ label: String, _ field: Set<PatientMismatch.Field>, _ side: (PatientSummary) -> String?) -> Row {
            let asked = field == [.nhsNumber] ? NHSNumber.grouped(expected.nhsNumber) : known.flatMap(side)
            let found = patient == nil ? nil : side(answered)?.nonEmpty
            return Row(
                label, asked: asked?.nonEmpty ?? "not known here", answered: found ?? "not supplied",
                differs: asked != nil && !field.isDisjoint(with: fields))
        }
        self.init(rows: [
            row("NHS No.", [.nhsNumber]) { NHSNumber.grouped($0.identity.nhsNumber) },
            row("Name", [.family, .given]) { $0.name },
            row("Born", [.birthDate]) { Self.day($0.identity.birthDate) },
            row("Sex", [.gender]) { $0.gender },
        ])
    }

    private static func day(_ recorded: String) -> String {
        CivilDate(recorded).map { DateFormat.day($0) } ?? recorded
    }
}

extension FetchWarning {
    var isAboutPatient: Bool {
        switch self {
        case .patientDiffers, .patientMissing, .severalPatients: true
        default: false
        }
    }
}
