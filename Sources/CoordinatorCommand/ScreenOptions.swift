import ArgumentParser
import Terminal

/// Whether a conversation is to be read aloud rather than looked at.
struct LinearOptions: ParsableArguments {
    @Flag(
        help: """
            One line after the other: no color, nothing redrawn, for screen readers. Also by \
            ACCESSIBLE=1 or TERM=dumb.
            """)
    var plain = false

    var isLinear: Bool { plain || LinearMode.isAskedForByEnvironment }

    var reader: ReadlineReader { ReadlineReader(isLinear ? .plain : .editing) }
}

/// How a conversation looks.
struct ScreenOptions: ParsableArguments {
    @OptionGroup var linearOptions: LinearOptions

    @Option(help: "auto, always or never.")
    var color = ColorChoice.auto

    @Flag(help: "Neither offer nor keep lines typed in earlier requests.")
    var noHistory = false

    var screen: Screen { Screen(color: linearOptions.isLinear ? .never : color) }

    var reader: ReadlineReader { linearOptions.reader }
}

extension ColorChoice: ExpressibleByArgument {}
