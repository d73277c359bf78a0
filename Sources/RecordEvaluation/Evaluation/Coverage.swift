import FHIR
import GPConnect

/// Whether the source can answer the request: an area that it lacks, or that was fetched with a narrower filter, is
/// told as missing and never shown as an empty list.
struct Coverage {
    private(set) var warnings: [OutcomeWarning] = []
    private(set) var notes: [String] = []
    /// Areas asked for that the source itself calls disabled.
    private(set) var disabledBySource: Set<ClinicalArea> = []

    private static let missing = "is not in the source: fetch again"
    private static let narrower = "is narrower in the source: fetch again"

    /// Whether a text is one of these warnings: in a source that was itself evaluated they are made anew.
    static func isOwn(_ text: String) -> Bool { text.hasSuffix(missing) || text.hasSuffix(narrower) }

    init(source: SourceRecord, request: StructuredRecordRequest) {
        readLists(source, request)
        readFilters(source, request)
        readPatient(source)
    }

    private mutating func readLists(_ source: SourceRecord, _ request: StructuredRecordRequest) {
        for parameter in ParameterTable.areas where parameter.isPresent(in: request) {
            guard !source.switches.disabled.contains(parameter.area) else { continue }
            if source.disabledBySource.contains(parameter.area) { disabledBySource.insert(parameter.area) }
            for code in ListCode.primary(of: parameter.area) where !source.offers(code) {
                if code == .endedAllergies, request.allergies?.includeResolved != true { continue }
                if source.disabledBySource.contains(parameter.area) { continue }
                let part = code == .endedAllergies ? ".includeResolvedAllergies" : ""
                warn(parameter.name + part, Self.missing)
            }
        }
    }

    private mutating func warn(_ name: String, _ words: String) {
        warnings.append(OutcomeWarning(text: "\(name) \(words)", diagnostics: name))
    }

    /// What the source was asked for is known only from its sidecar or the library.
    private mutating func readFilters(_ source: SourceRecord, _ request: StructuredRecordRequest) {
        guard let asked = source.switches.request else {
            notes.append("request of the source not known")
            return
        }
        for parameter in ParameterTable.areas
        where parameter.isPresent(in: request) && parameter.isPresent(in: asked)
            && ListCode.primary(of: parameter.area).contains(where: source.offers)
        {
            for part in parameter.parts
            where !part.isMandatory && SourceFilter.isNarrower(part, of: asked, than: request) {
                warn("\(parameter.name).\(part.name)", Self.narrower)
            }
        }
    }

    private mutating func readPatient(_ source: SourceRecord) {
        switch source.patient {
        case .absent: notes.append("the source holds no Patient")
        case .present(let number):
            if number.flatMap({ NHSNumber($0) }) == nil {
                notes.append("the NHS number of the source fails its check digit")
            }
        }
    }
}

/// Compares the filters that the source was fetched with to those now asked for.
private enum SourceFilter {
    static func isNarrower(
        _ part: ParameterPart, of source: StructuredRecordRequest, than request: StructuredRecordRequest
    ) -> Bool {
        let had = part.value(in: source)
        let wants = part.value(in: request)
        switch part.kind {
        case .boolean: return isFalse(had, part) && !isFalse(wants, part)
        case .date(let limit): return isNarrower(had, wants, limit)
        case .period: return !encloses(had, wants)
        case .positiveInteger:
            guard case .positiveInteger(let most)? = had else { return false }
            if case .positiveInteger(let wanted)? = wants { return wanted > most }
            return true
        case .code: return had != nil && had != wants
        }
    }

    private static func isFalse(_ value: ParameterValue?, _ part: ParameterPart) -> Bool {
        if case .boolean(let flag)? = value { return !flag }
        return part.defaultValue == false
    }

    private static func isNarrower(
        _ had: ParameterValue?, _ wants: ParameterValue?, _ limit: ParameterPart.DayLimit
    ) -> Bool {
        guard case .date(let limitDay)? = had else { return false }
        guard case .date(let wanted)? = wants else { return true }
        return limit == .notInTheFuture ? wanted < limitDay : wanted > limitDay
    }

    private static func encloses(_ had: ParameterValue?, _ wants: ParameterValue?) -> Bool {
        guard case .period(let outer)? = had else { return true }
        guard case .period(let inner)? = wants else { return false }
        let startsInside = outer.start.map { start in inner.start.map { $0 >= start } ?? false } ?? true
        let endsInside = outer.end.map { end in inner.end.map { $0 <= end } ?? false } ?? true
        return startsInside && endsInside
    }
}
