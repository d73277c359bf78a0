import Foundation
import Testing

@Suite("Sample data keep their promises")
struct SampleDataTests {
    @Test("is JSON, indented by two", arguments: SampleData.strictNames)
    func isJSON(name: String) throws {
        #expect(try SampleData.object(name)["resourceType"] is String)
        let text = try String(decoding: SampleData.bytes(name), as: UTF8.self)
        #expect(text.hasPrefix("{\n  \"resourceType\""))
        #expect(text.hasSuffix("}\n"))
    }

    @Test("the truncated record is no JSON, and the odd one has all its oddities")
    func damaged() throws {
        #expect(throws: (any Error).self) { try SampleData.object("damaged-truncated.json") }
        let odd = try SampleData.bytes("json-oddities.json")
        #expect(odd.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: odd, as: UTF8.self)
        for piece in [#"\ud800 and"#, #"\udc00;"#, #""gender": "male","#, "71.5000000000000000000000000"] {
            #expect(text.contains(piece))
        }
        #expect(text.matches(of: /"comment": "[^"]*",\n +"comment"/).count == 1)
    }

    @Test("README names each file, and each file that it names exists")
    func readme() throws {
        let readme = try String(decoding: SampleData.bytes("README.md"), as: UTF8.self)
        for name in SampleData.jsonNames where !name.hasSuffix(".request.json") {
            #expect(readme.contains("`\(name)`"), "\(name) is not in the README")
        }
        for match in readme.matches(of: /`([a-z-]+(?:\.request)?\.(?:json|lloyd\.toml))`/) {
            #expect(
                FileManager.default.fileExists(atPath: SampleData.folder.appending(path: String(match.1)).path()),
                "\(match.1)")
        }
    }

    @Test(
        "each sidecar names a request that is there and is for the same patient",
        arguments: ["full-record", "medication-scenarios", "problems-active-only"])
    func sidecar(name: String) throws {
        let sidecar = try String(decoding: SampleData.bytes("\(name).lloyd.toml"), as: UTF8.self)
        #expect(sidecar.contains("body = \"\(name).request.json\""))
        #expect(sidecar.contains("provider = \"A99999\""))
        let body = try SampleData.object("\(name).request.json")
        let asked = JSON.objects(in: body).compactMap { $0["valueIdentifier"] }.compactMap { JSON.string($0, "value") }
        let patient = try SampleData.record("\(name).json").resources("Patient").first
        #expect(asked == [JSON.string(patient, "identifier", "value")].compactMap(\.self))
    }

    /// docs/spec/bundle.md 7
    private static func checkDigitHolds(_ number: String) -> Bool {
        let digits = number.compactMap(\.wholeNumberValue)
        guard digits.count == 10, number.utf8.count == 10 else { return false }
        let sum = zip(digits, stride(from: 10, through: 2, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
        return (11 - sum % 11) % 11 == digits[9]
    }

    @Test("NHS numbers are of the test range, valid, and one person's each")
    func nhsNumbers() throws {
        var owners: [String: String] = [:]
        for name in SampleData.strictNames {
            for object in JSON.objects(in: try SampleData.object(name)) {
                guard object["system"] as? String == "https://fhir.nhs.uk/Id/nhs-number",
                    let number = object["value"] as? String
                else { continue }
                #expect(number.hasPrefix("9") && Self.checkDigitHolds(number), "\(name): \(number)")
                let owner = name.replacing(".request.json", with: ".json")
                #expect(owners.updateValue(owner, forKey: number) ?? owner == owner, "\(number) is in two files")
            }
        }
        #expect(owners.count > 25)
    }

    @Test("telephone numbers are Ofcom's drama ranges, ODS codes and e-mail addresses are invented")
    func fictional() throws {
        let drama = ["0113496", "0207946", "07700900"]
        for name in SampleData.strictNames {
            for object in JSON.objects(in: try SampleData.object(name)) {
                guard let value = object["value"] as? String else { continue }
                switch object["system"] as? String {
                case "phone": #expect(drama.contains { value.hasPrefix($0) } && value.count == 11, "\(name): \(value)")
                case "email": #expect(value.hasSuffix("@example.org"))
                case "https://fhir.nhs.uk/Id/ods-organization-code": #expect(value == "A99999" || value.hasPrefix("ZZ"))
                default: break
                }
            }
        }
    }
}
