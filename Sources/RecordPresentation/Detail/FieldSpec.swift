import FHIR

/// One line of an area's table of fields: the label on the screen and the element it shows.
package struct FieldSpec: Sendable {
    package enum Form: Sendable {
        /// By the shape of the element: coded, dated, measured, referring, worded.
        case automatic
        /// Bold: the item's own name.
        case term
        /// Free text, as recorded even where it reads like a date.
        case verbatim
        /// Line by line with its columns kept (docs/spec/hazards.md row 23).
        case fixedWidth
        case yesNo(String, String)
        /// Words for code values; a value not in the table is shown as sent (docs/spec/hazards.md row 21).
        case words([String: String])
        /// A period or date whose missing end has words of its own.
        case period(missingEnd: String)
        /// A coded element whose null flavours mean something of their own here: words by code
        /// (docs/spec/clinical-areas.md section 4, "reaction").
        case nullFlavours([String: String])
        /// `dispenseRequest.quantity`, which may hold words instead of a number.
        case supplied
        case range
    }

    package let label: String
    package let path: ElementPath
    package let form: Form
    /// Stands in the field when the element is missing; nil leaves the field out.
    package let missing: String?

    package init(_ label: String, _ path: ElementPath, _ form: Form = .automatic, missing: String? = nil) {
        self.label = label
        self.path = path
        self.form = form
        self.missing = missing
    }
}

/// A titled part of an area's table of fields.
package struct SectionSpec: Sendable {
    package let title: String
    package let fields: [FieldSpec]

    package init(_ title: String, _ fields: [FieldSpec]) {
        self.title = title
        self.fields = fields
    }
}
