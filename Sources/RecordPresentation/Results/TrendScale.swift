import FHIR

/// The y axis of a chart: linear, in easy steps, tall enough for the points and their range with a margin; it need not
/// begin at zero (docs/spec/display.md section 8).
package struct TrendScale: Hashable, Sendable {
    package let low: Double
    package let high: Double
    package let step: Double

    /// - Parameter steps: about how many steps there is room for.
    package init?(_ trend: Trend, steps: Int) {
        let values = trend.points.flatMap { [$0.value] + [$0.lower].compactMap { $0 } }
        let limits = [trend.band?.low, trend.band?.high].compactMap { $0 }
        guard !values.isEmpty, let least = (values + limits).min(), let most = (values + limits).max() else {
            return nil
        }
        guard (most - least).isFinite else { return nil }
        let span = most > least ? most - least : max(abs(most), 1)
        let step = Self.easyStep(min(max(span * 1.1 / Double(max(steps, 1)), 1e-300), 1e300))
        self.step = step
        let below = ((least - span * 0.05) / step).rounded(.down) * step
        low = least >= 0 ? max(below, 0) : below
        high = ((most + span * 0.05) / step).rounded(.up) * step
    }

    /// 1, 2 or 5 times a power of ten, not below `rough`.
    private static func easyStep(_ rough: Double) -> Double {
        var power = 1.0
        while power * 10 <= rough { power *= 10 }
        while power > rough { power /= 10 }
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? power * 10
    }

    /// 0 at the foot, 1 at the top.
    package func fraction(_ value: Double) -> Double { high > low ? (value - low) / (high - low) : 0.5 }
}

/// The time ranges a chart can show; new data moves the window, it never stretches it.
package enum TrendPeriod: String, CaseIterable, Sendable {
    case threeMonths = "3 months"
    case twelveMonths = "12 months"
    case threeYears = "3 years"
    case tenYears = "10 years"
    case thirtyYears = "30 years"

    package var days: Int {
        switch self {
        case .threeMonths: 92
        case .twelveMonths: 366
        case .threeYears: 1_096
        case .tenYears: 3_653
        case .thirtyYears: 10_958
        }
    }

    /// The shortest range that ends on `day` and holds the trend's newest two points, else the longest.
    package static func first(showing trend: Trend, endingOn day: CivilDate) -> TrendPeriod {
        guard let oldest = (trend.previous ?? trend.latest)?.day else { return .twelveMonths }
        return allCases.first { oldest >= Double(day.daysSince1970 - $0.days) } ?? .thirtyYears
    }
}

/// The part of a trend that a window shows, with the rows outside it counted, never dropped unsaid.
package struct TrendWindow: Sendable {
    package let firstDay: CivilDate
    package let lastDay: CivilDate
    package let points: [Trend.Point]
    package let before: Int
    package let after: Int

    package init(_ trend: Trend, _ period: TrendPeriod, endingOn day: CivilDate) {
        let first = day.adding(days: -period.days)
        let from = Double(first.daysSince1970)
        let to = Double(day.daysSince1970 + 1)
        firstDay = first
        lastDay = day
        points = trend.points.filter { $0.day >= from && $0.day < to }
        before = trend.points.filter { $0.day < from }.count
        after = trend.points.filter { $0.day >= to }.count
    }

    /// 0 at the left edge, 1 at the right.
    package func fraction(_ point: Trend.Point) -> Double {
        (point.day - Double(firstDay.daysSince1970)) / Double(lastDay.daysSince1970 + 1 - firstDay.daysSince1970)
    }
}
