import FHIR
import GPConnect
import RecordPresentation
import Testing

/// One medication, where it must stand and what its row must and must not say. The ids are those of
/// docs/spec/hazards.md section 4; the clock is 2020-03-04.
struct MedicationCase: CustomTestStringConvertible, Sendable {
    let id: String
    let block: String
    let says: [String]
    let neverSays: [String]
    let resources: [String]
    let scope: RequestScope?

    var testDescription: String { id }

    init(
        _ id: String, in block: String, says: [String], never neverSays: [String] = [], scope: RequestScope? = nil,
        with others: [MedicationFixture] = [], _ build: (inout MedicationFixture) -> Void
    ) {
        self.id = id
        self.block = block
        self.says = says
        self.neverSays = neverSays
        self.scope = scope
        resources = MedicationFixture("m").with(build).resources + others.flatMap(\.resources)
    }

    static let repeats = "Current repeat medications"
    static let dispensing = "Current repeat dispensing"
    static let acute = "Current acute medications"
    static let elsewhere = "Prescribed elsewhere"
    static let past = "Past medications"
}

extension MedicationCase {
    private static func issue(_ start: String, _ end: String? = nil, _ status: String = "completed")
        -> MedicationFixture.Issue
    {
        MedicationFixture.Issue(start: start, end: end, status: status)
    }

    static let repeatCases: [MedicationCase] = [
        MedicationCase(
            "P1_1 expired authorisation", in: MedicationCase.repeats,
            says: [
                "Active", "AUTHORISATION EXPIRED 31-Dec-2019", "DOSE One tablet at night",
                "Repeat - 28 tablet - last issued 01-Jul-2019 - 1 issued, limit not stated",
            ]
        ) {
            $0.issued = "1"
            $0.expiry = "2019-12-31"
            $0.lastIssue = "2019-07-01"
            $0.issues = [issue("2019-07-01", "2019-07-28")]
        },
        MedicationCase(
            "P1_2 dose changed, plan and issue differ", in: MedicationCase.repeats,
            says: [
                "DOSE CHANGED 28-Jan-2020",
                "DOSE One tablet twice a day. WARNING - Dosage has changed during the effective period. See issues.",
                "Repeat - plan 14 tablet for 14 day - latest issue 28 tablet for 28 day - last issued 28-Jan-2020 - 1 of 12",
            ]
        ) {
            $0.dose = "One tablet twice a day. WARNING - Dosage has changed during the effective period. See issues."
            $0.doseChanged = ("MedicationStatementDosageLastChanged", "2020-01-28")
            $0.quantity = #"{"value":14,"unit":"tablet"}"#
            $0.days = "14"
            $0.lastIssue = "2020-01-28"
            ($0.issued, $0.allowed, $0.countType) = ("1", "12", "valuePositiveInt")
            $0.issues = [
                MedicationFixture.Issue(
                    start: "2020-01-28", quantity: #"{"value":28,"unit":"tablet"}"#, days: "28")
            ]
        },
        MedicationCase(
            "P1_3 ends by date", in: MedicationCase.repeats,
            says: [
                "Repeat - 28 tablet - last issued 28-Jan-2020 - 2 issued, limit not stated - authorised to 28-Jul-2020"
            ],
            never: ["AUTHORISATION EXPIRED", "of 0"]
        ) {
            $0.issued = "2"
            $0.expiry = "2020-07-28"
            $0.lastIssue = "2020-01-28"
            $0.issues = [issue("2019-07-29"), issue("2020-01-28", "2020-04-27", "active")]
        },
        MedicationCase(
            "P1_4 ends by issues", in: MedicationCase.repeats, says: ["Active", "ALL ISSUES USED", "2 of 2"]
        ) {
            ($0.issued, $0.allowed) = ("2", "2")
            $0.lastIssue = "2020-02-06"
            $0.issues = [issue("2020-01-09"), issue("2020-02-06", "2020-03-05", "active")]
        },
        MedicationCase(
            "P1_7 issued twice on one day", in: MedicationCase.repeats, says: ["2 of 7"], never: ["ALL ISSUES USED"]
        ) {
            ($0.issued, $0.allowed) = ("2", "7")
            $0.lastIssue = "2020-02-10"
            $0.issues = [issue("2020-02-10"), issue("2020-02-10")]
        },
        MedicationCase(
            "P1_9 brand in full, dose as directed", in: MedicationCase.repeats,
            says: [
                "Priadel 200mg modified-release tablets (Sanofi)", "DOSE use as directed", "DOSE CHANGED 25-Feb-2020",
            ]
        ) {
            $0.code =
                #"{"coding":[{"system":"http://snomed.info/sct","code":"1","display":"Priadel 200mg modified-release tablets (Sanofi)"}]}"#
            $0.dose = "use as directed"
            $0.doseChanged = ("DosageLastChanged", "2020-02-25")
        },
        MedicationCase(
            "P1_18 repeat never issued", in: MedicationCase.repeats,
            says: ["Active", "0 of 6", "NOT YET ISSUED", "no issue recorded"]
        ) { ($0.issued, $0.allowed) = ("0", "6") },
        MedicationCase(
            "P1_20 text preferred to display", in: MedicationCase.repeats,
            says: ["LORATADINE syrp 5mg/5ml", "Not recorded"], never: ["Loratadine 5mg/5ml oral solution"]
        ) {
            $0.code =
                #"{"coding":[{"system":"http://snomed.info/sct","code":"1","display":"Loratadine 5mg/5ml oral solution"}],"text":"LORATADINE syrp 5mg/5ml"}"#
        },
        MedicationCase(
            "P1_21 no limit", in: MedicationCase.repeats, says: ["1 issued, no limit stated"], never: ["of 0"]
        ) {
            ($0.issued, $0.allowed) = ("1", "0")
            $0.lastIssue = "2019-07-01"
            $0.issues = [issue("2019-07-01")]
        },
        MedicationCase(
            "P1_27 no SNOMED code, all issues used", in: MedicationCase.repeats,
            says: ["Acne Gel 5%", "3 of 3", "ALL ISSUES USED", "Active"]
        ) {
            $0.code =
                #"{"coding":[{"system":"https://fhir.hl7.org.uk/Id/emis-drug-codes","code":"BE1","display":"Acne Gel 5%"}]}"#
            ($0.issued, $0.allowed) = ("3", "3")
            $0.issues = [issue("2010-02-01")]
        },
        MedicationCase(
            "P1_29 device", in: MedicationCase.repeats, says: ["100 device", "DOSE 1", "1 of 12"]
        ) {
            $0.dose = "1"
            $0.quantity = #"{"value":100,"unit":"device"}"#
            ($0.issued, $0.allowed) = ("1", "12")
            $0.lastIssue = "2020-01-01"
        },
        MedicationCase("P2_7 second issue soon after", in: MedicationCase.repeats, says: ["2 of 50"]) {
            ($0.issued, $0.allowed) = ("2", "50")
            $0.issues = [issue("2020-01-01"), issue("2020-01-05")]
        },
        MedicationCase(
            "issued beyond the limit", in: MedicationCase.repeats, says: ["7 of 6", "ALL ISSUES USED"]
        ) { ($0.issued, $0.allowed) = ("7", "6") },
    ]

    static let dispensingCases: [MedicationCase] = [
        MedicationCase(
            "P1_6 future issues", in: MedicationCase.dispensing,
            says: [
                "REPEAT DISPENSING", "FUTURE ISSUE: 2 of 3, next from 24-Mar-2020",
                "next/last planned issue 16-Jun-2020", "6 of 6",
            ], never: ["last issued", "ALL ISSUES USED"]
        ) {
            $0.type = "repeat-dispensing"
            ($0.issued, $0.allowed) = ("6", "6")
            $0.lastIssue = "2020-06-16"
            $0.issues = [
                issue("2020-06-16", nil, "active"), issue("2020-01-28"), issue("2020-03-24", nil, "active"),
            ]
        },
        MedicationCase(
            "P1_8 pack-level code", in: MedicationCase.dispensing,
            says: ["Cocois ointment", "1 pack of 40 gram(s)"], never: ["Cocois ointment 40 gram"]
        ) {
            $0.type = "repeat-dispensing"
            $0.code =
                #"{"coding":[{"system":"http://snomed.info/sct","code":"1","display":"Cocois ointment 40 gram"}],"text":"Cocois ointment"}"#
            $0.quantity = #"{"value":1,"unit":"pack of 40 gram(s)"}"#
        },
        MedicationCase(
            "P2_6 unissued", in: MedicationCase.dispensing, says: ["REPEAT DISPENSING", "0 of 6", "NOT YET ISSUED"]
        ) {
            $0.type = "repeat-dispensing"
            ($0.issued, $0.allowed) = ("0", "6")
        },
    ]

    static let acuteCases: [MedicationCase] = [
        MedicationCase(
            "P1_13 post-dated", in: MedicationCase.acute,
            says: ["DELAYED PRESCRIPTION", "FUTURE from 01-Apr-2020", "authored 06-Feb-2020", "Active"]
        ) {
            $0.type = "delayed-prescribing"
            ($0.start, $0.authored) = ("2020-04-01", "2020-02-06")
        },
        MedicationCase(
            "P1_25 unissued acute", in: MedicationCase.acute,
            says: ["Acute - 28 tablet - no issue recorded", "Active", "NOT YET ISSUED", "09-Aug-2010"]
        ) {
            $0.type = "acute"
            $0.start = "2010-08-09"
        },
        MedicationCase(
            "past its end, not ended", in: MedicationCase.acute, says: ["past end date 01-Feb-2020", "Active"]
        ) {
            $0.type = "acute"
            $0.end = "2020-02-01"
        },
        MedicationCase(
            "type not stated", in: "Current medications, prescription type not stated",
            says: ["prescription type: No information available"]
        ) { $0.type = nil },
        MedicationCase(
            "setting not stated", in: MedicationCase.repeats, says: ["prescriber setting not stated"]
        ) { $0.agency = nil },
        MedicationCase(
            "issues not requested", in: MedicationCase.acute, says: ["no issue recorded"],
            never: ["NOT YET ISSUED", "no issue in"], scope: Fixture.scope(issues: false)
        ) { $0.type = "acute" },
        MedicationCase(
            "no issue, asked for", in: MedicationCase.repeats, says: ["no issue in GP record"],
            scope: Fixture.scope()
        ) { $0.lastIssue = "2020-01-01" },
        MedicationCase(
            "no issue, request not known", in: MedicationCase.repeats, says: ["no issue in this record"]
        ) { $0.lastIssue = "2020-01-01" },
    ]

    static let pastCases: [MedicationCase] = [
        MedicationCase(
            "P1_5 stopped with reason", in: MedicationCase.past,
            says: [
                "Stopped", "STOPPED 10-Feb-2020: Patient Preference (Switch back to Atorvastatin)", "1 of 6",
                "Instruction Take at night",
            ], never: ["AUTHORISATION EXPIRED"]
        ) {
            $0.status = "stopped"
            ($0.issued, $0.allowed, $0.expiry) = ("1", "6", "2020-08-10")
            $0.stop = .words("2020-02-10", "Patient Preference (Switch back to Atorvastatin)")
            $0.instruction = "Take at night"
        },
        MedicationCase(
            "P1_10 delayed, over", in: MedicationCase.past,
            says: ["DELAYED PRESCRIPTION", "Completed", "28-Jan-2020", "02-Feb-2020", "authored 30-Sep-2019"]
        ) {
            ($0.status, $0.type) = ("completed", "delayed-prescribing")
            ($0.start, $0.end, $0.authored) = ("2020-01-28", "2020-02-02", "2019-09-30")
        },
        MedicationCase(
            "P1_11 past acute", in: MedicationCase.past,
            says: ["Acute - 28 tablet - last issued 24-Jan-2020", "Completed", "24-Jan-2020", "28-Jan-2020"]
        ) {
            ($0.status, $0.type, $0.start, $0.end) = ("completed", "acute", "2020-01-24", "2020-01-28")
            $0.lastIssue = "2020-01-24"
        },
        MedicationCase(
            "P1_14 degraded", in: MedicationCase.past,
            says: ["AMOXICILLIN capsules 250mg [CROSS-PHAR]", "DEGRADED – not coded"],
            never: ["Transfer-degraded medication entry"]
        ) {
            ($0.status, $0.type) = ("completed", "acute")
            $0.code =
                #"{"coding":[{"system":"http://snomed.info/sct","code":"196421000000109","display":"Transfer-degraded medication entry"}],"text":"AMOXICILLIN capsules 250mg [CROSS-PHAR]"}"#
        },
        MedicationCase("P1_15 quantity in words", in: MedicationCase.past, says: ["Acute - 1 bottle"]) {
            ($0.status, $0.type) = ("completed", "acute")
            $0.quantity = #"{"extension":[\#(Fixture.ext("MedicationQuantityText", #""valueString":"1 bottle""#))]}"#
        },
        MedicationCase(
            "P1_24 stopped acute with its issue", in: MedicationCase.past,
            says: ["STOPPED 01-Oct-2010: Change to Medication Treatment Regime"]
        ) {
            ($0.status, $0.type) = ("stopped", "acute")
            $0.stop = .words("2010-10-01", "Change to Medication Treatment Regime")
            $0.issues = [
                MedicationFixture.Issue(start: "2010-09-20", status: "stopped", stop: $0.stop)
            ]
        },
        MedicationCase(
            "P1_26 stopped by a coded allergy", in: MedicationCase.past,
            says: [
                "STOPPED 09-Aug-2010: Adverse reaction to Prednisolone (rash)", "stopped for a reaction: see Allergies",
            ]
        ) {
            $0.status = "stopped"
            $0.stop = MedicationFixture.Stop(
                date: "2010-08-09",
                reason:
                    #"{"coding":[{"system":"http://snomed.info/sct","code":"1","display":"Adverse reaction to drug"}],"text":"Adverse reaction to Prednisolone (rash)"}"#
            )
        },
        MedicationCase(
            "P2_4 cancelled issue, counter as sent", in: MedicationCase.past,
            says: ["STOPPED 18-Jan-2010: Allergy", "0 of 12", "last issued 18-Jan-2010"], never: ["NOT YET ISSUED"]
        ) {
            $0.status = "stopped"
            ($0.issued, $0.allowed) = ("0", "12")
            $0.lastIssue = "2010-01-18"
            $0.stop = .words("2010-01-18", "Allergy")
            $0.issues = [issue("2010-01-18", nil, "stopped")]
        },
        MedicationCase(
            "stopped without a reason", in: MedicationCase.past, says: ["STOPPED: date and reason not recorded"]
        ) { $0.status = "stopped" },
        MedicationCase(
            "reason on the issue only", in: MedicationCase.past, says: ["STOPPED 18-Jan-2010: x -> y (issue)"]
        ) {
            $0.status = "stopped"
            $0.issues = [
                MedicationFixture.Issue(start: "2010-01-18", stop: .words("2010-01-18", "x -> y"))
            ]
        },
        MedicationCase(
            "status of another kind", in: "Medications of other status", says: ["ENTERED IN ERROR"]
        ) { $0.status = "entered-in-error" },
        MedicationCase("no status", in: "Medications of other status", says: ["Not recorded"]) { $0.status = nil },
    ]

    static let elsewhereCases: [MedicationCase] = [
        MedicationCase(
            "P1_12 hospital-issued", in: MedicationCase.elsewhere,
            says: [
                "PRESCRIBED ELSEWHERE: Hospital", "Completed", "no issue in GP record", "28 (unit not stated)",
                "last issued 28-Jan-2020",
            ]
        ) {
            ($0.status, $0.type, $0.lastIssue) = ("completed", "acute", "2020-01-28")
            $0.quantity = #"{"value":28}"#
            $0.agency = MedicationFixture.elsewhere("Hospital")
        },
        MedicationCase(
            "elsewhere, current, nowhere named", in: MedicationCase.elsewhere,
            says: ["PRESCRIBED ELSEWHERE: where not stated", "Active"], never: ["NOT YET ISSUED"]
        ) { $0.agency = MedicationFixture.elsewhere(nil) },
    ]

    private static var before: MedicationFixture {
        MedicationFixture("before").with {
            $0.code = #"{"text":"Omeprazole 20mg capsules"}"#
            ($0.status, $0.start, $0.end) = ("completed", "2019-09-30", "2020-02-03")
            ($0.lastIssue, $0.issued, $0.allowed) = ("2019-09-30", "1", "12")
            $0.dose = "One daily"
        }
    }

    static let linkedCases: [MedicationCase] = [
        MedicationCase(
            "P1_19 split plan", in: MedicationCase.repeats,
            says: [
                "replaces: Omeprazole 20mg capsules - DOSE One daily - from 30-Sep-2019 to 03-Feb-2020", "0 of 11",
                "no issue recorded under this plan, last issued under the one before 30-Sep-2019",
            ], with: [before]
        ) {
            $0.prior = "before-plan"
            ($0.issued, $0.allowed) = ("0", "11")
        },
        MedicationCase(
            "P1_22 switched from", in: MedicationCase.past,
            says: ["Completed", "replaced by Nu-Seals 300 - DOSE One tablet at night - from 01-Jul-2019"],
            with: [
                MedicationFixture("later").with {
                    $0.code = #"{"text":"Nu-Seals 300"}"#
                    $0.prior = "m-plan"
                }
            ]
        ) { ($0.status, $0.type) = ("completed", "acute") },
        MedicationCase(
            "P2_2 switched to, never issued", in: MedicationCase.past,
            says: ["replaces: Omeprazole 20mg capsules", "Completed", "no issue recorded"], with: [before]
        ) {
            ($0.status, $0.type, $0.prior) = ("completed", "acute", "before-plan")
        },
        MedicationCase(
            "prior plan not in the record", in: MedicationCase.repeats,
            says: ["replaces: not supplied: MedicationRequest/gone"]
        ) { $0.prior = "gone" },
        MedicationCase(
            "P2_9 no link where none is sent", in: MedicationCase.repeats, says: ["Active"],
            never: ["replaces", "replaced by"], with: [before]
        ) { $0.code = #"{"text":"Omeprazole 20mg capsules"}"# },
    ]

    static let all = repeatCases + dispensingCases + acuteCases + pastCases + elsewhereCases + linkedCases
}
