import TerminalUI
import Testing

@testable import Viewer

/// Retrievals and documents: what keys and news do, and the screens against the texts in `Golden`.
@Suite("golden screens of retrievals")
struct RetrievalGoldenTests {
    /// Asks for the record of the patient under the cursor, up to the screen of its progress.
    static let asking = "f f"
    static let document = RetrievedDocument(
        id: 7, title: "Discharge letter", summary: "RTF text, 1,204 bytes",
        origin: "retrieved 15-Sep-2024 09:58, library document 7",
        warnings: ["the document has 1204 bytes, its reference states 1200"],
        text: "Dear Doctor\n\nShe was seen on 14-Sep.\u{1B}[2J", fileName: "Discharge-letter.rtf")
    static let image = RetrievedDocument(
        id: 8, title: "Scan", summary: "GIF image, 300 × 200 pixels, 1,346 bytes",
        origin: "OFFLINE COPY, retrieved 14-Sep-2024 16:01, library document 8", warnings: [], text: nil,
        fileName: "Scan.gif")
    static let refused = RetrievalFailure(
        lines: [
            "Cause: the patient does not consent to sharing the record [HTTP 403]",
            "What to do: This cannot be overridden.", "HTTP status: 403", "Code: NO_PATIENT_CONSENT",
            "Tried 15-Sep-2024 09:58",
        ], refusal: "NO_PATIENT_CONSENT")
    static let failed = RetrievalFailure(lines: [
        "Cause: no connection to the host",
        "What to do: Check the address and the network; is the provider running?",
        "Trace id: 11111111-2222-4333-8444-555555555555", "Tried 15-Sep-2024 09:58",
    ])

    static let patients = PatientComparison(rows: [
        .init("NHS No.", asked: "900 000 0009", answered: "900 000 0009", differs: false),
        .init("Name", asked: "SPECIMEN, Alexandra Jane (Mrs)", answered: "EXAMPLE, Robin (Mx)\u{1B}[2J", differs: true),
        .init("Born", asked: "12-Mar-1968", answered: "29-Feb-1960", differs: true),
        .init("Sex", asked: "female", answered: "not supplied", differs: false),
    ])
    static let found = FoundList(
        id: 3, patient: "SPECIMEN, Alexandra Jane (Mrs), born 12-Mar-1968, NHS No. 900 000 0009",
        nhsNumber: "9000000009", provider: "example",
        origin: "OFFLINE COPY, retrieved 15-Sep-2024 09:58, A99999, kept as search 3",
        warnings: ["the provider's clock is 90 seconds ahead of this machine's"],
        documents: [
            .init(
                title: "Discharge summary - Seen in clinic\u{202E}",
                facts: ["Created 14-Sep-2024", "Added to record 15-Sep-2024", "application/pdf", "18.6 MB"],
                reference: "https://gp.example.nhs.uk/Binary/1", placeholder: nil, size: 18_600_000,
                contentType: "application/pdf", isLarge: true),
            .init(
                title: "Letter", facts: ["Created not recorded", "Added to record 01-Jan-2020"], reference: nil,
                placeholder: "File exceeds maximum size", size: nil, contentType: nil, isLarge: false),
            .init(
                title: "No description", facts: ["Created 02-Jan-2020"], reference: "Binary/3", placeholder: nil,
                size: 1200, contentType: "text/plain", isLarge: false),
        ])

    static let scenes: [(name: String, keys: String, news: RetrievalNews?)] = [
        ("shelf-fetch-form", "f", nil), ("shelf-fetch-parts", "f Down Down Down Enter Down Enter", nil),
        ("shelf-fetch-waiting", asking, nil),
        ("shelf-fetch-progress", asking, .progress(received: 245_000, expected: 1_200_000)),
        ("shelf-fetch-failure", asking, .failed(failed)), ("shelf-fetch-refusal", asking, .failed(refused)),
        (
            "shelf-fetch-warning", asking,
            .record(
                6, warnings: ["the answer's patient differs: family name EXAMPLE, asked for SPECIMEN"],
                patients: patients)
        ),
        ("shelf-search-form", "D", nil), ("shelf-search-waiting", "D f", nil),
        ("shelf-search-found", "D f", .found(found)),
        (
            "shelf-search-none", "D f",
            .found(
                FoundList(
                    id: 4, patient: found.patient, nhsNumber: "9000000009", provider: "example",
                    origin: "retrieved 15-Sep-2024 09:58", warnings: [], documents: []))
        ),
        ("shelf-provider-choice", "D f", .providerNeeded),
    ]

    @Test("a screen of a retrieval is what its golden text says", arguments: scenes)
    func golden(scene: (name: String, keys: String, news: RetrievalNews?)) throws {
        for (rows, columns) in [(24, 80), (40, 120)] {
            var driver = RetrievalTests.library(rows: rows, columns: columns)
            driver.press(scene.keys)
            if let news = scene.news { driver.send(.retrieval(1, news)) }
            try GoldenScreenTests.compare(driver.text, with: "\(scene.name).\(columns)x\(rows).txt")
        }
    }

    @Test("a screen of documents is what its golden text says")
    func documents() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        for (rows, columns) in [(24, 80), (40, 120)] {
            var driver = ViewerDriver([folder], rows: rows, columns: columns)
            driver.press("D")
            try GoldenScreenTests.compare(driver.text, with: "shelf-documents.\(columns)x\(rows).txt")
            for (name, document) in [("text", Self.document), ("image", Self.image)] {
                _ = driver.state.start(.document(RetrievalTests.order))
                driver.send(.retrieval(driver.state.retrievalCount, .document(document)))
                try GoldenScreenTests.compare(driver.text, with: "shelf-document-\(name).\(columns)x\(rows).txt")
            }
        }
    }
}

@Suite("retrievals in the viewer")
struct RetrievalTests {
    static let order = DocumentOrder(
        source: .saved(4), nhsNumber: "9000000009", reference: "Binary/1", title: "Letter", size: 1200,
        contentType: "text/plain", isAnew: false)

    static func library(rows: Int = 24, columns: Int = 80) -> ViewerDriver {
        var driver = ViewerDriver(files: [SampleShelf.file], rows: rows, columns: columns)
        driver.state = ViewerState(
            files: [SampleShelf.file], size: TerminalSize(rows: rows, columns: columns), clock: SampleRecords.clock,
            settings: ViewerSettings(glyphs: .ascii, providers: ["example", "other"]))
        return driver
    }

    private func asked() -> ViewerDriver {
        var driver = Self.library()
        driver.press("f Enter f")
        return driver
    }

    @Test("the form begins with the patient under the cursor and sends what it shows")
    func order() throws {
        let driver = asked()
        guard case .retrieve(let retrieval)? = driver.effects.last, case .record(let order) = retrieval.order else {
            Issue.record("nothing was asked: \(driver.effects)")
            return
        }
        #expect(order.nhsNumber == "9000000009" && order.provider == "other")
        #expect(String(decoding: order.body, as: UTF8.self).contains("9000000009"))
    }

    @Test("what is no NHS number is not sent")
    func wrongNumber() {
        var driver = Self.library()
        driver.press("f Down Enter \"1\" Enter f")
        #expect(driver.effects.isEmpty && driver.text.contains("is not a valid NHS number"))
    }

    @Test("a record that came is opened in place of the screen of its progress")
    func opened() {
        var driver = asked()
        driver.send(.retrieval(1, .record(9, warnings: [])))
        #expect(driver.state.files[driver.state.current].source == .fetched(9))
        #expect(driver.effects.last == .load(file: 1))
        #expect(driver.state.files[0].screens.count == 1)
    }

    @Test("keys go on working while something is retrieved, and its record does not push in")
    func meanwhile() {
        var driver = asked()
        driver.press("o")
        #expect(driver.text.contains("FILES 1"))
        driver.send(.retrieval(1, .record(9, warnings: [])))
        #expect(driver.text.contains("FILES 1") && driver.text.contains("saved as record 9"))
    }

    @Test("Esc calls a retrieval off; what came of it is said and opens nothing")
    func cancelled() {
        let endings: [(RetrievalNews, String)] = [
            (.failed(RetrievalGoldenTests.failed), "called off: nothing was kept"),
            (.record(9, warnings: []), "too late to call off: saved as record 9"),
            (.document(RetrievalGoldenTests.document), "too late to call off: saved as document 7"),
        ]
        for (news, words) in endings {
            var driver = asked()
            driver.press("Esc")
            #expect(driver.effects.last == .cancelRetrieval(1) && driver.text.contains("calling it off"))
            driver.send(.retrieval(1, .progress(received: 1, expected: nil)))
            #expect(driver.text.contains("calling it off"))
            driver.send(.retrieval(1, news))
            #expect(driver.text.contains(words) && driver.state.files.count == 1)
            let before = driver.text
            driver.send(.retrieval(1, news))
            #expect(driver.text == before)
        }
    }

    @Test("the lines of a document, each made when it is looked at")
    func lines() {
        let cases: [(String, [String])] = [
            ("", [""]), ("a", ["a"]), ("a\nb", ["a", "b"]), ("a\r\n\nb\n", ["a", "", "b", ""]),
            ("é\u{1B}[2J", ["é\u{241B}[2J"]),
        ]
        for (text, expected) in cases {
            let lines = DocumentLines(text)
            #expect((0..<lines.count).map { lines[$0] } == expected)
        }
        let long = String(repeating: "wörter ", count: 2000)
        let lines = DocumentLines(long)
        #expect(lines.count == 4 && (0..<4).map { lines[$0] }.joined() == long)
        let unbroken = DocumentLines(String(repeating: "é", count: 5000))
        #expect(unbroken.count == 3 && unbroken[0].utf8.count == DocumentLines.longest)
    }

    @Test("a failure can be tried again, with an id of its own")
    func retried() {
        var driver = asked()
        driver.send(.retrieval(1, .failed(RetrievalGoldenTests.failed)))
        #expect(driver.text.contains("!! RECORD NOT AVAILABLE"))
        driver.press("f")
        guard case .retrieve(let retrieval)? = driver.effects.last else {
            Issue.record("nothing was asked: \(driver.effects)")
            return
        }
        #expect(retrieval.id == 2)
    }

    @Test("a refusal shows nothing else, and no key asks again")
    func refused() {
        var driver = asked()
        driver.send(.retrieval(1, .failed(RetrievalGoldenTests.refused)))
        let asked = driver.effects
        #expect(driver.text.contains("!! REFUSED: NO_PATIENT_CONSENT"))
        #expect(!driver.text.contains("SPECIMEN") && !driver.text.contains("Try again"))
        for command in CommandTable.all where command.scope.holds(.refusal) && command.id != .back {
            var other = driver
            for key in command.keys { other.send(.key(key)) }
            #expect(!other.effects.dropFirst(asked.count).contains { if case .retrieve = $0 { true } else { false } })
        }
    }

    @Test("a document is asked for by its own key alone, one without a file never")
    func documents() throws {
        var driver = ViewerDriver([try #require(SampleRecords.open("full-record"))])
        driver.press("D Enter Esc")
        #expect(driver.effects.isEmpty)
        let screen = try #require(driver.state.top as? DocumentsScreen)
        for entry in screen.entries {
            let before = driver.effects.count
            driver.press("f")
            switch entry.file {
            case let file? where file.isPlaceholder: #expect(driver.text.contains("no file to retrieve"))
            case let file? where file.isLarge:
                #expect(driver.text.contains("LARGE") && driver.effects.count == before)
                driver.press("Esc")
            case nil: #expect(driver.text.contains("no file to retrieve"))
            default:
                #expect(driver.effects.count == before + 1)
                driver.press("Esc")
            }
            driver.press("Down")
        }
    }

    @Test("a large document is retrieved after yes alone", arguments: [("yes", 1), ("no", 0), ("", 0)])
    func large(typed: String, asked: Int) throws {
        var driver = ViewerDriver([try #require(SampleRecords.open("full-record"))])
        driver.state.prompt = Prompt(.largeDocument(Self.order))
        driver.press("\"\(typed)\" Enter")
        #expect(driver.effects.count == asked)
    }

    @Test("a search sends what its form shows, and refuses what is no day or organisation")
    func search() throws {
        var driver = Self.library()
        driver.press("D Enter Down Down Enter \"2024-01-01\" Enter Down Enter \"2024-13\" Enter f")
        #expect(driver.effects.isEmpty && driver.text.contains("2024-13 is not a day"))
        driver.press("Enter Backspace Backspace Backspace Backspace Backspace Backspace Backspace Enter")
        driver.press("Enter \"2024-12-31\" Enter Down Enter \"B82617\" Enter Down Enter \"été\" Enter f")
        guard case .retrieve(let retrieval)? = driver.effects.last, case .search(let order) = retrieval.order else {
            Issue.record("nothing was asked: \(driver.effects) \(driver.text)")
            return
        }
        #expect(order.provider == "other" && order.nhsNumber == "9000000009" && order.words == "été")
        #expect(order.createdFrom?.description == "2024-01-01" && order.createdTo?.description == "2024-12-31")
        #expect(order.author?.description == "B82617" && order.kept == nil)
    }

    @Test("a document that was found is retrieved from the provider that was searched, a large one after yes")
    func foundDocuments() throws {
        var driver = Self.library()
        driver.press("D f")
        driver.send(.retrieval(1, .found(RetrievalGoldenTests.found)))
        driver.press("f")
        #expect(driver.text.contains("LARGE"))
        driver.press("Esc Down f")
        #expect(driver.text.contains("no file to retrieve: File exceeds maximum size"))
        driver.press("Down V")
        guard case .retrieve(let retrieval)? = driver.effects.last, case .document(let order) = retrieval.order else {
            Issue.record("nothing was asked: \(driver.effects)")
            return
        }
        #expect(order.search == 3 && order.provider == "example" && order.isAnew && order.reference == "Binary/3")
        #expect(order.nhsNumber == "9000000009" && order.size == 1200)
    }

    @Test("saved documents and kept searches open from the library, without a provider")
    func kept() throws {
        var driver = Self.library()
        driver.press("Down Down Down Enter")
        guard case .retrieve(let document)? = driver.effects.last, case .document(let order) = document.order else {
            Issue.record("nothing was asked: \(driver.effects)")
            return
        }
        #expect(order.kept == 7 && order.nhsNumber == "9000000009")
        driver.send(.retrieval(1, .document(RetrievalGoldenTests.document)))
        #expect(driver.text.contains("DOCUMENT  Discharge letter"))
        driver.press("Esc Down Enter")
        guard case .retrieve(let search)? = driver.effects.last, case .search(let wanted) = search.order else {
            Issue.record("nothing was asked: \(driver.effects)")
            return
        }
        #expect(wanted.kept == 2)
    }

    @Test("a provider that nothing names is asked for, and the same order goes to the one chosen")
    func providerChoice() throws {
        var driver = Self.library()
        _ = driver.state.start(.document(Self.order))
        driver.send(.retrieval(1, .providerNeeded))
        #expect(driver.text.contains("WHICH PROVIDER IS TO BE ASKED?"))
        driver.press("Down Enter")
        guard case .retrieve(let retrieval)? = driver.effects.last, case .document(let order) = retrieval.order else {
            Issue.record("nothing was asked: \(driver.effects)")
            return
        }
        #expect(order.provider == "other" && order.reference == Self.order.reference && retrieval.id == 2)
        #expect(driver.text.contains("Asked: other"))
    }

    @Test("a document is saved under the name that is typed, beginning with a safe one")
    func saved() throws {
        var driver = ViewerDriver([try #require(SampleRecords.open("full-record"))])
        _ = driver.state.start(.document(Self.order))
        driver.send(.retrieval(1, .document(RetrievalGoldenTests.document)))
        driver.press("s \"x\" Enter")
        #expect(driver.effects == [.saveDocument(7, path: "Discharge-letter.rtfx")])
    }
}
