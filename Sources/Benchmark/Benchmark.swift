import Foundation

/// `make bench`: Lloyd beside the tools people would use instead, in one run, so that ratios mean something on any
/// machine. Usage: lloyd-bench PATH-OF-LLOYD [RECORD]
@main
struct Benchmark {
    static func main() throws {
        if CommandLine.arguments.dropFirst().first == PeakMemory.option {
            return PeakMemory.measure(Array(CommandLine.arguments.dropFirst(2)))
        }
        guard CommandLine.arguments.count >= 2 else {
            print("usage: lloyd-bench PATH-OF-LLOYD [RECORD]")
            exit(64)
        }
        let lloyd = CommandLine.arguments[1]
        let files = try BenchmarkFiles(
            given: CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : nil, beside: lloyd)
        defer { files.remove() }
        for file in files.records {
            print("\n== \(file.name): \(file.megabytes) MB ==")
            let parts = [
                { try ReadingBenchmark(file: file).run() }, { try EvaluationBenchmark(file: file).run() },
                { try KeyBenchmark(file: file).run() }, { ProcessBenchmark(lloyd: lloyd, file: file).run() },
                { ScreenBenchmark(lloyd: lloyd, file: file).run() },
            ]
            for part in parts {
                try part()
                // A run that is broken off has told what it measured.
                fflush(nil)
            }
        }
        if let large = files.records.last {
            print("\n== lloyd serve and a retrieval of \(large.megabytes) MB ==")
            try FetchBenchmark(lloyd: lloyd, file: large)?.run()
        }
    }
}
