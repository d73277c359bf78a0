import TerminalUI

/// What the edge decides once: characters, keys, the privacy lock.
package struct ViewerSettings: Sendable {
    package var glyphs: Glyphs
    package var keys: KeyMap
    /// Minutes without a key until the screen locks; nil never.
    package var idleMinutes: Int?
    /// The names of the configured providers.
    package var providers: [String]

    package init(
        glyphs: Glyphs = .unicode, keys: KeyMap = KeyMap(), idleMinutes: Int? = nil, providers: [String] = []
    ) {
        self.providers = providers
        self.glyphs = glyphs
        self.keys = keys
        self.idleMinutes = idleMinutes
    }
}
