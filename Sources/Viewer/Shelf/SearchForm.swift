import FHIR
import GPConnect
import TerminalUI

extension ScreenKind {
    package static let searchForm = ScreenKind("Search documents")
}

/// Which documents a provider is to be asked for (docs/spec/fetch.md section 8.3).
package struct SearchForm: EntryForm {
    package static let kind = ScreenKind.searchForm
    let providers: [String]
    private(set) var provider = 0
    private(set) var texts: [Field: String] = [:]
    package var scroll = ScrollState()

    package enum Field: String, CaseIterable, Hashable, Sendable {
        case provider = "Provider"
        case nhsNumber = "NHS number"
        case createdFrom = "Created from (YYYY-MM-DD)"
        case createdTo = "Created to (YYYY-MM-DD)"
        case author = "Written by organisation (ODS code)"
        case words = "Words of description or type"
    }

    package init(providers: [String], nhsNumber: String) {
        self.providers = providers
        texts[.nhsNumber] = nhsNumber.isEmpty ? nil : nhsNumber
    }

    package func head(_ frame: Frame) -> [StyledLine] {
        let key = frame.keys.keyName(.retrieve) ?? "f"
        return [StyledLine("SEARCH DOCUMENTS AT THE PRACTICE", style: .title)]
            + StyledLine.wrapped(
                "\(key) sends the search; both days are included.", width: max(1, frame.rect.columns - 1),
                style: .label)
    }

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: Field.allCases.count) { index in
            StyledLine.wrapped(words(Field.allCases[index]), width: width, indent: 1, hanging: 2)
        }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome { .choose(.searchField(Field.allCases[index])) }

    private func words(_ field: Field) -> String {
        let text =
            switch field {
            case .provider: providers.isEmpty ? "none is configured; see lloyd config check" : providers[provider]
            case .nhsNumber: texts[field].map(NHSNumber.grouped) ?? "not given"
            default: DisplayText.scrub(texts[field] ?? "any")
            }
        return "\(field.rawValue): \(text)"
    }
}

extension SearchForm {
    /// Carries out Enter on a line that is no text.
    ///
    /// - Returns: false where a text is to be typed.
    mutating func change(_ field: Field) -> Bool {
        guard field == .provider else { return false }
        if !providers.isEmpty { provider = (provider + 1) % providers.count }
        return true
    }

    static func purpose(for field: Field) -> Prompt.Purpose { .searchField(field) }

    func text(of field: Field) -> String { texts[field] ?? "" }

    /// An empty text takes a value out.
    mutating func type(_ text: String, into field: Field) { texts[field] = text.isEmpty ? nil : text }

    func order() throws(FetchForm.Fault) -> SearchOrder {
        guard let typed = texts[.nhsNumber] else { throw FetchForm.Fault(words: "no NHS number is given") }
        guard let number = NHSNumber(typed: typed) else {
            throw FetchForm.Fault(
                words: "\(typed) is not a valid NHS number: ten digits of which the last one checks the others")
        }
        let author = try read(.author, "an ODS code") { ODSCode($0) }
        return SearchOrder(
            provider: providers.indices.contains(provider) ? providers[provider] : nil, nhsNumber: number.digits,
            createdFrom: try read(.createdFrom, "a day such as 2024-01-31") { CivilDate($0) },
            createdTo: try read(.createdTo, "a day such as 2024-01-31") { CivilDate($0) }, author: author,
            words: texts[.words])
    }

    private func read<Value>(
        _ field: Field, _ kind: String, _ make: (String) -> Value?
    ) throws(FetchForm.Fault) -> Value? {
        guard let text = texts[field] else { return nil }
        guard let value = make(text) else { throw FetchForm.Fault(words: "\(text) is not \(kind)") }
        return value
    }
}

/// The form of a search lies on the library or on a record's documents.
extension ViewerState {
    mutating func openSearchForm() -> [Effect] {
        let number = (top as? LibraryScreen)?.nhsNumber(frame) ?? folder?.recordedNHSNumber ?? ""
        return push(SearchForm(providers: settings.providers, nhsNumber: number))
    }
}
