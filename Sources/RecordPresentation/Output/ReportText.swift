import FHIR
import GPConnect

/// `show --format text`: top to bottom, one `Label: value` a line, no boxes, no colour, dates and comparators in words
/// (docs/spec/display.md section 12).
package struct ReportText: Sendable {
    private let report: RecordReport
    private var lines: [String] = []

    /// - Parameter makeReport: runs with plain wording in force.
    package static func text(_ makeReport: () -> RecordReport) -> String {
        Wording.$current.withValue(.plain) {
            var text = ReportText(report: makeReport())
            text.write()
            return text.lines.joined(separator: "\n") + "\n"
        }
    }

    private init(report: RecordReport) { self.report = report }

    private mutating func write() {
        lines.append("NHS Confidential: Personal Data about a patient")
        writeBanner()
        writeWarnings()
        lines.append("Source: \(report.source.text)")
        if let newest = report.source.newestList { lines.append("Newest list of the record: \(newest)") }
        lines.append("Marks and ages are measured from: \(report.source.referenceDay)")
        for view in report.areas { writeArea(view) }
        if let others = report.others { writeArea(others) }
        writeOthers()
    }

    private mutating func writeBanner() {
        let banner = report.banner
        lines.append("Patient: \(banner.name)")
        if let name = banner.preferredName { lines.append("Preferred name: \(name)") }
        lines.append("Born: \(banner.born)")
        if let died = banner.died {
            lines.append("DECEASED")
            lines.append("Died: \(died)")
            if let age = banner.ageAtDeath { lines.append("Age at Death: \(age)") }
        }
        lines.append("Gender: \(banner.gender)")
        lines.append("NHS No.: \(banner.nhsNumber)" + (banner.nhsNumberCaution.map { " \($0)" } ?? ""))
        lines.append(
            "Allergies: \(banner.allergies.kind.rawValue)" + (banner.allergies.addition.map { " \($0)" } ?? ""))
        for mark in banner.marks { lines.append("Warning: \(mark.text)") }
    }

    private mutating func writeContact() {
        let banner = report.banner
        if !banner.address.isEmpty { lines.append("Usual address: \(banner.address.joined(separator: ", "))") }
        for contact in banner.contacts { lines.append("\(contact.label): \(contact.text)") }
    }

    private mutating func writeWarnings() {
        writeContact()
        let count = report.warnings.count
        lines.append("Warnings: \(count == 0 ? "none received" : String(count))")
        for warning in report.warnings {
            let areas = warning.areas.isEmpty ? "" : " [\(warning.areas.map(\.title).joined(separator: ", "))]"
            lines.append(
                "  \(label(warning.level)): \(DisplayText.scrub(warning.code))\(areas): "
                    + indented(DisplayText.scrub(warning.text), 4))
        }
    }

    private func label(_ level: Mark.Level) -> String {
        switch level {
        case .alert: "Warning"
        case .check: "Check"
        case .note: "Note"
        }
    }

    private mutating func writeArea(_ view: AreaView) {
        lines += ["", "\(view.title): \(count(view))"]
        lines.append("Patient: \(report.banner.name), NHS No.: \(report.banner.nhsNumber)")
        for line in view.head { lines.append((line.level.map { "\(label($0)): " } ?? "") + indented(line.text, 2)) }
        for block in view.blocks { writeBlock(block) }
        writeNamedByConsultations(view)
    }

    /// Items that stand in consultations alone have no row: what their entry there leaves out is told here.
    private mutating func writeNamedByConsultations(_ view: AreaView) {
        guard let area = view.area else { return }
        let items = ConsultationOnly.items(of: area, in: report.context.record)
        guard !items.isEmpty else { return }
        lines += ["", "In consultations only: \(items.count) item\(items.count == 1 ? "" : "s")"]
        for number in items {
            let detail = AreaCatalogue.detail(of: number, in: report.context)
            lines += ["", "  \(indented(detail.title, 4))"]
            for mark in detail.marks { lines.append("  \(label(mark.level)): \(indented(mark.text, 4))") }
            writeDetail(detail)
        }
    }

    private func count(_ view: AreaView) -> String {
        let linked = view.linkedCount > 0 ? " +\(view.linkedCount) linked" : ""
        switch view.state {
        case .returned: return "\(view.count) item\(view.count == 1 ? "" : "s")\(linked)"
        case .empty: return "none recorded\(linked)"
        case .disabled: return "SWITCHED OFF\(linked)"
        case .notReturned: return (report.context.origin.scope == nil ? "not in this file" : "not returned") + linked
        }
    }

    private mutating func writeBlock(_ block: Block) {
        let linked = block.kind == .linked ? " (linked items)" : ""
        lines += [
            "", "\(block.title)\(linked): \(block.rows.count) item\(block.rows.count == 1 ? "" : "s"), \(block.order)",
        ]
        if block.rows.isEmpty { lines.append("  \(block.emptyText)") }
        let empty = part
        let parts = SideBySide.chunks(block.rows, of: 64) { rows in
            var part = empty
            for row in rows { part.writeRow(row, block) }
            return part.lines
        }
        for part in parts { lines += part }
    }

    /// A writer for some of the rows.
    private var part: ReportText { ReportText(report: report) }

    private mutating func writeRow(_ row: Row, _ block: Block) {
        lines.append("")
        for (column, cell) in zip(block.columns, row.cells) where !cell.isEmpty {
            lines.append("  \(column.heading): \(indented(cell, 4))")
        }
        for line in row.lines where !line.isExcerpt {
            lines.append("  " + (line.label.map { "\($0): " } ?? "") + indented(line.text, 4))
        }
        for mark in row.marks { lines.append("  \(label(mark.level)): \(indented(mark.text, 4))") }
        if let number = row.resource { writeDetail(AreaCatalogue.detail(of: number, in: report.context)) }
    }

    private mutating func writeDetail(_ detail: Detail) {
        for section in detail.sections {
            let indent = String(repeating: " ", count: 4 + section.depth * 2)
            if !section.title.isEmpty { lines.append("\(indent)\(section.title)") }
            for field in section.fields {
                let text = indented(field.text, indent.count + 4)
                lines.append(field.label.isEmpty ? "\(indent)  \(text)" : "\(indent)  \(field.label): \(text)")
            }
        }
    }

    /// What belongs to no area: the people and places of the record, and what could not be placed.
    private mutating func writeOthers() {
        let record = report.context.record
        let others = record.resources.indices.filter {
            record.resource($0).type != .list && ClinicalArea.home(of: record.resource($0)) == nil
        }.filter { number in report.others?.rows.contains { $0.resource == number } != true }
        guard !others.isEmpty else { return }
        lines += ["", "People, places and other resources: \(others.count)"]
        for number in others {
            let detail = AreaCatalogue.detail(of: number, in: report.context)
            lines += ["", "  \(detail.title)"]
            for mark in detail.marks { lines.append("  \(label(mark.level)): \(DisplayText.scrub(mark.text))") }
            writeDetail(detail)
        }
    }

    private func indented(_ text: String, _ columns: Int) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == 0xC2 }) else { return text }
        return text.replacing("\n", with: "\n" + String(repeating: " ", count: columns)).replacing("\u{A0}", with: " ")
    }
}
