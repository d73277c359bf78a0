import FHIR

/// Everything a record holds of one item, in sections from the most to the least telling.
package struct Detail: Sendable {
    package let title: String
    package let resource: Int?
    package let marks: [Mark]
    package let sections: [DetailSection]

    package init(title: String, resource: Int?, marks: [Mark], sections: [DetailSection]) {
        self.title = title
        self.resource = resource
        self.marks = marks
        self.sections = sections
    }
}

package struct DetailSection: Sendable {
    package enum Kind: Hashable, Sendable {
        case main
        /// Codes of coded elements: hidden at first, one key shows them (docs/spec/display.md section 6).
        case codes
        /// What has no place in the layout: never dropped (docs/spec/hazards.md row 11).
        case more
    }

    package let title: String
    package let kind: Kind
    /// Indentation: headings of a consultation below their topic.
    package let depth: Int
    /// The resource the section tells of, when it is another than the detail's own: a plan, an issue, a result.
    package let resource: Int?
    package let fields: [DetailField]

    package init(
        _ title: String, kind: Kind = .main, depth: Int = 0, resource: Int? = nil, fields: [DetailField]
    ) {
        self.title = title
        self.kind = kind
        self.depth = depth
        self.resource = resource
        self.fields = fields
    }
}

package struct DetailField: Hashable, Sendable {
    package enum Style: Hashable, Sendable {
        case plain
        /// Drug, agent, problem or result: bold.
        case term
        /// Laboratory text: line by line, columns kept (docs/spec/hazards.md row 23).
        case fixedWidth
        case mark(Mark.Level)
    }

    package let label: String
    /// May hold line breaks.
    package let text: String
    package let style: Style
    /// The resource the text names, to jump to.
    package let link: Int?

    package init(_ label: String, _ text: String, style: Style = .plain, link: Int? = nil) {
        self.label = label
        self.text = text
        self.style = style
        self.link = link
    }
}
