import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Terminal

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

    var confirmation: Confirmation {
        Confirmation(isGiven: yes, inputIsTaken: numbers == ["-"])
    }

    /// The numbers meant, in order. Throws as `RequestSelection.names` does.
    func numbers(_ listing: QueueListing, deed: String) throws -> [Int] {
        let open = try listing.corruptRecords().filter { $0.record?.ending == nil }
        let chosen =
            if let olderThan { aged(olderThan, of: open) } else { try named(open) }
        if chosen.isEmpty {
            throw olderThan == nil
                ? Failure("No number was given. Nothing was done.", .usage)
                : Failure("No corrupt file is that old. Nothing was done.", .notFound)
        }
        try confirmation.ask(
            counted(chosen.count, "corrupt file"), count: chosen.count, deed: deed)
        return chosen
    }

    private func aged(
        _ age: Age, of open: [(number: Int, record: CorruptRecord?)]
    ) -> [Int] {
        let now = Timestamp.now
        return open.filter { entry in
            entry.record.map { age.isExceeded(since: $0.putAsideAt, at: now) } ?? false
        }.map(\.number)
    }

    private func named(_ open: [(number: Int, record: CorruptRecord?)]) throws -> [Int] {
        let known = Set(open.map(\.number))
        let typed = numbers == ["-"] ? RequestSelection.lines() : numbers
        let chosen = try typed.map { typed in
            guard let number = Int(typed), known.contains(number) else {
                throw Failure(noCorruptFile: typed)
            }
            return number
        }
        return Set(chosen).sorted()
    }
}

extension Failure {
    init(noCorruptFile number: String) {
        self.init(
            """
            There is no corrupt file \(printable(number)). Nothing was done. To see them: \
            coordinator-processor corrupt list
            """, .notFound)
    }
}
