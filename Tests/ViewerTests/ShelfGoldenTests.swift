import Testing

@testable import Viewer

/// The library, its documents and retrievals against the texts in `Golden`.
@Suite("golden screens of the library")
struct ShelfGoldenTests {
    static let scenes: [(name: String, shelf: Shelf, keys: String)] = [
        ("shelf-library", SampleShelf.shelf, ""), ("shelf-library-end", SampleShelf.shelf, "End"),
        ("shelf-library-empty", Shelf(patients: []), ""), ("shelf-library-help", SampleShelf.shelf, "F1"),
    ]

    @Test("a screen of the library is what its golden text says", arguments: scenes)
    func golden(scene: (name: String, shelf: Shelf, keys: String)) throws {
        for (rows, columns) in [(24, 80), (40, 120)] {
            let file = OpenFile(name: "Library", source: .library, content: .shelf(scene.shelf))
            var driver = ViewerDriver(files: [file], rows: rows, columns: columns)
            driver.press(scene.keys)
            try GoldenScreenTests.compare(driver.text, with: "\(scene.name).\(columns)x\(rows).txt")
        }
    }
}
