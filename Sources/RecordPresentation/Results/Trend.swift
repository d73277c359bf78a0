import FHIR
import GPConnect

/// A series as points to be drawn. Places are numbers, words are the literals recorded: nothing is rounded for the eye
/// (docs/spec/display.md section 8).
package struct Trend: Sendable {
    package enum Limit: Hashable, Sendable {
        case exact
        /// `<`, `<=`: the value lies below what the laboratory could tell.
        case atMost
        /// `>`, `>=`.
        case atLeast
    }

    package struct Point: Sendable {
        /// Number of the Observation in `Bundle.resources`.
        package let resource: Int
        /// Days since 1970 with the time of day as a fraction: where the point stands on the axis.
        package let day: Double
        package let value: Double
        /// The lower number of a blood pressure.
        package let lower: Double?
        /// `> 6.0`, `142/88`.
        package let text: String
        package let limit: Limit
        package let hasPartialDate: Bool

        /// Limits, partial dates and pressures are drawn with marks of their own and joined to nothing.
        package var isJoined: Bool { limit == .exact && !hasPartialDate && lower == nil }
    }

    /// The reference range, where one and the same applies to all points.
    package struct Band: Hashable, Sendable {
        package let low: Double?
        package let high: Double?
        package let text: String
    }

    package let title: String
    package let unit: String
    /// Oldest first.
    package let points: [Point]
    package let band: Band?
    /// Rows that have no date or no value, or were cancelled or entered in error: they stand in the table only.
    package let rowsNotDrawn: Int

    package init(_ series: ResultSeries, in context: RecordContext) {
        title = series.key.name
        unit = series.key.unit
        let drawn = series.rows.compactMap { row in Self.point(row, in: context) }
        points = drawn.enumerated().sorted { ($0.element.day, -$0.offset) < ($1.element.day, -$1.offset) }.map(
            \.element)
        rowsNotDrawn = series.rows.count - drawn.count
        band = Self.band(of: drawn.map { context.resource($0.resource).value }, unit: series.key.unit)
    }

    package var latest: Point? { points.last }
    package var previous: Point? { points.dropLast().last }

    private static func point(_ row: ResultRow, in context: RecordContext) -> Point? {
        // What was taken back is a row of the table, never a point or the latest value.
        guard let date = row.date.date, row.status?.level != .alert else { return nil }
        let numbers = row.value.split(separator: "/").map { Double($0) }
        guard let first = numbers.first ?? nil, first.isFinite, numbers.count <= 2 else { return nil }
        if numbers.count == 2, numbers[1] == nil { return nil }
        return Point(
            resource: row.resource, day: place(of: date), value: first, lower: numbers.count == 2 ? numbers[1] : nil,
            text: row.comparator.isEmpty ? row.value : "\(row.comparator) \(row.value)",
            limit: limits[row.comparator] ?? .exact, hasPartialDate: date.precision < .day)
    }

    private static let limits: [String: Limit] = ["<": .atMost, "<=": .atMost, ">": .atLeast, ">=": .atLeast]

    private static func place(of date: FHIRDateTime) -> Double {
        let key = date.sortKey
        return Double(key.day.daysSince1970) + Double(key.secondOfDay) / 86_400
    }

    /// Nil as soon as one point has another range, several, or one in another unit.
    private static func band(of observations: [JSONValue], unit: String) -> Band? {
        let bands = observations.map { observation -> Band? in
            let ranges = observation.all("referenceRange")
            guard ranges.count == 1 else { return nil }
            let limits = [ranges[0]["low"], ranges[0]["high"]]
            let units = limits.compactMap { $0.map(UnitText.shown) }
            guard units.allSatisfy({ $0.isEmpty || $0 == unit }) else { return nil }
            let numbers = limits.map { $0?["value"]?.recorded.flatMap(Double.init) }
            guard numbers.contains(where: { $0 != nil }) else { return nil }
            return Band(low: numbers[0], high: numbers[1], text: ResultWords.range(observation, unit: unit))
        }
        guard let first = bands.first ?? nil, bands.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}
