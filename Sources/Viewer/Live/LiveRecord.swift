import FHIR
import GPConnect
import RecordEvaluation
import RecordPresentation

/// An open record that answers requests on this machine: what is asked, what comes of it, and what is on the screen.
package struct LiveRecord: Sendable {
    package let received: RecordFolder
    package let source: SourceRecord
    package private(set) var history: RequestHistory
    /// The draft while a value is being typed; nil otherwise. Not yet in the history.
    package private(set) var typing: RequestDraft?
    /// The last request that was accepted, and its answer.
    package private(set) var accepted: Regeneration
    /// Why the present draft is refused; the accepted request is then an earlier one.
    package private(set) var fault: OperationOutcomeFault?
    /// The screens show the answer, not the record as received.
    package var isShown = false
    /// Rows that the request leaves out stand greyed in their places.
    package var showsAbsent = false

    /// Begins with the request that the record was fetched with; when that is not known, with everything.
    package init(_ received: RecordFolder) {
        self.received = received
        source = received.sourceRecord
        let request = source.switches.request ?? .fullRecord
        history = RequestHistory(RequestDraft(request))
        accepted = Regeneration(RequestReading(request), source: source, received: received)
        evaluate()
    }

    package var today: CivilDate { received.context.referenceDay }
    package var draft: RequestDraft { typing ?? history.present }
    package var evaluation: Evaluation { accepted.evaluation }
    /// What the person who asks must know: remarks on the request, then what the answer says is missing.
    package var notes: [String] {
        (evaluation.notes + evaluation.issues.map(\.text)).map { DisplayText.scrub($0) }
    }

    package var folder: RecordFolder { accepted.folder(showsAbsent: showsAbsent) }

    package mutating func change(_ edit: (inout RequestDraft) -> Void) {
        var draft = history.present
        edit(&draft)
        typing = nil
        history.change(to: draft)
        evaluate()
        if fault == nil { isShown = true }
    }

    /// A key in a field: evaluated, but not yet a step that can be undone.
    package mutating func type(_ edit: (inout RequestDraft) -> Void) {
        var draft = history.present
        edit(&draft)
        typing = draft
        evaluate()
        if fault == nil { isShown = true }
    }

    package mutating func stopTyping(keeping isKept: Bool) {
        let typed = typing
        typing = nil
        if isKept, let typed { history.change(to: typed) }
        evaluate()
    }

    package mutating func undo() -> Bool { step { $0.undo() } }

    package mutating func redo() -> Bool { step { $0.redo() } }

    private mutating func step(_ step: (inout RequestHistory) -> Bool) -> Bool {
        guard step(&history) else { return false }
        typing = nil
        evaluate()
        if fault == nil { isShown = true }
        return true
    }

    private mutating func evaluate() {
        do {
            let reading = try draft.reading(today: today, patient: source.patient)
            fault = nil
            if reading != accepted.reading {
                accepted = Regeneration(reading, source: source, received: received)
            }
        } catch {
            fault = error
        }
    }
}

extension LiveRecord {
    /// The number in the record as received of a resource of the record shown.
    package func number(of resource: Resource) -> Int? {
        if resource.isContained {
            return source.record.resources.firstIndex {
                $0.isContained && $0.type == resource.type && $0.id == resource.id
            }
        }
        return resource.resourceID.flatMap(source.record.index.resource)
    }

    package func number(ofLabel label: String) -> Int? {
        if case .resource(let id) = Reference(label), let number = source.record.index.resource(id) { return number }
        return source.record.resources.firstIndex { $0.label == label }
    }
}
