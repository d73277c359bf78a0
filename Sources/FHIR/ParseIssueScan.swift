/// Walks a document once and names everything that was read leniently.
package struct ParseIssueScan {
    private let bundle: Bundle
    private let document: JSONDocument
    private var issues: [ParseIssue] = []
    private var seen: Set<ResourceID> = []
    private let lines: JSONDocument.LineTable

    /// Every issue of the document: those of its resources in entry order, after those of the text as a whole.
    package static func issues(in bundle: Bundle) -> [ParseIssue] {
        var scan = ParseIssueScan(bundle)
        scan.textIssues()
        scan.entryIssues()
        scan.memberIssues()
        return scan.issues
    }

    private init(_ bundle: Bundle) {
        self.bundle = bundle
        document = bundle.document
        lines = JSONDocument.LineTable(bundle.document.bytes)
    }

    private mutating func report(_ kind: ParseIssue.Kind, node: Int, _ text: String) {
        let path = document.path(ofNode: node)
        issues.append(
            ParseIssue(
                kind: kind, entry: Self.entryNumber(in: path), path: path,
                position: lines.position(ofByte: Int(document.nodes[node].offset)),
                text: text))
    }

    private static func entryNumber(in path: String) -> Int? {
        guard path.hasPrefix("entry[") else { return nil }
        return Int(path.dropFirst("entry[".count).prefix { $0 != "]" })
    }

    private mutating func textIssues() {
        if document.hasByteOrderMark { report(.byteOrderMark, node: 0, "the text begins with a byte-order mark") }
        for node in document.loneSurrogates {
            report(.loneSurrogate, node: node, "half a surrogate pair, shown as U+FFFD")
        }
        for node in DuplicateKeys.find(in: document) {
            report(.duplicateKey, node: node, "the name occurs more than once in its object; the first is shown")
        }
    }

    private mutating func entryIssues() {
        for entry in bundle.entries where entry.resource == nil {
            report(.entryWithoutResource, node: entry.value.index, "the entry holds no resource")
        }
        for resource in bundle.resources {
            if resource.type.rawValue.isEmpty {
                report(.unknownType, node: resource.value.index, "the resource does not say its type")
            }
            checkID(of: resource)
        }
    }

    /// Lists carry no id by the specification (docs/spec/clinical-areas.md section 1.4), nor need an OperationOutcome.
    private static let typesWithoutID: Set<ResourceType> = [.list, .operationOutcome]

    private mutating func checkID(of resource: Resource) {
        guard let id = resource.resourceID else {
            if !Self.typesWithoutID.contains(resource.type) {
                report(.missingID, node: resource.value.index, "the resource has no id: nothing can refer to it")
            }
            return
        }
        if !id.hasLegalID {
            report(.illegalID, node: resource.value.index, "the id is empty, too long or has characters FHIR forbids")
        }
        if !resource.isContained, !seen.insert(id).inserted {
            report(.duplicateID, node: resource.value.index, "a resource of the same type and id stands earlier")
        }
    }

    private mutating func memberIssues() {
        for index in document.nodes.indices.dropLast() where document.nodes[index].kind == .key {
            let value = document.nodes[index + 1]
            switch value.kind {
            case .null: report(.nullValue, node: index + 1, "null stands where a value belongs")
            case .string where value.length == 0: report(.emptyString, node: index + 1, "an empty text")
            case .string: checkText(key: index, value: index + 1)
            default: break
            }
        }
    }

    private mutating func checkText(key: Int, value: Int) {
        if document.text(key, is: "reference") {
            if case .freeText = Reference(document.string(value)) {
                report(.illegalReference, node: value, "words where a reference belongs")
            }
            return
        }
        guard DateElements.contains(document.string(key)) else { return }
        guard let date = FHIRDateTime(document.string(value)) else {
            report(.unreadableDate, node: value, "not a date; the date counts as unknown")
            return
        }
        if date.lacksZone { report(.timeWithoutZone, node: value, "a time without a zone, read as London time") }
    }
}

/// The names of elements that hold a date, dateTime or instant in the resources of a GP record.
private enum DateElements {
    private static let names: Set<String> = [
        "date", "start", "end", "issued", "authoredOn", "indexed", "created", "birthDate", "assertedDate",
        "dateAsserted", "expirationDate", "lastOccurrence", "lastUpdated", "receivedTime", "time",
    ]

    static func contains(_ name: String) -> Bool {
        names.contains(name) || name.hasSuffix("DateTime") || name == "valueDate" || name == "valueInstant"
    }
}
