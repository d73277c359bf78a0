import FHIR
import GPConnect

/// Gives a record another NHS number for serving: the source as served then says what it is asked by, and an answer
/// names the patient it was asked for. Nothing else of the text changes.
package enum NHSNumberAssignment {
    /// - Returns: nil when the text has no Patient with an NHS number to replace.
    package static func text(of bundle: Bundle, with number: NHSNumber) -> [UInt8]? {
        guard let patient = bundle.resources.first(where: { $0.type == .patient && !$0.isContained }) else {
            return nil
        }
        let identifiers = patient.value.all("identifier")
        let identifier = identifiers.first { $0["system"]?.string == IdentifierSystem.nhsNumber }
        guard let value = identifier?["value"], value.kind == .string else { return nil }
        let document = bundle.document
        var bytes = document.bytes
        bytes.replaceSubrange(document.nodes[value.index].byteRange, with: Array(number.digits.utf8))
        return bytes
    }
}
