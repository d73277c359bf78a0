import FHIR
import Foundation
import GPConnect
import TerminalTestSupport

/// `lloyd serve` and a retrieval of 30 MB from it, by the command and in the viewer: the peak of memory over the size of
/// the answer, and how long calling off takes.
struct FetchBenchmark {
    let lloyd: String
    let file: BenchmarkFiles.Record
    private let home: URL
    private let nhsNumber: String

    private static let patience = 120.0

    init?(lloyd: String, file: BenchmarkFiles.Record) throws {
        let patient = try FHIR.Bundle(bytes: file.bytes).resources.first { $0.type == .patient }
        let number = patient?.value.all("identifier").map(Identifier.init)
            .first { $0.system == IdentifierSystem.nhsNumber }?.value
        guard let number else { return nil }
        self.lloyd = lloyd
        self.file = file
        nhsNumber = number
        home = FileManager.default.temporaryDirectory.appendingPathComponent("lloyd-bench-home-\(getpid())")
        try FileManager.default.createDirectory(
            at: home.appendingPathComponent(".config/lloyd"), withIntermediateDirectories: true)
    }

    func run() throws {
        defer { try? FileManager.default.removeItem(at: home) }
        guard let server = startServer() else { return print("fetch: lloyd serve did not listen") }
        defer {
            server.signal(SIGTERM)
            _ = server.wait()
        }
        report("fetch of the record", peak(["fetch", nhsNumber]), of: file.bytes.count)
        viewerPeak()
        print("Ctrl-C to the end of the command, worst of 6: \(Self.text(interrupts().max()))")
    }

    // MARK: - The provider

    private func startServer() -> ChildProcess? {
        let output = home.appendingPathComponent("serve.out").path
        let server = ChildProcess.start(
            lloyd, ["serve", file.path, "--port", "0"], environment: environment, outputFile: output,
            errorFile: home.appendingPathComponent("serve.err").path)
        let end = Date(timeIntervalSinceNow: Self.patience)
        while Date() < end {
            let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            if said.hasPrefix("listening on "), let line = said.split(separator: "\n").first {
                try? configure(String(line.dropFirst("listening on ".count)))
                return server
            }
            usleep(20_000)
        }
        server.signal(SIGKILL)
        return nil
    }

    private func configure(_ root: String) throws {
        let text = """
            [consumer]
            asid = "200000000115"
            ods_code = "Z26556"
            organisation_name = "Bench"
            endpoint_url = "https://viewer.example.nhs.uk/"
            [consumer.user]
            id = "bench"
            id_system = "https://viewer.example.nhs.uk/Id/user"
            family = "Bench"
            [consumer.device]
            identifier_system = "https://viewer.example.nhs.uk/Id/device"
            identifier_value = "BENCH"
            [providers.local]
            asid = "200000000116"
            structured_url = "\(root)/gpconnect/structured"
            documents_url = "\(root)/gpconnect/documents"
            """
        try Data(text.utf8).write(to: home.appendingPathComponent(".config/lloyd/config.toml"))
    }

    private var environment: [String: String] {
        [
            "HOME": home.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Europe/London",
            "SWIFT_BACKTRACE": "enable=no",
        ]
    }

    // MARK: - Memory

    /// As the kernel counts it for the program itself: what `wait4` tells begins with the memory of who started it.
    private func peak(_ arguments: [String]) -> Int {
        let child = ChildProcess.start(lloyd, arguments, environment: environment)
        var highest = 0
        while let now = Self.peakKilobytes(of: child.pid), now > 0 {
            highest = max(highest, now)
            usleep(2_000)
        }
        _ = child.wait()
        return highest
    }

    /// Nil once the process has ended.
    fileprivate static func peakKilobytes(of pid: pid_t) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }
    }

    private func report(_ name: String, _ kilobytes: Int, of bytes: Int) {
        let times = Double(kilobytes) * 1024 / Double(bytes)
        print(
            "\(name.padding(toLength: 44, withPad: " ", startingAt: 0)) "
                + String(format: "peak %d kB, %.2f times the answer's %.1f MB", kilobytes, times, Double(bytes) / 1e6))
    }

    /// Until the record is open on the screen.
    private func viewerPeak() {
        let viewer = LibraryOnTerminal(lloyd, environment)
        defer { viewer.leave() }
        viewer.ask(for: nhsNumber)
        guard viewer.waitFor(anyOf: ["MEDICATIONS", "READ THIS FIRST"], seconds: Self.patience) else { return }
        viewer.terminal.send("\r")
        guard viewer.waitFor(anyOf: ["MEDICATIONS"], seconds: Self.patience) else { return }
        report("fetch in the viewer, until it is open", viewer.peakKilobytes, of: file.bytes.count)
    }

    // MARK: - Calling off

    /// Moments after the start: before, while and after the answer comes.
    private static let moments: [UInt32] = [100, 200, 300, 400, 600, 800].map { $0 * 1000 }

    private func interrupts() -> [Double] {
        Self.moments.map { moment in
            let child = ChildProcess.start(lloyd, ["fetch", nhsNumber], environment: environment)
            usleep(moment)
            let start = DispatchTime.now()
            child.signal(SIGINT)
            _ = child.wait()
            return Self.milliseconds(since: start)
        }
    }

    private static func milliseconds(since start: DispatchTime) -> Double {
        Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e6
    }

    private static func text(_ milliseconds: Double?) -> String {
        milliseconds.map { String(format: "%.0f ms", $0) } ?? "not measured"
    }
}

/// The viewer on its library, on a terminal that remembers what was written.
private struct LibraryOnTerminal {
    let terminal = PseudoTerminal(rows: 40, columns: 120)
    private let process: ChildProcess

    init(_ lloyd: String, _ environment: [String: String]) {
        process = terminal.spawn(lloyd, [], environment: environment)
        _ = terminal.waitFor(text: "LIBRARY", seconds: 20)
        terminal.waitForQuiet()
    }

    /// Fills the form and sends it.
    func ask(for nhsNumber: String) {
        for keys in ["f", "\u{1B}[B", "\r", String(repeating: "\u{7F}", count: 12) + nhsNumber, "\r"] {
            terminal.send(keys)
            terminal.waitForQuiet()
        }
        terminal.clear()
        terminal.send("f")
    }

    func waitFor(anyOf words: [String], seconds: Double) -> Bool {
        terminal.wait(seconds: seconds) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return words.contains { text.contains($0) }
        }
    }

    var peakKilobytes: Int { FetchBenchmark.peakKilobytes(of: process.pid) ?? 0 }

    func leave() {
        terminal.send("q")
        if process.wait(seconds: 5) == .timedOut { print("the viewer did not end") }
        terminal.hangUp()
    }
}
