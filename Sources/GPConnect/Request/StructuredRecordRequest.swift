import FHIR

/// What is asked of a provider: the parameters of `$gpc.getstructuredrecord`, each present or absent
/// (docs/spec/parameters.md section 2). An absent part has its default; presence itself matters for the forbidden
/// combinations, so nothing is filled in here.
package struct StructuredRecordRequest: Hashable, Sendable {
    /// As given; nil when the patient is the source's.
    package var nhsNumber: String?
    package var allergies: Allergies?
    package var medication: Medication?
    package var consultations: Consultations?
    package var problems: Problems?
    package var immunisations: Immunisations?
    package var uncategorised: Uncategorised?
    package var investigations: Investigations?
    package var referrals: Referrals?
    package var diary: Diary?

    package init() {}
}

extension StructuredRecordRequest {
    package struct Allergies: Hashable, Sendable {
        /// `includeResolvedAllergies`, mandatory inside its parameter; nil only while a request is being edited.
        package var includeResolved: Bool?
        package init(includeResolved: Bool? = nil) { self.includeResolved = includeResolved }
    }

    package struct Medication: Hashable, Sendable {
        package var includePrescriptionIssues: Bool?
        package var searchFromDate: CivilDate?
        package init(includePrescriptionIssues: Bool? = nil, searchFromDate: CivilDate? = nil) {
            self.includePrescriptionIssues = includePrescriptionIssues
            self.searchFromDate = searchFromDate
        }
    }

    package struct Consultations: Hashable, Sendable {
        package var searchPeriod: SearchPeriod?
        package var mostRecent: Int?
        package init(searchPeriod: SearchPeriod? = nil, mostRecent: Int? = nil) {
            self.searchPeriod = searchPeriod
            self.mostRecent = mostRecent
        }
    }

    package struct Problems: Hashable, Sendable {
        /// `active` or `inactive`.
        package var filterStatus: String?
        package init(filterStatus: String? = nil) { self.filterStatus = filterStatus }
    }

    package struct Immunisations: Hashable, Sendable {
        package var includeNotGiven: Bool?
        package var includeStatus: Bool?
        package init(includeNotGiven: Bool? = nil, includeStatus: Bool? = nil) {
            self.includeNotGiven = includeNotGiven
            self.includeStatus = includeStatus
        }
    }

    package struct Uncategorised: Hashable, Sendable {
        package var searchPeriod: SearchPeriod?
        package init(searchPeriod: SearchPeriod? = nil) { self.searchPeriod = searchPeriod }
    }

    package struct Investigations: Hashable, Sendable {
        package var searchPeriod: SearchPeriod?
        package init(searchPeriod: SearchPeriod? = nil) { self.searchPeriod = searchPeriod }
    }

    package struct Referrals: Hashable, Sendable {
        package var searchPeriod: SearchPeriod?
        package init(searchPeriod: SearchPeriod? = nil) { self.searchPeriod = searchPeriod }
    }

    package struct Diary: Hashable, Sendable {
        package var searchDate: CivilDate?
        package init(searchDate: CivilDate? = nil) { self.searchDate = searchDate }
    }

    /// Every area at the widest that the rules allow together: ended allergies in, no filter. `includeNotGiven` may
    /// not stand beside consultations, so it is out (docs/spec/parameters.md section 4).
    package static let fullRecord: StructuredRecordRequest = {
        var request = StructuredRecordRequest()
        request.allergies = Allergies(includeResolved: true)
        request.medication = Medication()
        request.consultations = Consultations()
        request.problems = Problems()
        request.immunisations = Immunisations()
        request.uncategorised = Uncategorised()
        request.investigations = Investigations()
        request.referrals = Referrals()
        request.diary = Diary()
        return request
    }()

    /// Whether a parameter asks for the area; documents have none of their own.
    package func asksFor(_ area: ClinicalArea) -> Bool {
        ParameterTable.parameter(of: area)?.isPresent(in: self) ?? false
    }

    package var asksForNothing: Bool { ClinicalArea.allCases.allSatisfy { !asksFor($0) } }
}

/// A search period of whole days, both ends included (docs/spec/README.md question Q1); a nil end is open.
package struct SearchPeriod: Hashable, Sendable, CustomStringConvertible {
    package var start: CivilDate?
    package var end: CivilDate?

    package init(start: CivilDate?, end: CivilDate?) {
        self.start = start
        self.end = end
    }

    /// `START/END` with an empty text for an open end, as command options write it.
    package var description: String { "\(start?.description ?? "")/\(end?.description ?? "")" }
}
