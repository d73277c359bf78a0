import FHIR
import GPConnect

/// Which presenter speaks for which area and resource.
package enum AreaCatalogue {
    private static let presenters: [ClinicalArea: any AreaPresenter] = [
        .medications: MedicationPresenter(),
        .allergies: AllergyPresenter(),
        .problems: ProblemPresenter(),
        .immunisations: ImmunisationPresenter(),
        .consultations: ConsultationsPresenter(),
        .diary: DiaryPresenter(),
        .documents: DocumentsPresenter(),
        .investigations: InvestigationsPresenter(),
        .referrals: ReferralsPresenter(),
        .uncategorised: UncategorisedPresenter(),
    ]

    package static func presenter(of area: ClinicalArea) -> any AreaPresenter {
        presenters[area] ?? GenericPresenter(area: area)
    }

    package static func view(of area: ClinicalArea, in context: RecordContext) -> AreaView {
        AreaAssembly.view(of: area, by: presenter(of: area), in: context)
    }

    /// The detail of any resource: by its home area, else the generic one.
    package static func detail(of number: Int, in context: RecordContext) -> Detail {
        let home = ClinicalArea.home(of: context.resource(number))
        return home.map { presenter(of: $0).detail(number, in: context) }
            ?? GenericPresenter(area: nil).detail(number, in: context)
    }
}
