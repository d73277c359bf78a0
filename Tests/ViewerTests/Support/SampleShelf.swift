import Viewer

/// A library with all that its screen must tell apart.
enum SampleShelf {
    static let shelf = Shelf(patients: [
        ShelfPatient(
            words: "SPECIMEN, Alexandra Jane (Mrs), born 12-Mar-1968, NHS No. 900 000 0009", nhsNumber: "9000000009",
            sharesNumber: false,
            records: [
                ShelfRecord(
                    id: 4, retrieved: "15-Sep-2024 09:58", saved: "15-Sep-2024 09:58", days: 0, source: "A99999",
                    size: "184 kB", bookmarks: 0, warnings: ["RECORD IN TRANSIT", "SWITCHED OFF: Diary entries"]),
                ShelfRecord(
                    id: 2, retrieved: "14-Sep-2024 16:01", saved: "14-Sep-2024 16:01", days: 1, source: "A99999",
                    size: "181 kB", bookmarks: 1),
                ShelfRecord(
                    id: 1, retrieved: "02-Jan-2024 11:30", saved: "02-Jan-2024 11:30", days: 257, source: "A99999",
                    size: "92.4 kB", bookmarks: 3,
                    warnings: ["ASKED FOR 900 000 0033, ANSWERED 900 000 0009", "ITEMS WITHHELD"]),
            ],
            documents: [
                ShelfDocument(
                    id: 7, title: "Discharge letter", retrieved: "15-Sep-2024 10:02", saved: "15-Sep-2024 10:02",
                    source: "A99999", contentType: "text/rtf", size: "1204 bytes")
            ],
            searches: [
                ShelfSearch(
                    id: 2, words: "12 documents, created from 01-Jan-2024", retrieved: "15-Sep-2024 10:01",
                    source: "A99999")
            ]),
        ShelfPatient(
            words: "EXAMPLE, Robin (Mx), born 29-Feb-1960, NHS No. 900 000 0033", nhsNumber: "9000000033",
            sharesNumber: true,
            records: [
                ShelfRecord(
                    id: 3, retrieved: nil, saved: "14-Sep-2024 17:12", days: nil, source: "robin.json",
                    size: "12.1 kB", bookmarks: 0)
            ]),
        ShelfPatient(
            words: "patient not stated", nhsNumber: "", sharesNumber: false,
            records: [
                ShelfRecord(
                    id: 5, retrieved: nil, saved: "14-Sep-2024 17:13", days: nil,
                    source: "hostile\u{1B}[2J\u{202E}.json",
                    size: "980 bytes", bookmarks: 0)
            ]),
    ])

    static let file = OpenFile(name: "Library", source: .library, content: .shelf(shelf))
}
