/// Letters, observations and reports named as supporting information of a returned referral come with it.
///
/// docs/spec/clinical-areas.md section 2
struct SupportingInformation: Rule {
    let id = RuleID.referralsSupportingInformation
    let source = "clinical-areas.md 2"
    let statement =
        "Letters, observations and reports named as supporting information of a returned referral "
        + "come with it."

    func compared(_ context: ReasonContext) -> String {
        "supports the returned referral \(context.through)"
    }
}
