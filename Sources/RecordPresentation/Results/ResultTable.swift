import FHIR
import GPConnect

/// All measured results of a record, sorted into series.
package struct ResultTable: Sendable {
    /// By name A - Z, then unit and performer.
    package let series: [ResultSeries]

    package init(in context: RecordContext) {
        var collector = Collector(context: context)
        for number in context.record.resources.indices where context.resource(number).type == .observation {
            collector.add(number)
        }
        series = collector.series()
    }

    /// The series that has this result; nil for what is not measured.
    package func series(holding number: Int) -> ResultSeries? {
        series.first { $0.rows.contains { $0.resource == number } }
    }
}

extension ResultTable {
    private struct Collector {
        let context: RecordContext
        private var valued: [ResultSeries.Key: [ResultRow]] = [:]
        /// Results whose value is missing, by what they would be a value of: they belong in every unit's table.
        private var missing: [ResultSeries.Key: [ResultRow]] = [:]

        init(context: RecordContext) { self.context = context }

        mutating func add(_ number: Int) {
            // Another patient's value must never stand among this one's (docs/spec/hazards.md section 2).
            guard context.record.namesDifferentPatient(number) == nil else { return }
            let resource = context.resource(number)
            let text = ObservationText(number, in: context)
            let pressure = BloodPressure(resource.value)
            let quantity = resource["valueQuantity"]
            guard pressure != nil || quantity?["value"] != nil else {
                if resource.value.choice("value") == nil, resource["dataAbsentReason"] != nil {
                    missing[key(text, resource, unit: ""), default: []].append(row(text, comparator: ""))
                }
                return
            }
            let comparator = pressure == nil ? quantity?["comparator"]?.recorded ?? "" : ""
            let key = key(text, resource, unit: text.value.unit)
            valued[key, default: []].append(row(text, comparator: comparator))
        }

        private func key(_ text: ObservationText, _ resource: Resource, unit: String) -> ResultSeries.Key {
            let codings = CodeableConcept(resource["code"])?.codings ?? []
            let actors = ActorText(context.record)
            let performers = resource.value.all("performer").compactMap { actors.text($0, from: text.number)?.text }
            return ResultSeries.Key(
                name: DisplayText.scrub(text.term),
                code: codings.map { "\($0.system ?? "") \($0.code ?? "")" }.joined(separator: ", "),
                unit: DisplayText.scrub(unit), performer: DisplayText.scrub(performers.joined(separator: "; ")))
        }

        private func row(_ text: ObservationText, comparator: String) -> ResultRow {
            let resource = context.resource(text.number)
            let literal = resource["valueQuantity"]?["value"]?.recorded
            let value = BloodPressure(resource.value) == nil ? literal ?? text.value.text : text.value.text
            return ResultRow(
                resource: text.number, date: text.date, comparator: DisplayText.scrub(comparator),
                value: DisplayText.scrub(value),
                range: DisplayText.scrub(text.range(unit: text.value.unit).nonEmpty ?? "Not recorded"),
                flag: DisplayText.scrub(text.flag), comment: comment(text),
                status: ResultWords.stateMark(resource.value))
        }

        private func comment(_ text: ObservationText) -> String? {
            let filing = context.record.observationLinks(of: text.number).filter {
                $0.relation == .member && context.record.isCommentNote($0.observation)
            }
            let texts = [text.comment] + filing.map { ObservationText($0.observation, in: context).comment }
            let words = texts.compactMap { $0 }
            return words.isEmpty ? nil : DisplayText.scrub(words.joined(separator: "\n"))
        }

        func series() -> [ResultSeries] {
            valued.map { key, rows in
                let bare = ResultSeries.Key(name: key.name, code: key.code, unit: "", performer: key.performer)
                let others = key.unit.isEmpty ? [] : missing[bare] ?? []
                return ResultSeries(key: key, rows: Self.newestFirst(rows + others))
            }.sorted { left, right in
                (left.key.name.lowercased(), left.key.code, left.key.unit, left.key.performer)
                    < (right.key.name.lowercased(), right.key.code, right.key.unit, right.key.performer)
            }
        }

        private static func newestFirst(_ rows: [ResultRow]) -> [ResultRow] {
            rows.enumerated().sorted { left, right in
                switch (left.element.date.date?.sortKey, right.element.date.date?.sortKey) {
                case (let first?, let second?) where first != second: first.isAbove(second)
                case (.some, nil): true
                case (nil, .some): false
                default: left.offset < right.offset
                }
            }.map(\.element)
        }
    }
}
