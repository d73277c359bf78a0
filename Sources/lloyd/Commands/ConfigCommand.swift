import ArgumentParser
import FHIR
import Foundation
import GPConnect
import RecordConsumer

/// `lloyd config`: what the configuration lacks.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check the configuration.", subcommands: [ConfigCheckCommand.self])
}

struct ConfigCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say what is missing or wrong in config.toml; secrets are never printed.",
        discussion: "With --ask each provider's capability statements are retrieved and held against the specification."
    )

    @Flag(help: "Ask the providers what they can do.")
    var ask = false

    func run() async throws {
        try await reporting {
            let path = UserPaths.current.configuration
            let configuration = try Configuration.load(path)
            Output.data("\(path)\(configuration.file == nil ? ": there is no such file" : "")\n")
            let findings = ConfigurationCheck.findings(configuration)
            for finding in findings { Output.data(finding.line + "\n") }
            guard !findings.contains(where: \.isFault) else {
                throw CommandFailure(
                    "\(path): fetching is not possible yet; docs/config.example.toml explains every key")
            }
            Output.data("Nothing is missing.\n")
            if ask { try await askProviders(configuration) }
        }
    }

    private func askProviders(_ configuration: Configuration) async throws {
        let session = try Session(needsConfiguration: true)
        var unmet = 0
        for name in configuration.names(below: "providers") {
            let client = try session.client(provider: name)
            for capability in [InteractionID.Capability.structured, .documents] {
                guard client.builder.provider.root(for: capability) != nil else { continue }
                let statement = try await client.capability(capability)
                let software = [statement.softwareName, statement.softwareVersion].compactMap(\.self)
                Output.data(DisplayText.scrub("\(name), \(capability): \(software.joined(separator: " "))") + "\n")
                for finding in statement.findings(for: capability) {
                    unmet += finding.isMet ? 0 : 1
                    let line = "  \(finding.isMet ? "yes" : "NO") \(finding.check): \(finding.found)"
                    Output.data(DisplayText.scrub(line) + "\n")
                }
            }
        }
        if unmet > 0 { throw CommandFailure("\(unmet) checks of the capability statements are not met") }
    }
}
