import Foundation
import TerminalUI
import Testing

@testable import Viewer

/// Whole screens against the texts in `Golden`, which are read in review. `make golden` writes them anew.
@Suite("golden screens")
struct GoldenScreenTests {
    struct Scene: CustomTestStringConvertible, Sendable {
        let name: String
        let record: String
        let keys: String

        init(_ name: String, _ record: String, _ keys: String) {
            self.name = name
            self.record = record
            self.keys = keys
        }

        var testDescription: String { name }
    }

    static let scenes =
        [
            Scene("opening", "full-record", ""), Scene("medications-second-page", "full-record", "1 PgDn"),
            Scene("medications-past", "full-record", "1 P"), Scene("medications-end", "full-record", "1 End"),
            Scene("medication-detail", "full-record", "1 Down Enter"),
            Scene("medication-codes", "full-record", "1 Enter c End"),
            Scene("allergies", "full-record", "2"), Scene("allergies-ended", "full-record", "2 P"),
            Scene("allergy-detail", "full-record", "2 Enter"), Scene("problems", "full-record", "3"),
            Scene("problem-detail", "full-record", "3 Enter"), Scene("consultations", "full-record", "4"),
            Scene("consultation-tree", "full-record", "4 Enter"), Scene("immunisations", "full-record", "5"),
            Scene("investigations", "full-record", "6"), Scene("report-detail", "full-record", "6 Enter PgDn"),
            Scene("uncategorised", "full-record", "7"), Scene("referrals", "full-record", "8"),
            Scene("diary", "full-record", "9"), Scene("documents", "full-record", "0"),
            Scene("area-notes", "full-record", "1 i"), Scene("bundle", "full-record", "b"),
            Scene("bundle-unfolded", "full-record", "b Down Down Enter Down"),
            Scene("resource", "full-record", "1 r"), Scene("resource-folded", "full-record", "1 r E Down"),
            Scene("resource-referred", "full-record", "1 r End"), Scene("warnings", "several-warnings", "W"),
            Scene("warnings-jump", "several-warnings", "W Enter"), Scene("about", "full-record", "A"),
            Scene("about-unknown-request", "several-warnings", "A"), Scene("help", "full-record", "?"),
            Scene("help-detail", "full-record", "1 Enter F1"), Scene("search", "full-record", "/ \"aspirin\" Enter"),
            Scene("search-next", "full-record", "/ \"aspirin\" Enter Enter n"),
            Scene("several-warnings", "several-warnings", ""),
            Scene("search-nothing", "full-record", "/ \"zzzz\" Enter"),
            Scene("search-prompt", "full-record", "/ \"asp\""),
            Scene("filter-columns", "full-record", "6 F"),
            Scene("filtered", "full-record", "1 F Enter \"tablets\" Enter"),
            Scene("filtered-to-nothing", "full-record", "1 F Enter \"zzz\" Enter"),
            Scene("sorted", "full-record", "1 S Enter"), Scene("patient", "full-record", "B"),
            Scene("files", "full-record", "o"), Scene("locked", "full-record", "F12"),
            Scene("dead-key", "full-record", "Z"), Scene("others", "newer-elements", "t"),
            Scene("others-detail", "newer-elements", "t Enter"),
        ]
        + [
            "all-areas-empty", "confidential-items", "confidential-empty", "data-awaiting-filing", "data-in-transit",
            "deceased-patient", "degraded-codes", "different-patient", "disabled-area", "duplicate-ids",
            "ended-allergies-only", "hostile-text", "infant", "json-oddities", "long-names", "missing-patient",
            "no-family-name", "no-known-allergies", "odd-dates", "unknown-warning", "unresolved-references",
            "unsupported-parameter", "unverified-nhs-number",
        ].map { Scene("opening-\($0)", $0, "") }

    static let sizes = [(24, 80), (40, 120), (60, 200)]

    @Test("a screen is what its golden text says", arguments: scenes)
    func golden(scene: Scene) throws {
        let folder = try #require(SampleRecords.open(scene.record))
        for (rows, columns) in Self.sizes {
            var driver = ViewerDriver([folder], rows: rows, columns: columns)
            driver.press(scene.keys)
            try Self.compare(driver.text, with: "\(scene.name).\(columns)x\(rows).txt")
        }
    }

    /// Some screens below the usual sizes, where one pane is shown at a time or nothing clinical at all.
    @Test("a narrow screen is what its golden text says", arguments: [(10, 40), (20, 60), (24, 50), (8, 38)])
    func narrow(size: (Int, Int)) throws {
        let folder = try #require(SampleRecords.open("full-record"))
        for (name, keys) in [("menu", ""), ("list", "1"), ("detail", "1 Enter"), ("help", "?")] {
            var driver = ViewerDriver([folder], rows: size.0, columns: size.1)
            driver.press(keys)
            try Self.compare(driver.text, with: "narrow-\(name).\(size.1)x\(size.0).txt")
        }
    }

    static func compare(_ text: String, with name: String) throws {
        let file = SampleRecords.root.appendingPathComponent("Tests/ViewerTests/Golden/\(name)")
        if ProcessInfo.processInfo.environment["LLOYD_GOLDEN"] == "1" {
            try Data((text + "\n").utf8).write(to: file)
            return
        }
        let golden = try String(decoding: Data(contentsOf: file), as: UTF8.self)
        #expect(text + "\n" == golden, "\(name) differs; make golden writes it anew, git diff shows how")
    }
}
