import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// Questions about values and files.
extension ViewerState {
    /// A value is evaluated as it is typed.
    mutating func typed(_ prompt: Prompt) {
        guard case .parameter(let row) = prompt.purpose else { return }
        let text = Self.value(prompt)
        change { $0.type { row.set(text, in: &$0) } }
    }

    mutating func abandon(_ prompt: Prompt) {
        guard case .parameter = prompt.purpose else { return }
        change { $0.stopTyping(keeping: false) }
        status = "the value is as it was"
    }

    mutating func answerLive(_ prompt: Prompt) -> [Effect] {
        switch prompt.purpose {
        case .parameter(let row):
            let text = Self.value(prompt)
            change { $0.change { row.set(text, in: &$0) } }
        case .save(let content): return save(content, to: prompt.field.text)
        case .replace(var request):
            guard prompt.field.text.lowercased() == "yes" else {
                status = "not saved: \(request.path) is as it was"
                return []
            }
            request.replaces = true
            return [.save(request)]
        case .search, .filter, .largeDocument, .saveDocument, .fetchField, .searchField: break
        }
        return []
    }

    private static func value(_ prompt: Prompt) -> String? {
        let text = prompt.field.text.trimmingSpaces
        return text.isEmpty ? nil : text
    }

    mutating func askSave(_ content: SaveRequest.Content) -> [Effect] {
        guard let live, live.fault == nil else {
            status = "nothing to save: the request is refused"
            return []
        }
        let name = files[current].name.split(separator: "/").last.map(String.init) ?? "record.json"
        let stem = name.hasSuffix(".json") ? String(name.dropLast(5)) : name.replacing(" ", with: "-")
        let ending = content == .bundle ? "regenerated.json" : "request.json"
        return ask(Prompt(.save(content), text: "\(stem).\(ending)"))
    }

    private mutating func save(_ content: SaveRequest.Content, to typed: String) -> [Effect] {
        let path = typed.trimmingSpaces
        guard let live, !path.isEmpty else {
            status = "not saved: no name was given"
            return []
        }
        let bytes = content == .bundle ? live.accepted.bytes : live.accepted.requestBytes
        let nhsNumber = folder?.recordedNHSNumber
        return [.save(SaveRequest(content: content, path: path, bytes: bytes, nhsNumber: nhsNumber))]
    }

    mutating func saved(_ request: SaveRequest, _ outcome: SaveOutcome) -> [Effect] {
        switch outcome {
        case .written: status = "saved the \(request.content.rawValue): \(request.path), \(request.bytes.count) bytes"
        case .exists: return ask(Prompt(.replace(request)))
        case .failed(let why): status = "not saved: \(why)"
        }
        return []
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

/// Why a request is refused, as a provider would say it.
enum RefusalWords {
    static func text(_ fault: OperationOutcomeFault) -> String {
        let why = [fault.code.display, fault.diagnostics].compactMap { $0 }.joined(separator: ": ")
        return "REFUSED \(fault.httpStatus) \(fault.code.code): \(DisplayText.scrub(why))"
    }
}

/// A request in a few words.
enum RequestWords {
    static func text(_ request: StructuredRecordRequest) -> String {
        let scope = RequestScope(request)
        let limits = scope.filters.values.reduce(0) { $0 + $1.count }
        let areas = "\(scope.areas.count) area\(scope.areas.count == 1 ? "" : "s")"
        return limits == 0
            ? "asked for \(areas), all dates" : "asked for \(areas), \(limits) limit\(limits == 1 ? "" : "s")"
    }
}
