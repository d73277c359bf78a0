import FHIR
import Foundation
import GPConnect

/// Bodies of requests, and what reading them gives.
enum RequestSupport {
    static let today = CivilDate("2024-09-15")!
    static let nhsNumber = patient(#""system":"https://fhir.nhs.uk/Id/nhs-number","value":"9000000033""#)

    static func patient(_ identifier: String) -> String {
        #"{"name":"patientNHSNumber","valueIdentifier":{\#(identifier)}}"#
    }

    /// A body with these parameters after the patient's number.
    static func body(_ parameters: String..., patient: String? = nhsNumber) -> String {
        body(all: (patient.map { [$0] } ?? []) + parameters)
    }

    static func body(all parameters: [String]) -> String {
        #"{"resourceType":"Parameters","parameter":[\#(parameters.joined(separator: ","))]}"#
    }

    static func area(_ name: String, _ parts: String...) -> String {
        parts.isEmpty
            ? #"{"name":"\#(name)"}"# : #"{"name":"\#(name)","part":[\#(parts.joined(separator: ","))]}"#
    }

    static func part(_ name: String, _ value: String) -> String { #"{"name":"\#(name)",\#(value)}"# }

    static func date(_ name: String, _ text: String) -> String { part(name, #""valueDate":"\#(text)""#) }

    static func period(_ name: String, _ start: String?, _ end: String?) -> String {
        let ends = [start.map { #""start":"\#($0)""# }, end.map { #""end":"\#($0)""# }].compactMap { $0 }
        return part(name, #""valuePeriod":{\#(ends.joined(separator: ","))}"#)
    }

    static func read(
        _ body: String, origin: RequestReader.Origin = .http
    ) throws(OperationOutcomeFault) -> RequestReading {
        try RequestReader(today: today, origin: origin).read(bytes: Array(body.utf8))
    }

    /// The fault a body gives; nil for a body that is read.
    static func fault(_ body: String, origin: RequestReader.Origin = .http) -> OperationOutcomeFault? {
        do {
            _ = try read(body, origin: origin)
            return nil
        } catch { return error }
    }
}

/// Rows of the digest's tables.
enum SpecificationRows {
    static func cells(in file: String, section: String) throws -> [[String]] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/spec/\(file)")
        let text = try String(contentsOf: url, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.hasPrefix("## \(section)") }.map { $0 + 1 } ?? lines.endIndex
        return lines[start...].prefix { !$0.hasPrefix("## ") }.filter { $0.hasPrefix("|") }.map { line in
            line.dropFirst().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}
