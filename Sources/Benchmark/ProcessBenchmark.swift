import Foundation

/// Whole processes: `lloyd show` beside jq, and the memory they take.
struct ProcessBenchmark {
    let lloyd: String
    let file: BenchmarkFiles.Record
    private var runs: Int { file.bytes.count > 10_000_000 ? 3 : 15 }

    func run() {
        let jq = Tool.isInstalled("jq") ? milliseconds(["jq", ".", file.path]) : 0
        Stopwatch.line(
            "show --format json, whole process", milliseconds([lloyd, "show", "--format", "json", file.path]),
            beside: ("jq .", jq))
        Stopwatch.line("show --format text, whole process", milliseconds([lloyd, "show", file.path]))
        Stopwatch.line("show --format csv, whole process", milliseconds([lloyd, "show", "--format", "csv", file.path]))
        guard let own = PeakMemory.kilobytes(of: [lloyd, "--version"]),
            let peak = PeakMemory.kilobytes(of: [lloyd, "show", "--format", "json", file.path])
        else { return print("memory: not measured") }
        let perByte = Double(peak - own) * 1024 / Double(file.bytes.count)
        print(
            String(
                format: "peak memory of show --format json %d kB, the program's own %d kB: %.1f bytes per byte of file",
                peak, own, perByte))
    }

    private func milliseconds(_ command: [String]) -> Double {
        Stopwatch.milliseconds(runs: runs) { _ = WaitedProcess(command) }
    }
}

/// The most memory that a program took.
///
/// The kernel counts what a process was before it became another program, and this one holds 30 MB records: a small
/// copy of it, which holds nothing, starts the program and asks.
enum PeakMemory {
    static let option = "--peak-memory"

    /// Nil when the program cannot be started.
    static func kilobytes(of command: [String]) -> Int? {
        Tool.output([CommandLine.arguments[0], option] + command).flatMap { Int($0.dropLast()) }
    }

    /// What the small copy does: prints the kilobytes.
    static func measure(_ command: [String]) {
        guard let process = WaitedProcess(command) else { exit(1) }
        print(process.peakKilobytes)
    }
}

/// A program run to its end with its output thrown away, and what the kernel says of it.
struct WaitedProcess {
    let peakKilobytes: Int

    init?(_ command: [String]) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var pid: pid_t = 0
        guard posix_spawnp(&pid, command[0], &actions, nil, &arguments, environ) == 0 else { return nil }
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(pid, &status, 0, &usage) == pid else { return nil }
        peakKilobytes = usage.ru_maxrss
    }
}
