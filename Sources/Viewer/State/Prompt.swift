import GPConnect
import RecordPresentation
import TerminalUI

/// A question in the bottom line.
package struct Prompt: Sendable {
    package enum Purpose: Hashable, Sendable {
        case search
        /// The words that rows must hold in a column; nil: anywhere in the row.
        case filter(column: String?, heading: String)
        /// The value of a request's part, evaluated with each key.
        case parameter(ParameterRow)
        /// The name of a file to write.
        case save(SaveRequest.Content)
        /// Whether a file that is there may be replaced.
        case replace(SaveRequest)
        /// Whether a document that may be slow is wanted.
        case largeDocument(DocumentOrder)
        /// The name of a file for a document of the library.
        case saveDocument(Int64)
        /// A value of the form of a retrieval.
        case fetchField(FetchForm.Field)
        /// A value of the form of a search for documents.
        case searchField(SearchForm.Field)
    }

    package let purpose: Purpose
    package var field = TextField()

    package init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        field = TextField(text)
    }

    package var label: String {
        switch purpose {
        case .search: "Find in the whole record: "
        case .largeDocument(let order):
            "LARGE – may be slow (\(order.size.map(DocumentFile.sizeText) ?? "size not stated")): type yes to retrieve: "
        case .saveDocument: "Save the document as: "
        case .fetchField(.part(let name)): "\(name) (empty takes it out): "
        case .fetchField: "NHS number: "
        case .searchField(.nhsNumber): "NHS number: "
        case .searchField(let field): "\(field.rawValue) (empty takes it out): "
        case .parameter(let row): "\(row.name) (\(row.form)): "
        case .save(let content): "Save the \(content.rawValue) as: "
        case .replace(let request): "\(request.path) is there already: type yes to replace it: "
        case .filter(_, let heading): "Show rows where \(heading) contains (or = ..., before 2019, ...): "
        }
    }
}

/// An item of a `ChoiceScreen`.
package enum Choice: Hashable, Sendable {
    case filterBy(column: String?, heading: String)
    case joinFilters(any: Bool)
    case sortBy(column: String, heading: String)
    case file(Int)
    case preset(Int)
    /// A record of the library, by its number.
    case savedRecord(Int64)
    /// A record of the library that was retrieved just now.
    case fetchedRecord(Int64)
    case fetchField(FetchForm.Field)
    /// A document of the library, and whose it is.
    case savedDocument(ShelfDocument, nhsNumber: String)
    /// A kept search, and of whose documents.
    case keptSearch(ShelfSearch, nhsNumber: String)
    case searchField(SearchForm.Field)
    /// Whom to ask, by the provider's name.
    case provider(String, Retrieval.Order)
}

/// An area to go to, with the item that should be under the cursor.
package struct AreaJump: Hashable, Sendable {
    package var topic: MenuTopic
    package var resource: Int?

    package init(area: ClinicalArea, resource: Int? = nil) { self.init(.area(area), resource: resource) }

    package init(_ topic: MenuTopic, resource: Int? = nil) {
        self.topic = topic
        self.resource = resource
    }
}
