import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue

extension CorruptCommand {
    struct Requeue: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check corrupt files again, and queue those that are requests.")

        @OptionGroup(title: "Files") var selection: CorruptSelection

        @Option(help: "Why, for the record.")
        var reason: Reason?

        @OptionGroup var options: OperatorOptions

        var asks: Bool { selection.confirmation.asks }

        func run() async throws {
            try await options.perform(DeedReport("Corrupt file ")) { listing in
                try selection.numbers(listing, deed: "requeued")
            } _: { queue, number, report in
                let requeued = try queue.requeue(number, reason: reason?.text, at: .now)
                report.add(number, state: requeued.state, requeued.words)
            }
        }
    }

    struct Discard: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove corrupt files for good; their records stay, with the reason.")

        @OptionGroup(title: "Files") var selection: CorruptSelection

        @Option(help: "Why, for the record.")
        var reason: Reason

        @OptionGroup var options: OperatorOptions

        var asks: Bool { selection.confirmation.asks }

        func run() async throws {
            try await options.perform(DeedReport("Corrupt file ")) { listing in
                try selection.numbers(listing, deed: "removed for good")
            } _: { queue, number, report in
                let discarded = try queue.discard(number, reason: reason.text, at: .now)
                report.add(number, state: discarded.state, discarded.words)
            }
        }
    }
}

extension QueueOperator.Requeued {
    fileprivate var state: String? {
        switch self {
        case .requeued, .requeuedWithdrawn: "queued"
        case .onHold: "held"
        case .stillCorrupt, .nameTaken, .recordUnreadable, .notThere: nil
        }
    }

    fileprivate var words: String {
        switch self {
        case .requeued(let name): "waits as \(name)"
        case .requeuedWithdrawn(let name, let number):
            "waits as \(name), and its withdrawal, corrupt file \(number), waits with it"
        case .onHold(let name): "is on hold as \(name)"
        case .stillCorrupt(let reason): "is still no request: \(reason)"
        case .nameTaken(let name):
            "stays: another document waits or is held as \(name) or under its ID"
        case .recordUnreadable: "stays: its record cannot be read. It can be discarded"
        case .notThere: "is not there any more"
        }
    }
}

extension QueueOperator.Discarded {
    fileprivate var state: String? {
        switch self {
        case .discarded: "discarded"
        case .isFolder, .originalStays, .notThere: nil
        }
    }

    fileprivate var words: String {
        switch self {
        case .discarded: "is discarded"
        case .isFolder(let path):
            "stays: it is a folder. Look into \(path), remove it by hand, and discard it then"
        case .originalStays(let path):
            """
            stays: the file itself still lies in the queue, as \(path), and would be put aside again. \
            Let a run remove it, or remove it by hand, and discard it then
            """
        case .notThere: "is not there any more"
        }
    }
}
