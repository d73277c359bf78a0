import RecordPresentation
import TerminalUI
import Testing

@testable import Viewer

/// The library on the screen and the way from it to a record and back.
@Suite("the library in the viewer")
struct ShelfScreenTests {
    @Test("Enter opens the record under the cursor as a file of its own, once")
    func opens() {
        var driver = ViewerDriver(files: [SampleShelf.file])
        driver.press("Down Enter")
        #expect(driver.effects == [.load(file: 1)])
        #expect(driver.state.files[1].source == .saved(2))
        driver.press(", Enter")
        #expect(driver.state.files.count == 2 && driver.state.current == 1)
    }

    @Test("a record of the library stands below its own banner, the library below none")
    func banners() throws {
        let folder = try #require(SampleRecords.open("full-record"))
        var driver = ViewerDriver(files: [SampleShelf.file])
        driver.press("Enter")
        driver.send(.loaded(file: 1, .record(folder)))
        #expect(driver.lines[0].hasPrefix("SPECIMEN, Alexandra"))
        driver.press("O")
        #expect(driver.lines[0].hasPrefix("Lloyd  Library") && driver.text.contains("EXAMPLE, Robin"))
    }

    @Test("the library is read anew each time it is called, and the cursor stays")
    func anew() throws {
        var driver = ViewerDriver([try #require(SampleRecords.open("full-record"))])
        driver.press("O")
        #expect(driver.effects == [.load(file: 1)])
        driver.send(.loaded(file: 1, SampleShelf.file.content))
        driver.press("Down Down")
        #expect(driver.text.contains("item 3 of 7"))
        driver.press(", O")
        #expect(driver.effects == [.load(file: 1), .load(file: 1)])
        driver.send(.loaded(file: 1, SampleShelf.file.content))
        #expect(driver.text.contains("item 3 of 7"))
    }

    @Test("a library that cannot be opened says so, and its next reading replaces that")
    func broken() {
        let failure = FileFailure(title: "CANNOT BE READ", lines: ["the library cannot be opened"])
        var driver = ViewerDriver(files: [OpenFile(name: "Library", source: .library, content: .failed(failure))])
        #expect(driver.text.contains("!! CANNOT BE READ"))
        driver.press("O")
        driver.send(.loaded(file: 0, SampleShelf.file.content))
        #expect(driver.text.contains("LIBRARY  Patients 3"))
    }

    @Test("the source line of a saved copy says that it is offline and when it was retrieved")
    func offline() throws {
        let open = try #require(SampleRecords.open("full-record"))
        let origins: [(RecordOrigin, String)] = [
            (
                RecordOrigin(name: "a", retrieved: open.context.origin.retrieved, isOffline: true),
                "OFFLINE COPY, retrieved 15-Sep-2024 09:58"
            ),
            (RecordOrigin(name: "a", isOffline: true), "OFFLINE COPY, retrieval time unknown"),
            (RecordOrigin(name: "a"), "loaded from file; retrieval time unknown"),
        ]
        for (origin, words) in origins {
            let context = RecordContext(
                record: open.record, origin: origin, referenceDay: SampleRecords.day)
            let driver = ViewerDriver([RecordFolder(context: context)])
            #expect(driver.text.contains(words))
        }
    }
}
