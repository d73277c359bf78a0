import FHIR
import Foundation
import GPConnect
import RecordEvaluation
import RecordProvider

/// Reads the records that `serve` answers from, with their sidecars and documents, once at the start.
struct ServedFiles {
    /// NHS numbers to serve records by, by the file's standard path.
    private let assigned: [String: NHSNumber]

    init(assigned: [(path: String, number: NHSNumber)]) {
        self.assigned = Dictionary(
            assigned.map { (Self.standard($0.path), $0.number) }, uniquingKeysWith: { _, last in last })
    }

    /// One file may be written in several ways.
    static func standard(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// - Parameter isLenient: leaves out, with a message, what is no record with a patient: a folder of samples holds
    ///   damaged ones too.
    func records(_ paths: [String], isLenient: Bool) throws -> [ServedRecord] {
        try paths.compactMap { path in
            do { return try record(path) } catch let failure as CommandFailure {
                guard isLenient else { throw failure }
                Output.message("not served: \(failure.description)")
                return nil
            }
        }
    }

    private func record(_ path: String) throws -> ServedRecord {
        let file = try RecordFile(path: path, for: .serve)
        try file.requireRecord()
        var source = try file.source()
        let documents = try documents(beside: path) + KeptDocuments.binaries(of: source)
        if let number = assigned[Self.standard(path)] {
            guard let text = NHSNumberAssignment.text(of: file.bundle, with: number) else {
                throw CommandFailure("\(path): no Patient with an NHS number that another could be assigned to")
            }
            let bundle = try RecordFile.bundle(bytes: text, path: path)
            source = SourceRecord(record: StructuredRecord(bundle: bundle), switches: source.switches)
        }
        let record = ServedRecord(name: path, source: source, documents: documents)
        // Whether it can be served at all, before it is joined with others.
        do { _ = try PatientDirectory([record]) } catch { throw CommandFailure(error.description) }
        return record
    }

    /// The Binary resources of the folder `NAME.documents` beside `NAME.json` (docs/spec/fetch.md section 10).
    private func documents(beside path: String) throws -> [Binary] {
        guard path != "-" else { return [] }
        let folder = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("documents").path
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return try names.filter { $0.hasSuffix(".json") }.sorted().map { name in
            let path = folder + "/" + name
            let bundle = try RecordFile.bundle(bytes: InputFile.read(path), path: path)
            guard bundle.kind == .single(.binary) else { throw CommandFailure("\(path): not a Binary resource") }
            return Binary(bundle.document.root)
        }
    }
}

/// The records that come with the program: beside the checkout, else in the install prefix.
enum SampleData {
    static func folder() throws -> String {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var folder = URL(fileURLWithPath: link ?? CommandLine.arguments[0])
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            for name in ["sample-data", "share/lloyd/sample-data"] {
                let path = folder.appendingPathComponent(name).path
                if FileManager.default.fileExists(atPath: path + "/full-record.json") { return path }
            }
        }
        throw CommandFailure("sample-data is found neither beside the program nor in its install prefix: name a Bundle")
    }
}
