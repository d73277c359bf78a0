import FHIR
import GPConnect

import struct Foundation.Date

/// A structured record as a provider sent it.
package struct FetchedRecord: Sendable {
    package let bundle: Bundle
    package let url: String
    package let traceID: String
    package let retrievedAt: Date
    package let requestBody: [UInt8]
    package let warnings: [FetchWarning]

    /// Exactly as received, decompressed.
    package var bytes: [UInt8] { bundle.document.bytes }
}

extension ProviderClient {
    /// Retrieves a structured record. That the answer is about another patient is a warning, not a failure: it is
    /// shown before anything else.
    ///
    /// - Parameter body: the Parameters resource, sent as it is.
    package func structuredRecord(
        of patient: ExpectedPatient, body: [UInt8], progress: Progress? = nil
    ) async throws(FetchFailure) -> FetchedRecord {
        let (bundle, exchange) = try await perform(
            .structuredRecord(body: body), patient: patient.nhsNumber, progress: progress, read: AnswerReading.bundle)
        var found = patient.warnings(in: bundle)
        if bundle.id?.lowercased() != exchange.request.traceID.lowercased() {
            found.append(.traceDiffers(found: bundle.id))
        }
        return FetchedRecord(
            bundle: bundle, url: exchange.request.url.description, traceID: exchange.request.traceID,
            retrievedAt: exchange.answer.receivedAt, requestBody: body, warnings: found + warnings(exchange.answer))
    }

    /// Retrieves what the provider says of its structured or its documents capability.
    package func capability(
        _ capability: InteractionID.Capability
    ) async throws(FetchFailure) -> CapabilityStatement {
        let operation: ProviderOperation = capability == .documents ? .documentsCapability : .structuredCapability
        return try await perform(operation, patient: nil, read: AnswerReading.capability).value
    }
}
