import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Terminal

struct CorruptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corrupt",
        abstract: "Look after what was no request at all, and was put aside.",
        subcommands: [List.self, Show.self, Requeue.self, Discard.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List corrupt files by number.")

        @Flag(help: "Those too that were requeued or discarded.")
        var all = false

        @OptionGroup var homeOptions: HomeOptions
        @OptionGroup var formatOptions: FormatOptions

        func run() async throws {
            let place = try await Workplace(homeOptions)
            let records = try QueueListing(place.home).corruptRecords()
                .filter { all || $0.record?.ending == nil }
            let words = CorruptWords(records)
            switch formatOptions.format {
            case .json: try printJSON(words.records)
            case .text where records.isEmpty: printRemark("Nothing is corrupt.")
            case .text: try printResult(words.table(width: Screen(descriptor: 1).widthOfTerminal))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one corrupt file, with the beginning of its content.")

        @Argument(help: "Its number.")
        var number: Int

        @OptionGroup var homeOptions: HomeOptions
        @OptionGroup var formatOptions: FormatOptions

        func run() async throws {
            let place = try await Workplace(homeOptions)
            let listing = QueueListing(place.home)
            guard let record = try listing.corruptRecords().first(where: { $0.number == number })
            else { throw noCorruptFile(number) }
            let content = try listing.corruptContent(number, atMost: 4096)
            switch formatOptions.format {
            case .json: try printJSON(CorruptWords.Record(record.number, record.record))
            case .text:
                try printResult(CorruptWords.text(record.number, record.record, content))
            }
        }
    }

    struct Requeue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check corrupt files again, and queue those that are requests.")

        @OptionGroup(title: "Files") var selection: CorruptSelection

        @Option(help: "Why, for the record.")
        var reason: Reason?

        @OptionGroup var options: OperatorOptions

        func run() async throws {
            try await options.perform { listing in
                try selection.numbers(listing, deed: "requeued")
            } _: { queue, number, report in
                switch try queue.requeue(number, reason: reason?.text, at: .now) {
                case .requeued(let name): report.add(number, state: "queued", "waits as \(name)")
                case .stillCorrupt(let reason):
                    report.add(number, state: nil, "is still no request: \(reason)")
                case .nameTaken(let name):
                    report.add(
                        number, state: nil,
                        "stays: another document waits or is held as \(name)")
                case .notThere: report.add(number, state: nil, "is not there any more")
                }
            }
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove corrupt files for good; their records stay, with the reason.")

        @OptionGroup(title: "Files") var selection: CorruptSelection

        @Option(help: "Why, for the record.")
        var reason: Reason

        @OptionGroup var options: OperatorOptions

        func run() async throws {
            try await options.perform { listing in
                try selection.numbers(listing, deed: "removed for good")
            } _: { queue, number, report in
                switch try queue.discard(number, reason: reason.text, at: .now) {
                case .discarded: report.add(number, state: "discarded", "is discarded")
                case .isFolder(let path):
                    report.add(
                        number, state: nil,
                        """
                        stays: it is a folder. Look into \(path), remove it by hand, and discard \
                        it then
                        """)
                case .notThere: report.add(number, state: nil, "is not there any more")
                }
            }
        }
    }
}

/// Which corrupt files a command is about.
struct CorruptSelection: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Numbers of corrupt files; - reads them from standard input.", valueName: "number"))
    var numbers: [String] = []

    @Option(help: "Those that were put aside longer ago than this: 30d, 12h or 45m.")
    var olderThan: Age?

    @Flag(help: "Do not ask where it is more than one.")
    var yes = false

    func validate() throws {
        if numbers.isEmpty == (olderThan == nil) {
            throw ValidationError("Give either numbers or --older-than.")
        }
    }

    /// The numbers meant, in order. Throws as `RequestSelection.names` does.
    func numbers(_ listing: QueueListing, deed: String) throws -> [Int] {
        let open = try listing.corruptRecords().filter { $0.record?.ending == nil }
        var chosen: [Int]
        if let olderThan {
            let now = Timestamp.now
            chosen = open.filter { entry in
                entry.record.map { olderThan.isExceeded(since: $0.putAsideAt, at: now) } ?? false
            }.map(\.number)
        } else {
            let typed = numbers == ["-"] ? RequestSelection.lines() : numbers
            chosen = try typed.map { typed in
                guard let number = Int(typed), open.contains(where: { $0.number == number })
                else { throw noCorruptFile(typed) }
                return number
            }
        }
        chosen = Set(chosen).sorted()
        if chosen.isEmpty {
            throw Failure("No corrupt file is that old. Nothing was done.", .notFound)
        }
        try Confirmation(isGiven: yes, inputIsTaken: numbers == ["-"])
            .ask(counted(chosen.count, "corrupt file"), count: chosen.count, deed: deed)
        return chosen
    }
}

private func noCorruptFile(_ number: some CustomStringConvertible) -> Failure {
    Failure(
        """
        There is no corrupt file \(printable("\(number)")). Nothing was done. To see them: \
        coordinator-processor corrupt list
        """, .notFound)
}
