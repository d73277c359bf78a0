import Foundation
import GPConnect
import RecordConsumer
import TerminalTestSupport
import Testing

@testable import lloyd

@Suite("config.toml")
struct ConfigurationTests {
    static func example() throws -> String {
        try String(contentsOfFile: Repository.path("docs/config.example.toml"), encoding: .utf8)
    }

    private func failure(_ text: String) -> String? {
        do { _ = try Configuration(text: text, file: "config.toml") } catch { return "\(error)" }
        return nil
    }

    @Test("the example names every key of the table, lacks nothing and makes a request")
    func example() throws {
        let text = try Self.example()
        for key in ConfigurationKey.all where !key.path.hasPrefix("viewer.keys") {
            let last = key.path.split(separator: ".").last ?? ""
            #expect(text.contains("\(last) = "), "\(key.path) is missing in the example")
        }
        let configuration = try Configuration(text: text, file: "config.toml")
        #expect(ConfigurationCheck.findings(configuration) == [])
        let provider = try configuration.provider(named: nil)
        #expect(provider.name == "local" && provider.odsCode?.description == "A99999" && provider.proxy == nil)
        let builder = RequestBuilder(identity: try configuration.identity(), provider: provider)
        let request = try builder.request(for: .structuredCapability, stamp: RequestStamp(traceID: "t", time: 0))
        #expect(request.url.description == "http://127.0.0.1:8080/A99999/STU3/1/gpconnect/structured/metadata")
    }

    @Test("the example with every comment taken in is right too")
    func wholeExample() throws {
        let lines = try Self.example().split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("# ") && line.contains(" = ") ? String(line.dropFirst(2)) : String(line)
        }
        let configuration = try Configuration(text: lines.joined(separator: "\n"), file: "/etc/lloyd/config.toml")
        #expect(configuration.text("consumer.proxy_url") == "https://proxy.example.nhs.uk")
        #expect(configuration.filePath("tls.ca")?.hasSuffix("/.config/lloyd/spine-ca.pem") == true)
        #expect(configuration.flag("viewer.mouse") == true && configuration.text("viewer.keys.quit") == "q")
        let options = configuration.clientOptions()
        #expect(options.document.bytes == 64 << 20 && options.record.totalSeconds == 60)
    }

    @Test(
        "what is wrong is named with its line and key",
        arguments: [
            ("[consumer]\nasid = 200000000115\n", "config.toml: line 2: consumer.asid must be digits, in quotes"),
            ("[consumer]\n\nasdi = \"1\"", "config.toml: line 3: unknown key consumer.asdi"),
            ("# a\n[consumers]\nasid = \"1\"", "config.toml: line 2: unknown table consumers"),
            (
                "[providers.gp]\nasid = \"1\"\nstructured_url = \"http://gp.example.nhs.uk/\"",
                "config.toml: line 3: providers.gp.structured_url must be an https URL without query (http only on this machine)"
            ),
            ("[limits]\nrecord_mib = 0", "config.toml: line 2: limits.record_mib must be a number above zero"),
            ("[tls]\nminimum_version = \"1.1\"", "config.toml: line 2: tls.minimum_version must be \"1.2\" or \"1.3\""),
            ("[viewer]\nmouse = \"yes\"", "config.toml: line 2: viewer.mouse must be true or false"),
            (
                "[consumer]\nuser = { id = \"\" }",
                "config.toml: line 2: consumer.user.id must be a text that is not empty"
            ),
            ("consumer.asid = 1", "config.toml: line 1: consumer.asid must be digits, in quotes"),
            (
                "[consumer]\nods_code = \"A 1\"",
                "config.toml: line 2: consumer.ods_code must be an ODS code: letters and digits"
            ),
            ("asid = \"1\"", "config.toml: line 1: unknown key asid"),
        ])
    func faults(text: String, message: String) { #expect(failure(text) == message) }

    @Test("what is no TOML is named with line and column, and a value is never repeated")
    func syntax() {
        let message = failure("[consumer]\nasid = \"1\"\nasid = \"2\"\n")
        #expect(message?.hasPrefix("config.toml: line 3, column ") == true)
        #expect(failure("[tls]\nkey_passphrase_file = 12345")?.contains("12345") == false)
    }

    @Test("of two providers one must be named")
    func providers() throws {
        let text = try Self.example() + "\n[providers.other]\nasid = \"1\"\n"
        let configuration = try Configuration(text: text, file: "c")
        #expect(throws: CommandFailure.self) { try configuration.provider(named: nil) }
        #expect(try configuration.provider(named: "other").structured == nil)
        #expect(
            ConfigurationCheck.findings(configuration).map(\.line) == [
                "missing: providers.other.structured_url: service root for structured records",
                "missing (documents cannot be fetched): providers.other.documents_url: service root for documents",
            ])
    }

    @Test("the passphrase is the first line of its file and never shown")
    func passphrase() throws {
        let program = Program()
        let file = try program.write("open sesame\nnothing\n", to: "pass")
        let configuration = try Configuration(text: "[tls]\nkey_passphrase_file = \"\(file)\"", file: "c")
        let tls = try configuration.tls()
        #expect(tls.keyPassphrase?.secret == "open sesame")
        #expect(!"\(tls)".contains("sesame"))
    }

    @Test(
        "files are where the XDG specification puts them; a relative variable counts as unset",
        arguments: [
            ([:], "/home/a/.config/lloyd/config.toml", "/home/a/.local/share/lloyd/library.sqlite"),
            (
                ["XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "d"], "/c/lloyd/config.toml",
                "/home/a/.local/share/lloyd/library.sqlite"
            ),
        ])
    func paths(environment: [String: String], configuration: String, library: String) {
        let paths = UserPaths(environment: environment, home: "/home/a")
        #expect(paths.configuration == configuration && paths.library == library)
        #expect(paths.audit == "/home/a/.local/state/lloyd/audit.sqlite")
    }

    @Test("config check says what is missing, and nothing else is asked of the user")
    func check() throws {
        let program = Program()
        let none = program.run("config", "check")
        #expect(none.status == .exited(1) && none.output.contains("there is no such file"))
        #expect(none.output.contains("missing: consumer.asid: the ASID of this system"))
        try program.configure(root: "http://127.0.0.1:1", without: "family")
        let one = program.run("config", "check")
        #expect(one.status == .exited(1))
        #expect(one.output.split(separator: "\n").dropFirst() == ["missing: consumer.user.family: your family name"])
        #expect(program.run("fetch", "9000000033").messages.contains("missing consumer.user.family"))
        try program.configure(root: "http://127.0.0.1:1")
        #expect(program.run("config", "check").status == .exited(0))
    }

    @Test("a fault in the configuration keeps nobody from a saved record")
    func faultyConfiguration() throws {
        let program = Program()
        try program.write("[consumer\n", to: "config/lloyd/config.toml")
        let record = try program.write(Provider.record(), to: "record.json")
        let shown = program.run("show", record)
        #expect(shown.status == .exited(0) && shown.messages.contains("config.toml: line 1"))
        #expect(program.run("fetch", "9000000033").status == .exited(1))
    }
}
