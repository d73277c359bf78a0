import GPConnect
import TerminalUI

extension ScreenKind {
    package static let fetchForm = ScreenKind("Fetch")
}

/// What a provider is to be asked for: parameters are sent exactly as they stand here.
package struct FetchForm: EntryForm {
    package static let kind = ScreenKind.fetchForm
    let providers: [String]
    private(set) var provider = 0
    private(set) var nhsNumber: String
    private(set) var isFullRecord = true
    private(set) var areas: Set<String> = []
    private(set) var values: [String: String] = [:]
    package var scroll = ScrollState()

    package init(providers: [String], nhsNumber: String) {
        self.providers = providers
        self.nhsNumber = nhsNumber
    }

    /// A line of the form.
    package enum Field: Hashable, Sendable {
        case provider
        case nhsNumber
        case fullRecord
        /// By the parameter's name.
        case area(String)
        /// By the part's name.
        case part(String)
    }

    private var fields: [Field] {
        [.provider, .nhsNumber, .fullRecord]
            + ParameterTable.areas.flatMap { parameter in
                [.area(parameter.name)]
                    + (areas.contains(parameter.name) ? parameter.parts.map { Field.part($0.name) } : [])
            }
    }

    package func head(_ frame: Frame) -> [StyledLine] {
        let key = frame.keys.keyName(.retrieve) ?? "f"
        let width = max(1, frame.rect.columns - 1)
        var lines = [StyledLine("FETCH A RECORD", style: .title)]
        lines += StyledLine.wrapped("\(key) sends the request.", width: width, style: .label)
        if asksMedicationAlone {
            lines += StyledLine.wrapped(
                "! medication is asked for without allergies; they will not be shown", width: width, hanging: 2,
                style: .check)
        }
        return lines
    }

    package func model(_ frame: Frame) -> ListModel {
        let fields = fields
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: fields.count) { index in
            let indent = if case .part = fields[index] { 5 } else { 1 }
            return StyledLine.wrapped(words(fields[index]), width: width, indent: indent, hanging: 2)
        }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome { .choose(.fetchField(fields[index])) }

    private func words(_ field: Field) -> String {
        switch field {
        case .provider:
            "Provider: \(providers.isEmpty ? "none is configured; see lloyd config check" : providers[provider])"
        case .nhsNumber: "NHS number: \(nhsNumber.isEmpty ? "not given" : NHSNumber.grouped(nhsNumber))"
        case .fullRecord: "\(box(isFullRecord)) full record: every area, no filter"
        case .area(let name): "\(box(areas.contains(name))) \(name)"
        case .part(let name): "\(name): \(values[name] ?? "not given")"
        }
    }

    private func box(_ isOn: Bool) -> String { isOn ? "[x]" : "[ ]" }

    private var asksMedicationAlone: Bool {
        let asked = Set(ParameterTable.areas.filter { areas.contains($0.name) }.map(\.area))
        return asked.contains(.medications) && !asked.contains(.allergies)
    }
}

extension FetchForm {
    /// Carries out Enter on a line that is no text.
    ///
    /// - Returns: false where a text is to be typed.
    mutating func change(_ field: Field) -> Bool {
        switch field {
        case .provider: if !providers.isEmpty { provider = (provider + 1) % providers.count }
        case .fullRecord:
            isFullRecord.toggle()
            if isFullRecord { areas = [] }
        case .area(let name):
            areas.formSymmetricDifference([name])
            isFullRecord = false
        case .nhsNumber, .part: return false
        }
        return true
    }

    static func purpose(for field: Field) -> Prompt.Purpose { .fetchField(field) }

    func text(of field: Field) -> String {
        switch field {
        case .nhsNumber: nhsNumber
        case .part(let name): values[name] ?? ""
        case .provider, .fullRecord, .area: ""
        }
    }

    /// An empty text takes a value out.
    mutating func type(_ text: String, into field: Field) {
        switch field {
        case .nhsNumber: nhsNumber = text
        case .part(let name): values[name] = text.isEmpty ? nil : text
        case .provider, .fullRecord, .area: break
        }
    }

    /// Why the form cannot be sent.
    struct Fault: Error {
        let words: String
    }

    /// Values are left for the provider to judge.
    func order() throws(Fault) -> RecordOrder {
        guard !nhsNumber.isEmpty else { throw Fault(words: "no NHS number is given") }
        guard let number = NHSNumber(typed: nhsNumber) else {
            throw Fault(
                words: "\(nhsNumber) is not a valid NHS number: ten digits of which the last one checks the others")
        }
        return RecordOrder(
            provider: providers.indices.contains(provider) ? providers[provider] : nil, nhsNumber: number.digits,
            body: try body(number))
    }

    private func body(_ number: NHSNumber) throws(Fault) -> [UInt8] {
        do throws(RequestOptions.UsageError) {
            return try RequestOptions.body(options, nhsNumber: number.digits).bytes
        } catch { throw Fault(words: error.description) }
    }

    private var options: [RequestOptions.Option] {
        guard !isFullRecord else { return [RequestOptions.Option(RequestOptions.fullRecord)] }
        return ParameterTable.areas.filter { areas.contains($0.name) }.flatMap { parameter in
            [RequestOptions.Option(RequestOptions.name(of: parameter.name))]
                + parameter.parts.compactMap { part in
                    values[part.name].map { RequestOptions.Option(RequestOptions.name(of: part.name), $0) }
                }
        }
    }
}
