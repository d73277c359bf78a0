import FHIR
import GPConnect
import RecordPresentation
import TerminalUI

/// What was asked for, what a structured record leaves out, and the file itself (docs/spec/hazards.md rows 31, 33, 37, 61).
package struct AboutScreen: ParagraphScreen {
    package static let kind = ScreenKind.about
    let folder: RecordFolder
    let title = "ABOUT THIS RECORD"
    let paragraphs: [Paragraph]
    package var scroll = ScrollState()

    package init(_ folder: RecordFolder, _ frame: Frame) {
        self.folder = folder
        paragraphs = Self.source(folder) + Self.request(folder) + Self.limits + Self.file(folder) + Self.issues(folder)
    }

    private static func source(_ folder: RecordFolder) -> [Paragraph] {
        let source = folder.source
        var lines = [
            Paragraph("Source\u{A0}GP practice record, \(source.practice)", heading: "Source and age"),
            Paragraph(source.retrieval.prefix(1).uppercased() + source.retrieval.dropFirst()),
            Paragraph("Marks and ages are measured from \(source.referenceDay)"),
        ]
        lines.append(
            Paragraph(source.newestList.map { "Newest list of the record\u{A0}\($0)" } ?? "No list says its date"))
        return lines
    }

    private static func request(_ folder: RecordFolder) -> [Paragraph] {
        guard let scope = folder.context.origin.scope else {
            return [
                Paragraph(
                    "Request not known: nothing beside the file says what the practice was asked for. An area that is not "
                        + "in the file may not have been asked for.", heading: "What was asked for", level: .check)
            ]
        }
        let areas = ClinicalArea.allCases.filter { $0 != .documents }
        let asked = areas.filter { scope.areas.contains($0) }.map(\.title).joined(separator: ", ")
        let not = areas.filter { !scope.areas.contains($0) }.map(\.title).joined(separator: ", ")
        var lines = [
            Paragraph("Asked for\u{A0}\(asked.isEmpty ? "nothing" : asked)", heading: "What was asked for"),
            Paragraph("Not asked for\u{A0}\(not.isEmpty ? "no area: all were asked for" : not)"),
        ]
        for area in areas {
            lines += (scope.filters[area] ?? []).map { Paragraph("\(area.title): \($0)", level: .check) }
        }
        return lines
    }

    /// Standing texts; the limits of the service, not of this record.
    private static let limits: [Paragraph] = [
        Paragraph(
            "This view supplements other sources of information about the patient; it does not replace them. It gives no "
                + "decision support.", heading: "What this view does not show"),
        Paragraph("Local alerts held at the practice are outside GP Connect: no alert here does not mean none there."),
        Paragraph("Consultations and problems may be part of the record only."),
        Paragraph(
            "Medicines obtained elsewhere may be missing: private, over the counter, clinic, prison, military, some "
                + "controlled drugs."),
        Paragraph("Allergies that other organisations shared with the practice may be missing."),
        Paragraph("Practice tasks and appointments are not included; no diary entry does not mean no recall."),
        Paragraph("Items may be withheld because the patient or the practice said so."),
        Paragraph("Gaps in the practice's own record look like nothing recorded."),
        Paragraph("Errors in the record are for the practice to correct: tell it."),
    ]

    private static func file(_ folder: RecordFolder) -> [Paragraph] {
        let bundle = folder.record.bundle
        return [
            Paragraph("File\u{A0}\(DisplayText.scrub(folder.context.origin.name))", heading: "The file"),
            Paragraph("Size\u{A0}\(bundle.document.bytes.count) bytes"),
            Paragraph(
                "\(bundle.entries.count) entries, \(bundle.resources.count) resources, \(folder.record.lists.count) lists"
            ),
        ]
    }

    private static func issues(_ folder: RecordFolder) -> [Paragraph] {
        let issues = folder.parseIssues
        guard !issues.isEmpty else {
            return [Paragraph("Nothing in the file was read leniently.", heading: "Read leniently")]
        }
        var order: [String] = []
        var counts: [String: Int] = [:]
        for issue in issues {
            if counts[issue.text] == nil { order.append(issue.text) }
            counts[issue.text, default: 0] += 1
        }
        return order.enumerated().map { index, text in
            Paragraph(
                "\(counts[text] ?? 0) times: \(text)", heading: index == 0 ? "Read leniently \(issues.count)" : nil,
                level: .note)
        }
    }
}
