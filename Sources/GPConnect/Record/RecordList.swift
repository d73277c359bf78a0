import FHIR

/// A List resource of a record, read by its code (docs/spec/clinical-areas.md section 1).
package struct RecordList: Sendable {
    package enum Kind: Hashable, Sendable {
        case primary(ListCode)
        case secondary(ListCode)
        case structure(StructureLevel)
        /// A List with another code or none: kept, shown by its title.
        case unknown(code: String?)
    }

    package struct Entry: Sendable {
        package let value: JSONValue
        /// `item.reference` as sent; nil when the entry has only words or nothing.
        package let reference: String?
        /// The resource meant; nil when the record does not hold it.
        package let target: Int?

        /// `item.display`: with no reference, the words that stand for an item that was not sent
        /// (docs/spec/warnings.md section 3).
        package var display: String? { value["item"]?["display"]?.recorded?.nonEmpty ?? identifier }

        /// An item outside the record may be known by its identifier alone.
        private var identifier: String? {
            let identifier = value["item"]?["identifier"]
            return identifier?["value"]?.recorded?.nonEmpty.map { number in
                "identifier \(number)" + (identifier?["system"]?.recorded.map { " (\($0))" } ?? "")
            }
        }
    }

    /// Number of the List in `Bundle.resources`.
    package let resource: Int
    package let value: JSONValue
    package let kind: Kind
    package let entries: [Entry]

    package var listCode: ListCode? {
        switch kind {
        case .primary(let code), .secondary(let code): code
        case .structure, .unknown: nil
        }
    }

    /// The code as sent, known or not.
    package var code: String? {
        switch kind {
        case .primary(let code), .secondary(let code): code.code
        case .structure(let level): level.rawValue
        case .unknown(let code): code
        }
    }

    /// Neither a list of the specification nor part of a consultation's structure.
    package var isOfUnknownKind: Bool {
        if case .unknown = kind { value["encounter"] == nil } else { false }
    }

    /// Part of a consultation's structure by its code, or by the consultation it names.
    package var isOfConsultation: Bool { listCode == nil && !isOfUnknownKind }

    package var title: String? { value["title"]?.recorded?.nonEmpty }

    /// The title as sent, else the specification's, else the code.
    package var name: String {
        title ?? listCode?.title ?? CodeableConcept(value["code"])?.term ?? "List without a title"
    }

    /// The codes of extension ListWarningCode in the order sent, known or not (docs/spec/warnings.md section 1).
    package var warningCodes: [String] { ListWarning.codes(of: value) }

    /// The texts of `note`; suppliers send one or several.
    package var notes: [String] { value.all("note").compactMap { $0["text"]?.recorded?.nonEmpty } }
    package var date: RecordedDate { RecordedDate(value["date"]) }
    package var emptyReason: CodeableConcept? { CodeableConcept(value["emptyReason"]) }

    /// FHIR's own reasons for an empty list that do not say that nothing is recorded; GP Connect sends another
    /// (docs/spec/clinical-areas.md section 1.4).
    private static let reasonsOfLack: Set<String> = ["withheld", "unavailable", "notasked", "notstarted", "closed"]

    /// Whether the list is empty for a reason that leaves open what there is.
    package var lacksItems: Bool {
        emptyReason?.codings.contains { $0.code.map(Self.reasonsOfLack.contains) == true } ?? false
    }

    /// Why the list is empty, in words; nil for GP Connect's own reason, which says no more than that it is.
    package var emptyReasonWords: String? {
        guard let reason = emptyReason, !reason.hasCode("no-content-recorded") else { return nil }
        return reason.term
    }
}

extension RecordList {
    init(resource number: Int, in bundle: Bundle, index: RecordIndex) {
        let value = bundle.resources[number].value
        resource = number
        self.value = value
        kind = Self.kind(of: value)
        entries = value.all("entry").map { entry in
            let reference = entry["item"]?["reference"]
            return Entry(
                value: entry, reference: reference?.recorded?.nonEmpty,
                target: reference.flatMap { index.resolve(node: $0.index, from: number) })
        }
    }

    /// By code alone, whatever the code system is called; titles differ between suppliers.
    private static func kind(of value: JSONValue) -> Kind {
        let codes = CodeableConcept(value["code"])?.codings.compactMap(\.code) ?? []
        for code in codes {
            if let known = ListCode.known(code) { return known.isSecondary ? .secondary(known) : .primary(known) }
            if let level = StructureLevel(rawValue: code) { return .structure(level) }
        }
        return .unknown(code: codes.first)
    }
}
