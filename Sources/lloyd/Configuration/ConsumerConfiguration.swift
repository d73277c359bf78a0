import Foundation
import GPConnect
import RecordConsumer

/// What fetching needs, made of the configuration.
extension Configuration {
    /// Who asks.
    /// - Throws: `CommandFailure` naming every key that is missing.
    func identity() throws -> ConsumerIdentity {
        let needed = ConfigurationKey.all.filter { $0.need == .fetching && $0.path.hasPrefix("consumer.") }
        let missing = needed.map(\.path).filter { text($0) == nil }
        guard missing.isEmpty, let asid = text("consumer.asid").flatMap(ASID.init),
            let odsCode = text("consumer.ods_code").flatMap({ ODSCode($0) })
        else { throw Self.missing(missing, file: file) }
        func known(_ path: String) -> String { text(path) ?? "" }
        return ConsumerIdentity(
            asid: asid, endpointURL: known("consumer.endpoint_url"),
            organisation: .init(odsCode: odsCode, name: known("consumer.organisation_name")),
            user: .init(
                id: known("consumer.user.id"), idSystem: known("consumer.user.id_system"),
                family: known("consumer.user.family"), given: text("consumer.user.given"),
                prefix: text("consumer.user.prefix"), sdsUserID: text("consumer.user.sds_user_id"),
                sdsRoleProfileID: text("consumer.user.sds_role_profile_id")),
            device: .init(
                model: text("consumer.device.model") ?? "Lloyd",
                version: text("consumer.device.version") ?? LloydVersion.text,
                identifierSystem: known("consumer.device.identifier_system"),
                identifierValue: known("consumer.device.identifier_value")))
    }

    /// `Dr Ada Okafor`; nil when no name is configured.
    var userName: String? {
        let parts = ["prefix", "given", "family"].compactMap { text("consumer.user.\($0)") }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private static func missing(_ keys: [String], file: String?) -> CommandFailure {
        let place = file ?? "\(UserPaths.current.configuration) (there is no such file)"
        return CommandFailure("\(place): missing \(keys.joined(separator: ", ")); see lloyd config check")
    }

    /// The provider of that name; the only one when none is named.
    func provider(named name: String?) throws -> ProviderConfiguration {
        let names = names(below: "providers")
        guard let chosen = name ?? (names.count == 1 ? names[0] : nil) else {
            throw names.isEmpty
                ? Self.missing(["[providers.NAME]"], file: file)
                : CommandFailure("name one of the providers with --provider: \(names.joined(separator: ", "))")
        }
        guard names.contains(chosen) else {
            throw CommandFailure("no provider \(chosen) is configured; known: \(names.joined(separator: ", "))")
        }
        let path = "providers.\(chosen)"
        guard let asid = text(path + ".asid").flatMap(ASID.init) else {
            throw Self.missing([path + ".asid"], file: file)
        }
        return ProviderConfiguration(
            name: chosen, asid: asid, odsCode: text(path + ".ods_code").flatMap { ODSCode($0) },
            structured: text(path + ".structured_url").flatMap(ServiceRoot.init),
            documents: text(path + ".documents_url").flatMap(ServiceRoot.init),
            proxy: text("consumer.proxy_url").flatMap(ServiceRoot.init))
    }

    func tls() throws -> TLSSettings {
        let passphrase = try filePath("tls.key_passphrase_file").map { path in
            let text = String(decoding: try InputFile.read(path), as: UTF8.self)
            return Credential(String(text.prefix { !$0.isNewline }))
        }
        return TLSSettings(
            certificate: filePath("tls.certificate"), key: filePath("tls.key"), keyPassphrase: passphrase,
            authorities: filePath("tls.ca"),
            minimumVersion: text("tls.minimum_version").flatMap(TLSSettings.Version.init) ?? .tls12)
    }

    func clientOptions() -> ProviderClient.Options {
        var options = ProviderClient.Options()
        if let mebibytes = number("limits.record_mib") { options.record.bytes = Int(mebibytes * 1_048_576) }
        if let mebibytes = number("limits.document_mib") { options.document.bytes = Int(mebibytes * 1_048_576) }
        for limits in [\ProviderClient.Options.record, \.document] {
            if let seconds = number("limits.connect_seconds") { options[keyPath: limits].connectSeconds = seconds }
            if let seconds = number("limits.total_seconds") { options[keyPath: limits].totalSeconds = seconds }
        }
        return options
    }
}
