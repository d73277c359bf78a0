import FHIR
import GPConnect

/// `show --format json`: recorded values where the schema says so, screen text in `columns`
/// (the schema stands in docs/OUTPUT.md).
package enum ReportJSON {
    package static func bytes(_ report: RecordReport) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { object in
            object.key("patient")
            patient(report, &object)
            object.key("source")
            source(report, &object)
            object.key("areas")
            object.array { array in for view in report.areas { area(view, &array) } }
            if let others = report.others {
                object.key("others")
                area(others, &object)
            }
            object.key("warnings")
            object.array { array in for item in report.warnings where item.kind != .patient { warning(item, &array) } }
            object.key("identityWarnings")
            object.array { array in for item in report.warnings where item.kind == .patient { warning(item, &array) } }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func patient(_ report: RecordReport, _ writer: inout JSONWriter) {
        let record = report.context.record
        let patient = record.patient.map { record.resource($0).value }
        let number = patient?.all("identifier").first {
            $0["system"]?.isText("https://fhir.nhs.uk/Id/nhs-number") == true
        }
        writer.object { object in
            object.member("nhsNumber", number?["value"]?.recorded)
            object.member("name", report.banner.name)
            object.member("birthDate", patient?["birthDate"]?.recorded)
            object.member("gender", patient?["gender"]?.recorded)
            object.member("deceased", (patient?["deceasedDateTime"] ?? patient?["deceasedBoolean"])?.recorded)
            object.member("reference", record.patient.map { record.resource($0).label })
            object.member("born", report.banner.born)
            object.member("nhsNumberCaution", report.banner.nhsNumberCaution)
            object.member("allergies", report.banner.allergies.kind.rawValue)
        }
    }

    private static func source(_ report: RecordReport, _ writer: inout JSONWriter) {
        writer.object { object in
            object.member("name", report.context.origin.name)
            object.member("practice", report.source.practice)
            object.member("retrieved", report.context.origin.retrieved?.text)
            object.member("scope", report.source.scope)
            object.member("asOf", report.context.referenceDay.description)
        }
    }

    private static func area(_ view: AreaView, _ writer: inout JSONWriter) {
        writer.object { object in
            object.member("area", view.name)
            object.member("title", view.title)
            object.member("state", view.state.rawValue)
            object.member("count", view.count)
            object.member("linked", view.linkedCount)
            object.key("filters")
            object.array(of: view.filters)
            object.key("warnings")
            object.array(of: view.warnings)
            object.key("head")
            object.array(of: view.head.map(\.text))
            object.key("items")
            object.array { array in
                for block in view.blocks { items(block, &array) }
            }
        }
    }

    private static func items(_ block: Block, _ writer: inout JSONWriter) {
        let empty = writer.part
        let parts = SideBySide.chunks(block.rows) { rows in
            var part = empty
            for row in rows { item(row, block, &part) }
            return part
        }
        for part in parts { writer.append(part) }
    }

    private static func item(_ row: Row, _ block: Block, _ writer: inout JSONWriter) {
        writer.object { object in
            object.member("reference", row.reference)
            object.member("list", row.list)
            object.member("block", block.title)
            object.key("columns")
            object.object { columns in
                for (column, cell) in zip(block.columns, row.cells) { columns.member(column.name, cell) }
            }
            object.key("lines")
            object.array(of: row.lines.map(\.labelled))
            object.key("marks")
            object.array(of: (row.isSupplied ? [] : ["notSupplied"]) + row.marks.map(\.text))
        }
    }

    private static func warning(_ warning: RecordWarning, _ writer: inout JSONWriter) {
        writer.object { object in
            object.member("kind", warning.kind.rawValue)
            object.member("code", warning.code)
            object.member("scope", warning.scope)
            object.member("text", warning.text)
            object.key("areas")
            object.array(of: warning.areas.map(\.rawValue))
        }
    }
}
