import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Terminal

struct ReleaseCommand: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Let requests that are on hold wait again.")

    @OptionGroup(title: "Requests") var selection: RequestSelection
    @OptionGroup var options: OperatorOptions

    var asks: Bool { selection.confirmation.asks }

    func run() async throws {
        try await options.perform { listing in
            try selection.names(in: .held, listing, state: "on hold", deed: "released")
        } _: { queue, name, report in
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
    }
}
