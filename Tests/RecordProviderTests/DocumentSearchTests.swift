import FHIR
import GPConnect
import RecordEvaluation
import Testing

@testable import RecordProvider

/// docs/spec/fetch.md section 8.3.
@Suite("search documents")
struct DocumentSearchTests {
    /// Documents of every kind of date and author.
    private static let documents = [
        Practice.document(
            "day", dates: #""created": "2020-03-10", "indexed": "2024-01-01T09:00:00+00:00""#,
            words: #""description": "Discharge Summary""#, attachment: Practice.url("b1")),
        Practice.document("year", dates: #""created": "2019""#, words: #""type": {"text": "Clinic letter"}"#),
        Practice.document(
            "indexed", dates: #""indexed": "2021-06-30T23:30:00Z""#, author: "Organization/o2",
            words: #""type": {"coding": [{"display": "Referral letter"}]}"#),
        Practice.document("undated", author: "Practitioner/dr1"),
    ]

    private func provider(_ change: (inout SourceSwitches) -> Void = { _ in }) throws -> Provider {
        var switches = SourceSwitches()
        change(&switches)
        let foreign = Practice.document("foreign", patient: "p9")
        let text = Practice.bundle(
            [Practice.patient()] + Self.documents + [foreign] + Practice.organisations + [Practice.binary("b1")])
        return try Practice.provider([Practice.record("a.json", text, switches: switches)])
    }

    @Test(
        "what is found",
        arguments: [
            ("", ["day", "year", "indexed", "undated"]),
            ("created=ge2020-01-01", ["day", "indexed", "undated"]), ("created=le2020-01-01", ["year", "undated"]),
            ("created=ge2020-03-10&created=le2020-03-10", ["day", "undated"]),
            ("created=ge2020-03-11", ["indexed", "undated"]), ("created=le2020-03-09", ["year", "undated"]),
            ("created=ge2019-06-01&created=le2019-06-30", ["year", "undated"]),
            // Half past eleven UTC is the next day in a London summer.
            ("created=ge2021-07-01", ["indexed", "undated"]), ("created=ge2021-07-02", ["undated"]),
            ("created=ge2021", ["indexed", "undated"]), ("created=ge2030-01-01", ["undated"]),
            ("created=ge2020-03-10T00:00:00%2B00:00", ["day", "indexed", "undated"]),
            ("created=ge2020-03-10T00:00:00+00:00", ["day", "indexed", "undated"]),
            ("author=https://fhir.nhs.uk/Id/ods-organization-code%7CA99999", ["day", "year"]),
            ("author=https://fhir.nhs.uk/Id/ods-organization-code|ZZ001", ["indexed"]),
            ("author=https://fhir.nhs.uk/Id/ods-organization-code%7CB00000", []),
            ("description=discharge", ["day"]), ("description=LETTER", ["year", "indexed"]),
            ("description=Discharge%20Summary", ["day"]), ("description=nothing", []),
            ("description=letter&created=ge2020-01-01", ["indexed"]),
            ("_format=application/fhir%2Bjson", ["day", "year", "indexed", "undated"]),
        ] as [(String, [String])])
    func found(query: String, ids: [String]) throws {
        let outcome = try provider().outcome(Consumer.documents(of: "p1", query))
        #expect(outcome.status == 200)
        #expect(outcome.ids("DocumentReference") == ids)
        #expect(outcome.json["total"]?.recorded == "\(ids.count)")
    }

    @Test(
        "faults",
        arguments: [
            "created=2020-01-01", "created=gt2020-01-01", "created=lt2020-01-01", "created=eq2020-01-01", "created=ge",
            "created=", "created=ge2020-13-01", "created=geX", "created=GE2020-01-01",
            "created=ge2020-01-01&created=ge2021-01-01", "created=le2020-01-01&created=le2021-01-01",
            "created=ge2021-01-01&created=le2020-01-01", "author=A99999", "author=%7CA99999",
            "author=https://bad-identifier%7CA99999", "author=https://fhir.nhs.uk/Id/ods-organization-code%7C",
            "author=https://fhir.nhs.uk/Id/ods-site-code%7CA99999",
            "author=https://fhir.nhs.uk/Id/ods-organization-code%7CA1&author=https://fhir.nhs.uk/Id/ods-organization-code%7CA2",
            "description=", "description=a&description=b", "type=x", "facility=x", "BadParameter=BadParamValue",
            "Created=ge2020-01-01", "_include=DocumentReference:encounter", "_count=0", "_count=x", "_page=0",
        ])
    func faults(query: String) throws {
        let outcome = try provider().outcome(Consumer.documents(of: "p1", query))
        #expect(outcome.status == 422)
        #expect(outcome.code == "INVALID_PARAMETER")
        #expect(outcome.issue?.diagnostics?.isEmpty == false)
    }

    @Test("every include is mandatory", arguments: Consumer.includePairs.indices)
    func includes(index: Int) throws {
        let pairs = Consumer.includePairs
        let missing = pairs.indices.filter { $0 != index }.map { pairs[$0] }.joined(separator: "&")
        let outcome = try provider().outcome(Consumer.documents(of: "p1", includes: missing))
        #expect(outcome.status == 422)
        #expect(outcome.code == "INVALID_PARAMETER")
        #expect(outcome.issue?.diagnostics == "\(pairs[index]) is missing")
        #expect(try provider().outcome(Consumer.documents(of: "p1", includes: "")).status == 422)
    }

    @Test("an unknown patient", arguments: ["9999999999999", "P1", "p1%20", "9000000041"])
    func unknownPatient(id: String) throws {
        let outcome = try provider().outcome(Consumer.documents(of: id))
        #expect(outcome.status == 404)
        #expect(outcome.code == "PATIENT_NOT_FOUND")
        // The query is judged before the patient.
        #expect(try provider().outcome(Consumer.documents(of: id, "type=x")).status == 422)
    }

    @Test("the Bundle holds each document with what the includes ask for, once")
    func bundle() throws {
        let outcome = try provider().outcome(Consumer.documents(of: "p1"))
        #expect(outcome.json["id"]?.string == Consumer.traceID)
        #expect(outcome.json["type"]?.string == "searchset")
        #expect(outcome.json["meta"]?.all("profile").first?.string == SearchsetBundle.profile)
        #expect(outcome.ids("Patient") == ["p1"])
        #expect(outcome.ids("Organization") == ["o1", "o2"])
        #expect(outcome.ids("Practitioner") == ["dr1"])
        #expect(outcome.ids("PractitionerRole") == ["r1"])
        #expect(outcome.ids("Binary") == [])
        let entries = outcome.json.all("entry")
        #expect(
            entries.map { $0["search"]?["mode"]?.string } == Array(repeating: "match", count: 4)
                + Array(repeating: "include", count: 5))
        for entry in entries {
            let resource = try #require(entry["resource"])
            let path = "\(resource["resourceType"]?.string ?? "")/\(resource["id"]?.string ?? "")"
            #expect(entry["fullUrl"]?.string == "http://127.0.0.1:8080\(Consumer.root)/\(path)")
        }
    }

    /// Unreviewed ones are given, confidential ones are not (docs/spec/fetch.md section 8.4).
    @Test("documents kept back are neither listed nor read", arguments: [0, 1, 2, 3])
    func withheld(which: Int) throws {
        let changes: [(inout SourceSwitches) -> Void] = [
            { $0.confidential = ["DocumentReference/day"] }, { $0.notOwned = ["DocumentReference/day"] },
            { $0.enteredInError = ["DocumentReference/day"] }, { $0.awaitingFiling = [.documents] },
        ]
        let provider = try provider(changes[which])
        let isListed = try provider.outcome(Consumer.documents(of: "p1")).ids("DocumentReference").contains("day")
        #expect(isListed == (which == 3))
        let binary = try provider.outcome(Consumer.binary("b1"))
        #expect(binary.status == (which == 3 ? 200 : 404))
    }

    @Test("more than a hundred documents stand on several pages", arguments: [0, 1, 100, 101, 250])
    func pages(count: Int) throws {
        let documents = (0..<count).map { Practice.document("d\($0)") }
        let text = Practice.bundle([Practice.patient()] + documents + Practice.organisations)
        let provider = try Practice.provider([Practice.record("a.json", text)])
        var seen: [String] = []
        var request: ProviderRequestValue? = Consumer.documents(of: "p1", "description=")
        request = Consumer.documents(of: "p1")
        var pageCount = 0
        while let next = request {
            let outcome = try provider.outcome(next)
            #expect(outcome.status == 200)
            #expect(outcome.json["total"]?.recorded == "\(count)")
            let ids = outcome.ids("DocumentReference")
            #expect(ids.count <= 100)
            seen += ids
            pageCount += 1
            let links = outcome.json.all("link")
            #expect(links.first?["relation"]?.string == "self")
            let url = links.first { $0["relation"]?.string == "next" }?["url"]?.string
            request = url.map { address in
                var follow = next
                follow.target = String(address.dropFirst("http://127.0.0.1:8080".count))
                return follow
            }
        }
        #expect(seen == (0..<count).map { "d\($0)" })
        #expect(pageCount == max(1, (count + 99) / 100))
    }

    @Test("a smaller page can be asked for, and a page beyond the last is empty")
    func pageSize() throws {
        let two = try provider().outcome(Consumer.documents(of: "p1", "_count=2"))
        #expect(two.ids("DocumentReference") == ["day", "year"])
        #expect(two.json.all("link").map { $0["relation"]?.string } == ["self", "first", "next", "last"])
        let beyond = try provider().outcome(Consumer.documents(of: "p1", "_count=2&_page=9"))
        #expect(beyond.ids("DocumentReference") == [])
        #expect(beyond.json["total"]?.recorded == "4")
    }

    @Test("a document over 5 MB has no address and says why")
    func tooLarge() throws {
        let limit = 5 * 1024 * 1024
        let content = String(repeating: "AAAA", count: limit / 3 + 1)
        let text = Practice.bundle(
            [
                Practice.patient(), Practice.document("big", attachment: Practice.url("big")),
                Practice.document("said", attachment: Practice.url("elsewhere") + ", \"size\": \(limit + 1)"),
                Practice.document("fits", attachment: Practice.url("fits") + ", \"size\": \(limit)"),
            ] + Practice.organisations)
        let exact = String(repeating: "AAAA", count: limit / 3) + "AAA="
        let provider = try Practice.provider([
            Practice.record(
                "a.json", text,
                documents: [Practice.binary("big", content: content), Practice.binary("fits", content: exact)])
        ])
        let attachments = try provider.outcome(Consumer.documents(of: "p1")).resources.prefix(3).map {
            $0.all("content").first?["attachment"]
        }
        for attachment in attachments.prefix(2) {
            #expect(attachment?["url"] == nil)
            #expect(attachment?["title"]?.string?.contains("over 5 MB") == true)
            #expect(attachment?["contentType"]?.string == "text/plain")
        }
        #expect(attachments[2]?["url"] != nil)
        let big = try provider.outcome(Consumer.binary("big"))
        #expect(big.status == 404)
        #expect(big.code == "NO_RECORD_FOUND")
        #expect(try provider.outcome(Consumer.binary("fits")).status == 200)
    }
}
