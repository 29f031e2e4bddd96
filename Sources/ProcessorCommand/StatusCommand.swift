import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Terminal

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell what waits, since when, who is at work, and how the last run ended.")

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let place = try await Workplace(homeOptions)
        let status = try StatusWords(place.home, at: .now)
        switch formatOptions.format {
        case .json: try printJSON(status)
        case .text:
            let screen = Screen(descriptor: 1)
            let (shapes, lines) = status.text(width: screen.widthOfTerminal)
            let wrapped = screen.isTerminal ? lines.map { screen.wrapped($0) } : lines
            try printResult(shapes + "\n" + wrapped.joined(separator: "\n"))
        }
    }
}
