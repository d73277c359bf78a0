import Foundation

/// What of the configuration keeps a record or a document from being fetched.
enum ConfigurationCheck {
    struct Finding: Equatable {
        let isFault: Bool
        let line: String
    }

    static func findings(_ configuration: Configuration) -> [Finding] {
        missingKeys(configuration) + missingFiles(configuration)
    }

    private static func missingKeys(_ configuration: Configuration) -> [Finding] {
        let providers = configuration.names(below: "providers")
        var findings: [Finding] = []
        for key in ConfigurationKey.all where key.need != .optional {
            for path in paths(of: key, providers) where configuration.text(path) == nil {
                let isFault = key.need == .fetching
                let word = isFault ? "missing" : "missing (documents cannot be fetched)"
                findings.append(Finding(isFault: isFault, line: "\(word): \(path): \(key.meaning)"))
            }
        }
        if providers.isEmpty {
            findings.append(Finding(isFault: true, line: "missing: [providers.NAME]: whom to ask"))
        }
        if (configuration.text("tls.certificate") == nil) != (configuration.text("tls.key") == nil) {
            findings.append(Finding(isFault: true, line: "missing: tls.certificate and tls.key belong together"))
        }
        return findings
    }

    private static func paths(of key: ConfigurationKey, _ providers: [String]) -> [String] {
        guard key.path.contains("*") else { return [key.path] }
        return providers.map { key.path.replacingOccurrences(of: "*", with: $0) }
    }

    private static func missingFiles(_ configuration: Configuration) -> [Finding] {
        ConfigurationKey.all.filter { $0.kind == .file }.compactMap { key in
            guard let path = configuration.filePath(key.path) else { return nil }
            guard FileManager.default.isReadableFile(atPath: path) else {
                return Finding(isFault: true, line: "cannot be read: \(key.path): \(path)")
            }
            let isSecret = key.path == "tls.key" || key.path == "tls.key_passphrase_file"
            return isSecret && isOpenToOthers(path)
                ? Finding(isFault: false, line: "open to other users: \(key.path): \(path); chmod 600 closes it") : nil
        }
    }

    private static func isOpenToOthers(_ path: String) -> Bool {
        let mode = (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
        return mode.map { $0 & 0o077 != 0 } ?? false
    }
}
