import ArgumentParser
import Foundation
import Terminal

/// How a conversation looks.
struct ScreenOptions: ParsableArguments {
    @Flag(
        help: """
            One line after the other: no color, nothing redrawn, for screen readers. Also by \
            ACCESSIBLE=1 or TERM=dumb.
            """)
    var plain = false

    @Option(help: "auto, always or never.")
    var color = ColorChoice.auto

    @Flag(help: "Neither offer nor keep lines typed in earlier requests.")
    var noHistory = false

    /// Whether the conversation is to be read aloud rather than looked at.
    var isPlain: Bool {
        let environment = ProcessInfo.processInfo.environment
        return plain || environment["ACCESSIBLE"] == "1" || environment["TERM"] == "dumb"
    }

    var screen: Screen { Screen(color: isPlain ? .never : color) }

    var reader: ReadlineReader { ReadlineReader(isPlain ? .plain : .editing) }
}

extension ColorChoice: ExpressibleByArgument {}
