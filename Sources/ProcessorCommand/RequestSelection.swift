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
            throw ids.isEmpty
                ? Failure("No request is \(state) that is meant. Nothing was done.", .notFound)
                : Failure("No ID was given. Nothing was done.", .usage)
        }
        try confirmation.ask(counted(chosen.count, "request"), count: chosen.count, deed: deed)
        return chosen
    }

    var confirmation: Confirmation { Confirmation(isGiven: yes, inputIsTaken: ids == ["-"]) }

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
        let endings = typed.map {
            RequestID(typed: $0)?.description ?? RequestID.ending(typed: $0) ?? ""
        }
        let matches = Self.matches(of: Set(endings), among: present)
        let names = try zip(typed, endings).map { typed, ending in
            switch matches[ending] {
            case .one(let name)?: return name
            case nil:
                throw Failure(
                    "No request \(printable(typed)) is \(state). Nothing was done.", .notFound)
            case .several?:
                throw Failure(
                    """
                    More than one request that is \(state) ends in "\(printable(typed))". Nothing \
                    was done. Give more of the ID.
                    """, .usage)
            }
        }
        return Set(names).sorted()
    }

    private enum Match {
        case one(QueueName)
        case several
    }

    /// What each ending stands for, found in one pass over the requests.
    private static func matches(
        of endings: Set<String>, among present: [QueueName]
    ) -> [String: Match] {
        let lengths = Set(endings.lazy.filter { !$0.isEmpty }.map(\.utf8.count))
        var matches: [String: Match] = [:]
        for name in present {
            let id = name.id.description.utf8
            for length in lengths where length <= id.count {
                guard let ending = String(id.suffix(length)), endings.contains(ending) else {
                    continue
                }
                matches[ending] = matches[ending] == nil ? .one(name) : .several
            }
        }
        return matches
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
