import FHIR
import RecordPresentation
import TerminalUI

extension ScreenKind {
    package static let retrieving = ScreenKind("Retrieving")
    package static let retrievalFailure = ScreenKind("Retrieval failure")
    package static let refusal = ScreenKind("Refusal")
    package static let retrieved = ScreenKind("Retrieved")
}

/// Some lines below a title: what stands on the screen while something is retrieved and after it failed.
protocol LinesScreen: ListScreen {
    var title: String { get }
    var titleStyle: StyleName { get }
    func lines(_ frame: Frame) -> [String]
}

extension LinesScreen {
    package func head(_ frame: Frame) -> [StyledLine] {
        [StyledLine()]
            + StyledLine.wrapped(DisplayText.scrub(title), width: max(1, frame.rect.columns - 1), style: titleStyle)
            + [StyledLine()]
    }

    package func model(_ frame: Frame) -> ListModel {
        let lines = lines(frame)
        let width = max(1, frame.rect.columns - 1)
        return ListModel(count: lines.count) {
            StyledLine.wrapped(DisplayText.scrub(lines[$0]), width: width, indent: 1)
        }
    }

    package func position(_ frame: Frame) -> String? { nil }
}

/// How far a retrieval is.
package struct RetrievingScreen: LinesScreen {
    package static let kind = ScreenKind.retrieving
    let retrieval: Retrieval
    var received = 0
    var expected: Int?
    package var scroll = ScrollState()
    let title = "RETRIEVING"
    let titleStyle = StyleName.title

    init(_ retrieval: Retrieval) { self.retrieval = retrieval }

    func lines(_ frame: Frame) -> [String] {
        let key = frame.keys.keyName(.back) ?? "Esc"
        return [
            retrieval.order.words, retrieval.order.providerWords.map { "Asked: \($0)" }, progress,
            "\(key) calls it off. Other screens can be used meanwhile.",
        ].compactMap { $0 }
    }

    private var progress: String {
        guard received > 0 else { return "Waiting for the answer." }
        let so = "Received \(DocumentFile.sizeText(received))"
        return expected.map { "\(so) of \(DocumentFile.sizeText($0))" } ?? "\(so), of an unknown size"
    }
}

/// Nothing came, and it may be tried again.
package struct RetrievalFailureScreen: LinesScreen {
    package static let kind = ScreenKind.retrievalFailure
    let order: Retrieval.Order
    let failure: RetrievalFailure
    package var scroll = ScrollState()
    let titleStyle = StyleName.alert

    var title: String { "!! \(order.absence)" }

    func lines(_ frame: Frame) -> [String] { [order.words] + failure.lines + [order.caution] }
}

/// Refused by the patient or the practice: there is no key that asks again (docs/spec/hazards.md row 42).
package struct RefusalScreen: LinesScreen {
    package static let kind = ScreenKind.refusal
    let order: Retrieval.Order
    let refusal: String
    let lines: [String]
    package var scroll = ScrollState()
    let titleStyle = StyleName.alert

    var title: String { "!! REFUSED: \(refusal)" }

    func lines(_ frame: Frame) -> [String] { [order.words] + lines + [order.caution] }
}

/// What is to be known of an answer before it is opened.
package struct RetrievedScreen: LinesScreen {
    package static let kind = ScreenKind.retrieved
    let record: Int64
    let warnings: [String]
    /// Where the patient differs, both sides beside each other.
    let patients: PatientComparison?
    package var scroll = ScrollState()
    let title = "!! RETRIEVED, BUT READ THIS FIRST"
    let titleStyle = StyleName.alert

    package func model(_ frame: Frame) -> ListModel {
        let width = max(1, frame.rect.columns - 1)
        let words = lines(frame).map { StyledLine.wrapped(DisplayText.scrub($0), width: width, indent: 1) }
        let blocks = (patients.map { [$0.lines(width: width)] } ?? []) + words
        return ListModel(count: blocks.count) { blocks[$0] }
    }

    func lines(_ frame: Frame) -> [String] {
        warnings + ["Saved as record \(record). \(frame.keys.keyName(.open) ?? "Enter") opens it."]
    }

    package func open(_ index: Int, _ frame: Frame) -> Outcome { .choose(.fetchedRecord(record)) }
}
