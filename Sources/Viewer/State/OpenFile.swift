import RecordPresentation

/// A file named on the command line, the library or a record of it; read or not yet.
package struct OpenFile: Sendable {
    /// Where the edge reads it from.
    package enum Source: Hashable, Sendable {
        case path(String)
        case library
        /// A saved record, by the library's number.
        case saved(Int64)
        /// A record that was retrieved in this run, by the library's number.
        case fetched(Int64)
    }

    /// As given: a path, or `standard input`.
    package var name: String
    package let source: Source
    package var content: FileContent
    /// The screens on top of each other; never empty once the file is read.
    package var screens: [any Screen] = []
    /// Made when a parameter, a reason or the timeline is first asked for.
    package var live: LiveRecord?

    /// - Parameter source: when not given, the path of this name.
    package init(name: String, source: Source? = nil, content: FileContent = .notRead) {
        self.name = name
        self.source = source ?? .path(name)
        self.content = content
    }
}

/// What a file turned out to be.
package enum FileContent: Sendable {
    case notRead
    case record(RecordFolder)
    case shelf(Shelf)
    /// No record could be made of it; says what it is and why (docs/spec/terminal.md section 4).
    case failed(FileFailure)
}

package struct FileFailure: Hashable, Sendable {
    /// `RECORD NOT AVAILABLE`, `CANNOT BE READ`, `NOT A RECORD`.
    package var title: String
    package var lines: [String]

    package init(title: String, lines: [String]) {
        self.title = title
        self.lines = lines
    }
}
