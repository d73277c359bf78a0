import Foundation
import TerminalTestSupport
import TerminalUI
import Testing

@testable import NcursesTerminal

@Suite struct BackgroundQueryTests {
    @Test(arguments: [
        ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}[?62;c", Theme.Background.dark, ""),
        ("\u{1B}]11;rgb:ffff/ffff/ffff\u{07}\u{1B}[?62c", .light, ""),
        ("\u{1B}]11;rgb:1c/1c/1c\u{07}\u{1B}[?62c", .dark, ""),
        ("\u{1B}]11;rgba:fd/f6/e3/ff\u{07}\u{1B}[?62c", .light, ""),
        ("\u{1B}[?62c", .any, ""),
        ("", .any, ""),
        ("q\u{1B}]11;rgb:ffff/ffff/ffff\u{07}é\u{1B}[?62cw", .light, "qéw"),
        ("\u{1B}]11;nonsense\u{07}\u{1B}[?62c", .any, ""),
    ])
    func answersAreToldFromKeys(bytes: String, background: Theme.Background, typed: String) {
        let answer = BackgroundQuery.parse(Array(bytes.utf8))
        #expect(answer == BackgroundQuery.Answer(background: background, typed: typed.map(KeyEvent.character)))
    }

    @Test func terminalThatAnswersOnlyTheSecondCostsNoWaiting() {
        let pty = PseudoTerminal()
        let modes = pty.modes
        Thread.detachNewThread {
            _ = pty.waitFor(text: "\u{1B}[c")
            pty.send("x\u{1B}[?1;2c")
        }
        let start = ContinuousClock.now
        let answer = BackgroundQuery.ask(input: pty.slave, output: pty.slave, within: .seconds(5))
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(answer == BackgroundQuery.Answer(background: .any, typed: [.character("x")]))
        #expect(pty.modes == modes)
    }

    @Test func silentTerminalIsGivenUp() {
        let pty = PseudoTerminal()
        let answer = BackgroundQuery.ask(input: pty.slave, output: pty.slave, within: .milliseconds(50))
        #expect(answer == BackgroundQuery.Answer(background: .any, typed: []))
    }
}
