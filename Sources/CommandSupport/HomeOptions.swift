import ArgumentParser
import Foundation
import RequestQueue

/// Which home a command works in.
public struct HomeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder with drafts, queue and store.",
            discussion: "Default: $COORDINATOR_HOME, or ~/.local/share/coordinator.",
            valueName: "folder"))
    public var home: String?

    @Flag(help: "Work on made-up customers, in a home made on first use.")
    public var practice = false

    public init() {}

    /// The home that the options and the environment name. It need not exist.
    public func locate() throws(QueueError) -> Home {
        let environment = ProcessInfo.processInfo.environment
        let located = try Home.locate(option: home, environment: environment)
        return practice && home == nil ? Home(Path(located.root.text + "-practice")) : located
    }

    /// The options as they would be typed again, for commands that are suggested: either empty, or
    /// with a space before them.
    public var retyped: String {
        (practice ? " --practice" : "") + (home.map { " --home \(shellQuoted($0))" } ?? "")
    }
}

/// The text as one word of a shell command.
public func shellQuoted(_ text: String) -> String {
    let plain = text.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "/._-".contains($0))
    }
    return plain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
