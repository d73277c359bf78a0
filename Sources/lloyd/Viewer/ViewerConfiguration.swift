/// `[viewer]` of the configuration: theme, mouse, idle_lock_minutes, keys.
struct ViewerConfiguration {
    var theme: String?
    var mouse = false
    var idleLockMinutes: Int?
    var keys: [String: [String]] = [:]
    /// The names of `[providers.NAME]`.
    var providers: [String] = []

    /// A key may be given several times over: `keys.help = "F1 ?"`.
    init(_ configuration: Configuration) {
        theme = configuration.text("viewer.theme")
        mouse = configuration.flag("viewer.mouse") ?? false
        idleLockMinutes = configuration.number("viewer.idle_lock_minutes").map { max(2, Int($0.rounded(.up))) }
        providers = configuration.names(below: "providers")
        for name in configuration.names(below: "viewer.keys") {
            keys[name] = configuration.text("viewer.keys.\(name)")?.split(separator: " ").map(String.init)
        }
    }
}
