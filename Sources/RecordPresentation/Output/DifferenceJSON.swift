import FHIR
import GPConnect

/// `diff --format json`: every difference with its exact path and its literals as received (docs/OUTPUT.md).
package enum DifferenceJSON {
    package static func bytes(_ difference: RecordDifference) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { object in
            object.member("equal", difference.isEmpty)
            object.key("samePatient")
            if let isSame = difference.isSamePatient {
                object.literal(isSame ? "true" : "false")
            } else {
                object.null()
            }
            object.member("asOf", difference.after.referenceDay.description)
            object.key("before")
            record(difference.before, &object)
            object.key("after")
            record(difference.after, &object)
            object.key("areas")
            object.array { array in
                for area in difference.areas where !area.isEmpty { Self.area(area, difference, &array) }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func record(_ context: RecordContext, _ writer: inout JSONWriter) {
        writer.object { object in
            object.member("name", context.origin.name)
            object.member("patient", PatientBanner.of(context).name)
            object.member("nhsNumber", RecordDifference.nhsNumber(context))
            object.member("retrieved", context.origin.retrieved?.text)
        }
    }

    private static func area(_ area: AreaDifference, _ difference: RecordDifference, _ writer: inout JSONWriter) {
        writer.object { object in
            object.member("area", area.area?.rawValue)
            object.member("title", area.title)
            object.key("before")
            standing(area.before, &object)
            object.key("after")
            standing(area.after, &object)
            object.key("summary")
            object.array(of: difference.summary(of: area))
            object.key("items")
            object.array { array in for item in area.items { Self.item(item, difference, &array) } }
        }
    }

    private static func standing(_ standing: AreaDifference.Standing?, _ writer: inout JSONWriter) {
        guard let standing else { return writer.null() }
        writer.object { object in
            object.member("state", standing.state.rawValue)
            object.member("count", standing.count)
            object.member("linked", standing.linked)
            object.key("warnings")
            object.array(of: standing.warningCodes)
        }
    }

    private static func item(_ item: ItemDifference, _ difference: RecordDifference, _ writer: inout JSONWriter) {
        let old = item.before.map(difference.before.resource)
        let new = item.after.map(difference.after.resource)
        writer.object { object in
            object.member("change", item.change.rawValue)
            object.member("type", (old ?? new)?.type.rawValue)
            object.member("name", item.name)
            object.key("before")
            place(old, item.listsBefore, &object)
            object.key("after")
            place(new, item.listsAfter, &object)
            object.key("elements")
            object.array { array in for change in item.elements { element(change, &array) } }
        }
    }

    private static func place(_ resource: Resource?, _ lists: [String], _ writer: inout JSONWriter) {
        guard let resource else { return writer.null() }
        writer.object { object in
            object.member("reference", resource.label)
            object.member("path", resource.value.path)
            object.key("lists")
            object.array(of: lists)
        }
    }

    private static func element(_ change: ElementChange, _ writer: inout JSONWriter) {
        writer.object { object in
            object.member("kind", change.kind.rawValue)
            object.member("path", change.path)
            object.member("technical", change.isTechnical)
            object.key("before")
            literal(change.before, &object)
            object.key("after")
            literal(change.after, &object)
        }
    }

    private static func literal(_ source: ArraySlice<UInt8>?, _ writer: inout JSONWriter) {
        if let source { writer.raw(source) } else { writer.null() }
    }
}
