import FHIR
import Foundation
import GPConnect

/// Reading and indexing in process, beside node's and Python's parsers in theirs.
struct ReadingBenchmark {
    let file: BenchmarkFiles.Record
    private var runs: Int { file.bytes.count > 10_000_000 ? 7 : 25 }

    func run() throws {
        let bytes = file.bytes
        let document = try JSONDocument(bytes: bytes)
        let bundle = FHIR.Bundle(document: document)
        Stopwatch.line("JSON to node table", Stopwatch.milliseconds(runs: runs) { _ = try? JSONDocument(bytes: bytes) })
        Stopwatch.line("index", Stopwatch.milliseconds(runs: runs) { _ = StructuredRecord(bundle: bundle) })
        let whole = Stopwatch.milliseconds(runs: runs) {
            _ = (try? FHIR.Bundle(bytes: bytes)).map { StructuredRecord(bundle: $0) }
        }
        Stopwatch.line("read and index", whole)
        for peer in peers() { Stopwatch.line("  beside \(peer.0)", whole, beside: peer) }
    }

    /// Each prints the best of its runs in milliseconds.
    private func peers() -> [(String, Double)] {
        let node = """
            const s=require('fs').readFileSync(process.argv[1],'utf8');let b=1e9;
            for(let i=0;i<\(runs);i++){const t=process.hrtime.bigint();JSON.parse(s);
            b=Math.min(b,Number(process.hrtime.bigint()-t)/1e6)};console.log(b)
            """
        let python = """
            import json,sys,time
            s=open(sys.argv[1],encoding='utf-8').read();b=1e9
            for i in range(\(runs)):
                t=time.perf_counter();json.loads(s);b=min(b,(time.perf_counter()-t)*1000)
            print(b)
            """
        return [
            ("node JSON.parse", Tool.output(["node", "-e", node, file.path])),
            ("Python json.loads", Tool.output(["python3", "-c", python, file.path])),
        ].compactMap { name, text in
            text.flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }.map { (name, $0) }
        }
    }
}

/// A program found on PATH.
enum Tool {
    static func isInstalled(_ name: String) -> Bool { output(["sh", "-c", "command -v \(name)"])?.isEmpty == false }

    /// Standard output; nil when the program is missing or fails.
    static func output(_ command: [String]) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }
}
