import Foundation

/// The best of several runs, in milliseconds: the least disturbed one.
enum Stopwatch {
    static func milliseconds(runs: Int, _ work: () -> Void) -> Double {
        (0..<runs).map { _ in
            let start = DispatchTime.now().uptimeNanoseconds
            work()
            return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
        }.min() ?? 0
    }

    static func line(_ name: String, _ milliseconds: Double, beside other: (String, Double)? = nil) {
        let figure = String(format: "%8.2f ms", milliseconds)
        guard let other, other.1 > 0 else {
            print("\(name.padding(toLength: 44, withPad: " ", startingAt: 0)) \(figure)")
            return
        }
        let ratio = String(format: "%.2f of %@ (%.2f ms)", milliseconds / other.1, other.0, other.1)
        print("\(name.padding(toLength: 44, withPad: " ", startingAt: 0)) \(figure)   \(ratio)")
    }
}
