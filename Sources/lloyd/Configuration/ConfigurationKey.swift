import GPConnect
import RecordConsumer

/// One key of `config.toml`: its place, what its value must be, and what it is for. Reading, `lloyd config check` and
/// the annotated example all follow this table.
struct ConfigurationKey {
    enum Need {
        case fetching
        case documents
        case optional
    }

    enum Kind {
        case text, asid, odsCode, serviceRoot, webAddress, file, number, flag, tlsVersion

        /// What the value must be, for a person.
        var words: String {
            switch self {
            case .text: "a text that is not empty"
            case .asid: "digits, in quotes"
            case .odsCode: "an ODS code: letters and digits"
            case .serviceRoot: "an https URL without query (http only on this machine)"
            case .webAddress: "a URL"
            case .file: "the path of a file"
            case .number: "a number above zero"
            case .flag: "true or false"
            case .tlsVersion: "\"1.2\" or \"1.3\""
            }
        }

        func accepts(_ text: String) -> Bool {
            switch self {
            case .text, .file: text.contains { !$0.isWhitespace } && !text.contains { $0.isNewline }
            case .asid: ASID(text) != nil
            case .odsCode: ODSCode(text) != nil
            case .serviceRoot: ServiceRoot(text) != nil
            case .webAddress: WebAddress(text) != nil
            case .tlsVersion: TLSSettings.Version(rawValue: text) != nil
            case .number, .flag: false
            }
        }
    }

    /// Dotted; `*` stands for a name of the user's choice.
    let path: String
    let kind: Kind
    let need: Need
    let meaning: String

    init(_ path: String, _ kind: Kind, _ need: Need = .optional, _ meaning: String) {
        self.path = path
        self.kind = kind
        self.need = need
        self.meaning = meaning
    }

    static let all: [ConfigurationKey] = [
        ConfigurationKey("consumer.asid", .asid, .fetching, "the ASID of this system"),
        ConfigurationKey("consumer.ods_code", .odsCode, .fetching, "the ODS code of your organisation"),
        ConfigurationKey("consumer.organisation_name", .text, .fetching, "its name"),
        ConfigurationKey("consumer.endpoint_url", .webAddress, .fetching, "the URL of this system's Spine endpoint"),
        ConfigurationKey(
            "consumer.proxy_url", .serviceRoot, "the Spine Secure Proxy; without it providers are asked directly"),
        ConfigurationKey("consumer.user.id", .text, .fetching, "your own user id: never one shared by several people"),
        ConfigurationKey("consumer.user.id_system", .text, .fetching, "the system that gives user ids, as a URL"),
        ConfigurationKey("consumer.user.family", .text, .fetching, "your family name"),
        ConfigurationKey("consumer.user.given", .text, "your given name"),
        ConfigurationKey("consumer.user.prefix", .text, "such as Dr"),
        ConfigurationKey("consumer.user.sds_user_id", .text, "of your smartcard"),
        ConfigurationKey("consumer.user.sds_role_profile_id", .text, "of your smartcard"),
        ConfigurationKey("consumer.device.model", .text, "of this device (default: Lloyd)"),
        ConfigurationKey("consumer.device.version", .text, "(default: this program's version)"),
        ConfigurationKey(
            "consumer.device.identifier_system", .text, .fetching, "the system that numbers devices, as a URL"),
        ConfigurationKey("consumer.device.identifier_value", .text, .fetching, "this device's number in it"),
        ConfigurationKey("providers.*.asid", .asid, .fetching, "the provider's ASID"),
        ConfigurationKey("providers.*.ods_code", .odsCode, "the practice's ODS code"),
        ConfigurationKey("providers.*.structured_url", .serviceRoot, .fetching, "service root for structured records"),
        ConfigurationKey("providers.*.documents_url", .serviceRoot, .documents, "service root for documents"),
        ConfigurationKey("tls.certificate", .file, "your client certificate, PEM"),
        ConfigurationKey("tls.key", .file, "its private key, PEM"),
        ConfigurationKey("tls.key_passphrase_file", .file, "a file with the key's passphrase"),
        ConfigurationKey("tls.ca", .file, "authorities that are trusted, PEM (default: the system's)"),
        ConfigurationKey("tls.minimum_version", .tlsVersion, "(default: 1.2)"),
        ConfigurationKey("limits.document_mib", .number, "largest document (default: 64)"),
        ConfigurationKey("limits.record_mib", .number, "largest record (default: 128)"),
        ConfigurationKey("limits.connect_seconds", .number, "(default: 10)"),
        ConfigurationKey("limits.total_seconds", .number, "(default: 60, documents 120)"),
        ConfigurationKey("viewer.theme", .text, "a theme's name or file"),
        ConfigurationKey("viewer.mouse", .flag, "whether the mouse is used"),
        ConfigurationKey("viewer.idle_lock_minutes", .number, "until the screen is locked"),
        ConfigurationKey("viewer.keys.*", .text, "another key for a command"),
    ]

    private init(_ path: String, _ kind: Kind, _ meaning: String) { self.init(path, kind, .optional, meaning) }

    /// The table's row for a dotted path as found in a file.
    static func row(for path: [String]) -> ConfigurationKey? {
        all.first { key in
            let parts = key.path.split(separator: ".")
            return parts.count == path.count && zip(parts, path).allSatisfy { $0 == "*" || $0 == $1 }
        }
    }

    /// Whether some key lies below this path.
    static func isTable(_ path: [String]) -> Bool {
        all.contains { key in
            let parts = key.path.split(separator: ".")
            return parts.count > path.count && zip(parts, path).allSatisfy { $0 == "*" || $0 == $1 }
        }
    }
}
