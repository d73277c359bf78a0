import GPConnect
import RecordPresentation
import TerminalUI

/// A screen of paragraphs under headings, made once when it is opened.
struct Paragraph: Sendable {
    var heading: String?
    var text: String
    var level: Mark.Level?
    var style: StyleName = .plain
    var target: Target?

    /// What Enter does to a paragraph.
    enum Target: Hashable, Sendable {
        case resource(Int)
        case area(ClinicalArea)
    }

    init(
        _ text: String, heading: String? = nil, level: Mark.Level? = nil, style: StyleName = .plain,
        target: Target? = nil
    ) {
        self.text = text
        self.heading = heading
        self.level = level
        self.style = style
        self.target = target
    }

    func lines(width: Int, isFirst: Bool) -> [StyledLine] {
        let mark = level.map { $0.symbol + " " } ?? ""
        let opening = heading.map { (isFirst ? [] : [StyledLine()]) + [StyledLine($0, style: .heading)] } ?? []
        return opening.map(\.asLead)
            + StyledLine.wrapped(
                mark + text, width: width, indent: 1, hanging: mark.isEmpty ? 2 : mark.count,
                style: level?.style ?? style)
    }
}

/// A `ListScreen` whose items are paragraphs.
protocol ParagraphScreen: ListScreen {
    var title: String { get }
    var paragraphs: [Paragraph] { get }
    var folder: RecordFolder { get }
}

extension ParagraphScreen {
    package func head(_ frame: Frame) -> [StyledLine] { [StyledLine(title, style: .title)] }

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: paragraphs.count) { paragraphs[$0].lines(width: width, isFirst: $0 == 0) }
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome {
        switch paragraphs[index].target {
        case .resource(let number): .push(DetailScreen(folder, resource: number))
        case .area(let area): .area(AreaJump(area: area))
        case nil: .nothing("nothing to open on this line")
        }
    }

    package func resource(_ frame: Frame) -> Int? {
        guard paragraphs.indices.contains(scroll.cursor), case .resource(let number) = paragraphs[scroll.cursor].target
        else { return nil }
        return number
    }

    package func copyText(_ frame: Frame) -> (text: String, what: String)? {
        paragraphs.indices.contains(scroll.cursor) ? (paragraphs[scroll.cursor].text, "the line") : nil
    }
}

/// Everything that stands above an area's list, in full.
package struct AreaNotesScreen: ParagraphScreen {
    package static let kind = ScreenKind.areaNotes
    let folder: RecordFolder
    let title: String
    let paragraphs: [Paragraph]
    package var scroll = ScrollState()
    package var emptyText: String { "Nothing stands above the list of this area." }

    package init(_ folder: RecordFolder, _ topic: MenuTopic) {
        self.folder = folder
        title = "\(topic.title.uppercased())  notes of this area"
        paragraphs = folder.view(topic).head.map { Paragraph($0.text, level: $0.level) }
    }
}

/// The whole of the banner: what it had no room for, and the allergies behind its label
/// (docs/spec/display.md section 1, "second zone").
package struct PatientScreen: ParagraphScreen {
    package static let kind = ScreenKind.patient
    let folder: RecordFolder
    let title = "PATIENT"
    let paragraphs: [Paragraph]
    package var scroll = ScrollState()

    package init(_ folder: RecordFolder, _ frame: Frame) {
        self.folder = folder
        let banner = folder.banner
        let link = banner.patient.map { Paragraph.Target.resource($0) }
        func known(_ label: String, _ text: String?) -> Paragraph {
            Paragraph("\(label)\u{A0}\(text ?? "Not Known")", target: link)
        }
        var lines = [Paragraph(banner.name, heading: "Identity", style: .value, target: link)]
        lines.append(known("Preferred name", banner.preferredName))
        lines.append(known("Born", banner.born))
        if let died = banner.died {
            lines.append(known("Died", died + (banner.ageAtDeath.map { "  Age at Death \($0)" } ?? "")))
        }
        lines.append(known("Gender", banner.gender))
        lines.append(known("NHS No.", banner.nhsNumber + (banner.nhsNumberCaution.map { " \($0)" } ?? "")))
        let address = banner.address.isEmpty ? nil : banner.address.joined(separator: ", ")
        lines.append(
            Paragraph("Usual address\u{A0}\(address ?? "Not Known")", heading: "Address and contacts", target: link))
        lines += banner.contacts.map { known($0.label, $0.text) }
        lines += banner.marks.map { Paragraph($0.text, level: $0.level) }
        paragraphs = lines + Self.allergies(folder)
    }

    private static func allergies(_ folder: RecordFolder) -> [Paragraph] {
        let view = folder.view(.allergies)
        var lines = [
            Paragraph(folder.banner.allergies.text, heading: "Allergies", style: .value, target: .area(.allergies))
        ]
        for block in view.blocks {
            for (index, row) in block.rows.enumerated() {
                let facts = zip(block.columns, row.cells).filter { !$0.1.isEmpty }.map { column, text in
                    column.isTerm ? text : "\(column.heading) \(text)"
                }
                lines.append(
                    Paragraph(
                        facts.joined(separator: " - "),
                        heading: index == 0 ? "\(block.title) \(block.rows.count)" : nil,
                        target: row.resource.map { .resource($0) }))
            }
        }
        return lines
    }
}
