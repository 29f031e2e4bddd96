import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Terminal

struct HoldCommand: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Put waiting requests on hold, so that no run applies them.",
        discussion: """
            They stay on hold until they are released, or withdrawn by staff. The reason is kept \
            with the request for good.
            """)

    @OptionGroup(title: "Requests") var selection: RequestSelection

    @Option(help: "Why, for the record.")
    var reason: Reason

    @OptionGroup var options: OperatorOptions

    var asks: Bool { selection.confirmation.asks }

    func run() async throws {
        try await options.perform { listing in
            try selection.names(in: .incoming, listing, state: "waiting", deed: "put on hold")
        } _: { queue, name, report in
            let held = try queue.hold(name, reason: reason.text, at: .now)
            report.add(name.id, state: held.state, held.words)
        }
    }
}

/// Why something is put aside: one line that says something.
struct Reason: ExpressibleByArgument {
    let text: String

    init?(argument: String) {
        text = argument.normalised
        if text.isEmpty || text.count > 1000 || text.utf8.count > 4000 { return nil }
    }
}

extension QueueOperator.Held {
    fileprivate var state: String? {
        switch self {
        case .held, .heldBefore, .alteredMeanwhile: "held"
        case .notWaiting, .corrupt, .stuck: nil
        }
    }

    fileprivate var words: String {
        switch self {
        case .held: "is on hold"
        case .heldBefore: "was on hold already"
        case .notWaiting: "does not wait any more; it was not put on hold"
        case .corrupt(let reason):
            "is no request (\(reason)); it was not put on hold, and the next run puts it aside"
        case .stuck(let error): "stays as it is: \(error)"
        case .alteredMeanwhile:
            """
            is on hold, but its owner has put something else in its place, which the next run puts \
            aside
            """
        }
    }
}
