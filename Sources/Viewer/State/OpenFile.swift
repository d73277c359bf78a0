import RecordPresentation

/// A file named on the command line, read or not yet.
package struct OpenFile: Sendable {
    /// As given: a path, or `standard input`.
    package var name: String
    package var content: FileContent
    /// The screens on top of each other; never empty once the file is read.
    package var screens: [any Screen] = []
    /// Made when a parameter, a reason or the timeline is first asked for.
    package var live: LiveRecord?

    package init(name: String, content: FileContent = .notRead) {
        self.name = name
        self.content = content
    }
}

/// What a file turned out to be.
package enum FileContent: Sendable {
    case notRead
    case record(RecordFolder)
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
