import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Terminal

struct DraftsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drafts",
        abstract: "List unfinished requests, or discard one.",
        subcommands: [List.self, Discard.self],
        defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List unfinished requests, the one saved last first.")

        @Option(help: "Only those last saved longer ago than this, such as 30d or 12h.")
        var olderThan: Age?

        @OptionGroup var homeOptions: HomeOptions
        @OptionGroup var formatOptions: FormatOptions

        func run() async throws {
            let desk = try await Desk(homeOptions)
            let entries = try desk.drafts.list().filter { olderThan.isExceeded(by: $0) }
            let report = DraftsReport(entries: entries, rules: desk.rules, now: .now)
            switch formatOptions.format {
            case .json: try printJSON(report.json)
            case .text where report.entries.isEmpty: printRemark("There are no drafts.")
            case .text: try printResult(report.text(Screen(descriptor: 1).widthOfTerminal))
            }
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a draft for good, or all that were left long ago.")

        @Argument(help: "The draft's name.")
        var draft: String?

        @Option(help: "All drafts last saved longer ago than this, such as 30d or 12h.")
        var olderThan: Age?

        @Flag(help: "With --older-than: remove them; without it they are only counted.")
        var yes = false

        @OptionGroup var homeOptions: HomeOptions

        func validate() throws {
            if (draft == nil) == (olderThan == nil) {
                throw ValidationError("Name one draft, or give --older-than.")
            }
        }

        func run() async throws {
            let desk = try await Desk(homeOptions)
            if let draft {
                let id = try DraftID(argument: draft, retyped: desk.retyped)
                try desk.drafts.discard(id)
                try printWords("Draft \(id) is discarded.")
            } else {
                try discardOld(at: desk)
            }
        }

        /// Drafts that are open, or on their way into the queue, stay.
        private func discardOld(at desk: Desk) throws {
            let old = try desk.drafts.list().filter { olderThan.isExceeded(by: $0) }
            guard yes else {
                printRemark(
                    old.count == 1
                        ? "1 draft is that old. Nothing was removed; --yes removes it."
                        : "\(old.count) drafts are that old. Nothing was removed; --yes removes them."
                )
                return
            }
            var removed = 0
            for entry in old {
                do throws(QueueError) {
                    try desk.drafts.discard(entry.id)
                    removed += 1
                } catch {
                    switch error {
                    case .draftLocked, .draftSealed, .noSuchDraft: continue
                    default: throw error
                    }
                }
            }
            let kept = old.count - removed
            let remark =
                switch kept {
                case 0: ""
                case 1: " 1 is open or being submitted, and stays."
                default: " \(kept) are open or being submitted, and stay."
                }
            let count = removed == 1 ? "1 draft is" : "\(removed) drafts are"
            try printWords("\(count) discarded.\(remark)")
        }
    }
}

extension Age? {
    /// Whether a draft was last saved longer ago; without an age, always.
    fileprivate func isExceeded(by entry: DraftEntry) -> Bool {
        self?.isExceeded(since: entry.modifiedAt, at: .now) ?? true
    }
}
