/// One code of a code system, with the description the clinician chose if it is carried
/// (docs/spec/clinical-areas.md section 3).
package struct Coding: Sendable {
    package let value: JSONValue

    package init(_ value: JSONValue) { self.value = value }

    package var system: String? { value["system"]?.recorded }
    package var code: String? { value["code"]?.recorded }
    package var display: String? { value["display"]?.recorded?.nonEmpty }
    package func isOf(_ system: String) -> Bool { value["system"]?.isRecorded(system) == true }
    package func isCode(_ code: String) -> Bool { value["code"]?.isRecorded(code) == true }
    package var isUserSelected: Bool { value["userSelected"]?.bool == true }

    /// `descriptionId` and `descriptionDisplay` of extension `sctdescid`; both spellings occur
    /// (docs/spec/README.md section 5).
    package var descriptionID: String? { description("descriptionId") }
    package var descriptionDisplay: String? { description("descriptionDisplay")?.nonEmpty }

    private func description(_ part: StaticString) -> String? {
        for outer in value.all("extension") where outer.hasExtensionName("coding-sctdescid") {
            for inner in outer.all("extension") where inner["url"]?.isTextIgnoringCase(part) == true {
                if let text = inner.extensionValue?.recorded { return text }
            }
        }
        return nil
    }
}

/// A coded entry: the original term text first, codes beside it.
package struct CodeableConcept: Sendable {
    package let value: JSONValue

    /// Nil when there is no such element.
    package init?(_ value: JSONValue?) {
        guard let value else { return nil }
        if value.kind == .object {
            self.value = value
            return
        }
        // One element in an array where none is due is read all the same.
        guard value.kind == .array, let only = value.elements.first, only.kind == .object, value.elements.count == 1
        else { return nil }
        self.value = only
    }

    package var text: String? { value["text"]?.recorded?.nonEmpty }
    package var codings: [Coding] { value.all("coding").map(Coding.init) }

    /// What is first made of a coding, in the order sent.
    package func firstOfCodings<Made>(_ make: (Coding) -> Made?) -> Made? {
        guard let coding = value["coding"] else { return nil }
        guard coding.kind == .array else { return make(Coding(coding)) }
        let nodes = value.document.nodes
        var child = coding.index + 1
        while child < Int(nodes[coding.index].next) {
            if let made = make(Coding(JSONValue(document: value.document, index: child))) { return made }
            child = Int(nodes[child].next)
        }
        return nil
    }

    package func hasCoding(where isWanted: (Coding) -> Bool) -> Bool {
        firstOfCodings { isWanted($0) ? true : nil } ?? false
    }

    /// What must always be shown: the text, else the chosen coding's description, else its display; with nothing of
    /// these any display, else `code (system)`; nil when the element holds nothing at all
    /// (docs/spec/clinical-areas.md section 3).
    package var term: String? {
        if let text { return text }
        let codings = codings
        if let chosen = codings.first(where: \.isUserSelected) ?? (codings.count == 1 ? codings.first : nil),
            let term = chosen.descriptionDisplay ?? chosen.display
        {
            return term
        }
        return codings.lazy.compactMap(\.display).first ?? codings.lazy.compactMap(\.descriptionDisplay).first
            ?? codings.lazy.compactMap(Self.bareCode).first
    }

    private static func bareCode(_ coding: Coding) -> String? {
        guard let code = coding.code?.nonEmpty else { return nil }
        return coding.system.map { "\(code) (\($0))" } ?? code
    }

    package func code(in system: String) -> String? {
        firstOfCodings { $0.isOf(system) ? $0 : nil }?.code
    }

    package func hasCode(_ code: String, in system: String) -> Bool {
        hasCoding { $0.isCode(code) && $0.isOf(system) }
    }

    /// Whether any coding carries the code, whatever its system is called (suppliers spell systems differently).
    package func hasCode(_ code: String) -> Bool { hasCoding { $0.isCode(code) } }
}

extension String {
    /// Nil for text without a visible character.
    package var nonEmpty: String? { allSatisfy(\.isWhitespace) ? nil : self }
}
