import Foundation
import Testing

@testable import LargeRecord

@Suite("The generator of large records")
struct LargeRecordTests {
    private static func made(_ size: Int) throws -> (bytes: Data, plan: RecordMultiplier.Plan) {
        let multiplier = try #require(RecordMultiplier(source: Array(try SampleData.bytes("full-record.json"))))
        let plan = multiplier.plan(size: size)
        var made = Data()
        multiplier.write(plan) { made += Data($0) }
        return (made, plan)
    }

    @Test("comes within 4 kB of the size asked for", arguments: [1_000_000, 3_000_000])
    func size(asked: Int) throws {
        let made = try Self.made(asked).bytes
        #expect(made.count <= asked)
        #expect(made.count > asked - 4096)
    }

    @Test("a size below the sample's gives the sample itself")
    func smallest() throws {
        let made = try Self.made(1000)
        #expect(made.bytes == (try SampleData.bytes("full-record.json")))
        #expect(made.plan == RecordMultiplier.Plan(copies: 1, fillers: 0))
    }

    @Test("is one patient's record, every reference resolves, lists name every copy, and it is the same each time")
    func record() throws {
        let (bytes, plan) = try Self.made(2_500_000)
        #expect(bytes == (try Self.made(2_500_000).bytes))
        let record = SampleRecord(try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any]))
        let sample = try SampleData.record()
        #expect(record.resources("Patient").count == 1)
        #expect(record.resources.count - record.queryLists.count == record.byReference.count - 1)
        let ended = Set(record.endedAllergies.flatMap { ["#\($0)", "List/ended-allergies#\($0)"] })
        for reference in JSON.objects(in: record.resources).compactMap({ $0["reference"] as? String }) {
            #expect(record.byReference[reference] != nil || ended.contains(reference), "\(reference)")
        }
        for code in ["933361000000108", "1149501000000101", "consultations-medications-contained-in-consultations"] {
            #expect(record.entries(ofList: code).count == plan.copies * sample.entries(ofList: code).count)
        }
        let uncategorised = "826501000000100"
        #expect(
            record.entries(ofList: uncategorised).count == plan.copies * sample.entries(ofList: uncategorised).count
                + plan.fillers)
    }

    @Test(
        "dates keep their precision when they move",
        arguments: [
            ("2024-03-01", 1, "2024-02-29"), ("2023-03-01T10:00:00+00:00", 1, "2023-02-28T10:00:00+00:00"),
            ("2024-01", 17, "2023-12"),
            ("2011", 365, "2010"), ("2011", 17, "2011"), ("1958-05-04", 3653, "1948-05-03"),
        ])
    func dates(recorded: String, days: Int, moved: String) throws {
        #expect(try #require(RecordedDate(recorded)).moved(backBy: days) == moved)
    }

    @Test(
        "what is no date stays",
        arguments: ["", "20111", "2011-9", "2011-09-0x", "12/05/2019", "A99999", "2011-09-04-05"])
    func notDates(text: String) {
        #expect(RecordedDate(text) == nil)
    }

    @Test(
        "sizes are read with their units",
        arguments: [
            ("30MB", 30_000_000), ("3mib", 3_145_728), ("500kB", 500_000), ("12", 12), ("MB", nil), ("3 MB", nil),
            ("9999999999999GB", nil),
        ])
    func sizes(text: String, bytes: Int?) {
        #expect(LargeRecordCommand.byteCount(text) == bytes)
    }
}
