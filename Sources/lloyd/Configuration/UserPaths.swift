import Foundation
import GPConnect

/// Where this user's files are, by the XDG base directory specification; relative paths in its variables count as unset.
struct UserPaths {
    let configuration: String
    let library: String
    let audit: String
    let log: String

    static let current = UserPaths(environment: ProcessInfo.processInfo.environment, home: home)

    /// `$HOME` as every program of a shell takes it; Foundation asks the user database first.
    static let home: String = {
        let variable = ProcessInfo.processInfo.environment["HOME"] ?? ""
        return variable.hasPrefix("/") ? variable : NSHomeDirectory()
    }()

    init(environment: [String: String], home: String) {
        func folder(_ variable: String, _ fallback: String) -> String {
            let set = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
            return (set ?? home + fallback) + "/lloyd"
        }
        let state = folder("XDG_STATE_HOME", "/.local/state")
        configuration = folder("XDG_CONFIG_HOME", "/.config") + "/config.toml"
        library = folder("XDG_DATA_HOME", "/.local/share") + "/library.sqlite"
        audit = state + "/audit.sqlite"
        log = state + "/lloyd.log"
    }
}
