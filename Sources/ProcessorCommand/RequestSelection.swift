import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Terminal

/// Which requests of a folder of the queue a command is about.
struct RequestSelection: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "IDs or unambiguous endings of them; - reads them from standard input.",
            valueName: "id"))
    var ids: [String] = []

    @Option(help: "Those for this serial number.")
    var serial: String?

    @Option(help: "Those that were submitted longer ago than this: 30d, 12h or 45m.")
    var olderThan: Age?

    @Flag(help: "Do not ask where it is more than one.")
    var yes = false

    func validate() throws {
        if ids.isEmpty, serial == nil, olderThan == nil {
            throw ValidationError("Name requests by their IDs, or by --serial or --older-than.")
        }
        if !ids.isEmpty, serial != nil || olderThan != nil {
            throw ValidationError("Give either IDs, or --serial and --older-than.")
        }
    }

    /// The requests meant, by ID. Throws where an ID names none or several of the folder, or where
    /// nobody confirmed that it is more than one; nothing was done then.
    ///
    /// - Parameters:
    ///   - state: What requests there are called: `waiting`.
    ///   - deed: What is going to be done, as the end of "12 requests would be …": `put on hold`.
    func names(
        in folder: Home.Folder, _ listing: QueueListing, state: String, deed: String
    ) throws -> [QueueName] {
        let present = try listing.names(in: folder)
        let chosen = ids.isEmpty ? try filtered(present) : try named(present, state)
        if chosen.isEmpty {
            throw Failure("No request is \(state) that is meant. Nothing was done.", .notFound)
        }
        try Confirmation(isGiven: yes, inputIsTaken: ids == ["-"])
            .ask("\(counted(chosen.count, "request"))", count: chosen.count, deed: deed)
        return chosen
    }

    private func filtered(_ present: [QueueName]) throws -> [QueueName] {
        var subject: String?
        if let serial {
            guard let number = SerialNumber(typed: serial) else {
                throw Failure(
                    """
                    "\(printable(serial))" is no serial number, such as 123-12345678. Nothing was \
                    done.
                    """, .usage)
            }
            subject = QueueName.written(number.text)
        }
        let now = Timestamp.now
        return present.filter { name in
            (subject == nil || name.subject == subject)
                && (olderThan?.isExceeded(since: name.id.madeAt, at: now) ?? true)
        }
    }

    private func named(_ present: [QueueName], _ state: String) throws -> [QueueName] {
        let typed = ids == ["-"] ? Self.lines() : ids
        let names = try typed.map { typed in
            let ending = RequestID(typed: typed)?.description ?? RequestID.ending(typed: typed)
            let matches = present.filter { name in
                ending.map { name.id.description.hasSuffix($0) } ?? false
            }
            if matches.count == 1 { return matches[0] }
            throw matches.isEmpty
                ? Failure(
                    "No request \(printable(typed)) is \(state). Nothing was done.", .notFound)
                : Failure(
                    """
                    More than one request that is \(state) ends in "\(printable(typed))". Nothing \
                    was done. Give more of the ID.
                    """, .usage)
        }
        return Set(names).sorted()
    }

    /// The words on standard input.
    static func lines() -> [String] {
        var words: [String] = []
        while let line = readLine() {
            words += line.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        return words
    }
}
