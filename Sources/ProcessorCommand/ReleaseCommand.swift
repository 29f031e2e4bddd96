import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Terminal

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Let requests that are on hold wait again.")

    @OptionGroup(title: "Requests") var selection: RequestSelection
    @OptionGroup var waitOptions: WaitOptions
    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let place = try await Workplace(homeOptions)
        try place.home.checkForProcessor()
        let names = try selection.names(
            in: .held, QueueListing(place.home), state: "on hold", deed: "released")
        let queue = QueueOperator(try await waitOptions.lock(place.home), by: .current)
        var report = DeedReport()
        for name in names {
            switch try queue.release(name, at: .now) {
            case .released: report.add(name.id, state: "queued", "waits again")
            case .notHeld: report.add(name.id, state: nil, "is not on hold any more")
            case .nameTaken:
                report.add(
                    name.id, state: nil,
                    """
                    stays on hold: another document waits under its name, which the next run puts \
                    aside
                    """)
            }
        }
        try report.show(formatOptions.format)
    }
}
