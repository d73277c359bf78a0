import Foundation
import Testing

@testable import RecordLibrary

/// A folder of its own for each test, removed at the end.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "lloyd-library-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func write(_ text: String, to name: String) throws -> String {
        let path = file(name)
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    static func mode(_ path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
    }
}

/// Small constructed records.
enum Constructed {
    static func record(
        number: String = "9000000033", family: String = "Example", born: String = "1960-02-29",
        note: String = "Penicillin rash"
    ) -> String {
        """
        {"resourceType":"Bundle","id":"b1","type":"collection","entry":[
         {"resource":{"resourceType":"Patient","id":"p1","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number",
          "value":"\(number)"}],"name":[{"use":"old","family":"Maiden"},{"use":"official","family":"\(family)",
          "given":["Robin"],"prefix":["Mx"]}],"gender":"female","birthDate":"\(born)"}},
         {"resource":{"resourceType":"AllergyIntolerance","id":"a1","code":{"text":"\(note)",
          "coding":[{"system":"http://snomed.info/sct","code":"294505008"}]}}}]}
        """
    }

    static func bytes(
        number: String = "9000000033", family: String = "Example", born: String = "1960-02-29",
        note: String = "Penicillin rash"
    ) -> [UInt8] {
        Array(record(number: number, family: family, born: born, note: note).utf8)
    }

    static let fetched = Provenance(
        origin: .fetched, retrievedAt: Date(timeIntervalSince1970: 1_726_387_200), provider: "example",
        providerODSCode: "A99999", providerASID: "200000000116",
        url: "https://gp.example.nhs.uk/A99999/STU3/1/gpconnect/structured/Patient/$gpc.getstructuredrecord",
        traceID: "629ea9ba-a077-4d99-b289-7a9b19fd4e03")
    static let imported = Provenance(origin: .imported, fileName: "record.json")
}

/// Numbers that are the same in every run (Sebastiano Vigna's SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
