/// How dates and comparators are worded: `08-Apr-2008` and `<` on screens, `08 April 2008` and `less than` in plain text
/// (docs/spec/display.md sections 3 and 12). Bound for the length of one piece of output, never set.
package enum Wording: Sendable {
    case screen
    case plain

    @TaskLocal package static var current: Wording = .screen
}
