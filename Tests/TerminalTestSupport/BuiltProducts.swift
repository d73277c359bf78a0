import Foundation

/// Where the build put the programs.
package enum BuiltProducts {
    /// Beside the bundle of tests.
    package static func path(of program: String) -> String {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
        return bundle.deletingLastPathComponent().appendingPathComponent(program).path
    }
}
