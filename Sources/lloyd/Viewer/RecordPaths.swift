import Foundation
import Viewer

/// The files that `open` was given: a folder stands for the records in it, in the order of their names.
enum RecordPaths {
    /// What the viewer opens: without a path what is handed over on standard input, else the library.
    static func opened(_ paths: [String]) throws -> [OpenFile] {
        let paths = paths.isEmpty && StandardInput.hasData ? ["-"] : paths
        guard !paths.isEmpty else { return [OpenFile(name: "Library", source: .library)] }
        let expanded = try expand(paths)
        guard expanded.count(where: { $0 == "-" }) < 2 else {
            throw CommandFailure("standard input can be read only once: - is given twice")
        }
        return expanded.map { OpenFile(name: $0 == "-" ? "standard input" : $0, source: .path($0)) }
    }

    static func expand(_ paths: [String]) throws -> [String] {
        let files = try paths.flatMap(files)
        guard !files.isEmpty else {
            throw CommandFailure("\(paths.joined(separator: ", ")): no file whose name ends in .json")
        }
        return files
    }

    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
        else {
            return [path]
        }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw CommandFailure("\(path): the folder cannot be read")
        }
        // A request beside a record is no record.
        return names.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".request.json") }.sorted()
            .map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
    }
}
