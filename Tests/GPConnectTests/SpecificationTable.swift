import Foundation

/// Reads the tables of the digest in `docs/spec`, so that the tests compare with the text itself.
enum SpecificationTable {
    static func secondaryLists() throws -> [(title: String, code: String)] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/spec/clinical-areas.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, cells[1].hasPrefix("`consultations-") || cells[1].hasPrefix("`problems-") else {
                return nil
            }
            return (cells[0], cells[1].trimmingCharacters(in: CharacterSet(charactersIn: "`")))
        }
    }
}
