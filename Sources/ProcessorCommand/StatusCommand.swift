import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Terminal

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell what waits, since when, who is at work, and how the last run ended.",
        discussion: "Where the store cannot be used, that is told after the rest, and is a failure."
    )

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let place = try await Workplace(homeOptions)
        try place.home.checkForReading([.incoming, .withdrawals, .held, .corrupt])
        let store = await StoreState(of: place.directory)
        let status = try StatusWords(place.home, store, at: .now)
        switch formatOptions.format {
        case .json: try printJSON(status)
        case .text:
            try printWords(status.text(width: Screen(descriptor: 1).widthOfTerminal))
        }
        _ = try Configuration(of: place.home)
        if let failure = store.failure(of: place.home, retyped: homeOptions.retyped) {
            throw failure
        }
    }
}
