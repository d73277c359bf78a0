/// Something about an answer that the user is to know, although it can be read.
package enum FetchWarning: Hashable, Sendable {
    /// The answer is about somebody else, or says otherwise about him.
    case patientDiffers(PatientMismatch)
    /// The answer names no patient at all; with the NHS number asked for.
    case patientMissing(asked: String)
    /// The answer names several patients: what is shown is the first one's.
    case severalPatients(Int)
    /// Seconds that the provider's clock is ahead of this one's.
    case clockDiffers(seconds: Int)
    /// The Bundle's id is not the trace id of the request.
    case traceDiffers(found: String?)
    /// The document has another number of bytes than its reference states.
    case sizeDiffers(stated: Int, found: Int)
    case contentTypeDiffers(stated: String, found: String?)
    /// The record named another host; the configured provider was asked for the same document instead.
    case otherHost(String)
    /// FHIR that was sent as something else.
    case sentAs(String)
}

extension FetchWarning: CustomStringConvertible {
    /// Texts of the answer are in it as sent: whoever shows it makes them safe.
    package var description: String {
        switch self {
        case .patientDiffers(let mismatch):
            "the answer's patient differs: \(mismatch.field.rawValue) \(mismatch.found ?? "not stated"), "
                + "asked for \(mismatch.expected)"
        case .patientMissing(let asked): "the answer names no patient, asked for \(asked)"
        case .severalPatients(let count): "the answer names \(count) patients; it is shown as the first one's"
        case .clockDiffers(let seconds):
            "the provider's clock is \(abs(seconds)) seconds \(seconds > 0 ? "ahead of" : "behind") this machine's"
        case .traceDiffers(let found):
            "the answer does not carry the request's trace id but \(found ?? "none")"
        case .sizeDiffers(let stated, let found):
            "the document has \(found) bytes, its reference states \(stated)"
        case .contentTypeDiffers(let stated, let found):
            "the document is \(found ?? "of no stated type"), its reference states \(stated)"
        case .otherHost(let host):
            "the record names \(host) as the document's host; the configured provider was asked"
        case .sentAs(let type): "the answer is FHIR but was sent as \(type)"
        }
    }
}
