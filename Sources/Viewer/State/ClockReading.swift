/// The time as the edge read it: the program itself never asks a clock.
package struct ClockReading: Hashable, Sendable {
    /// Seconds of a clock that only goes forward; from any start.
    package var seconds: Int
    /// `14:07`, 24 hours.
    package var text: String

    package init(seconds: Int, text: String) {
        self.seconds = seconds
        self.text = text
    }
}
