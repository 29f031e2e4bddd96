import ArgumentParser
import CommandSupport
import CoordinatorModel
import Store
import Terminal

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show what changed when, and who asked for it.")

    @Argument(
        help:
            "A serial number, an email address, a request's ID or its ending, or a contract number."
    )
    var topic: String

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let desk = try await Desk(homeOptions)
        let entries = try await entries(at: desk)
        switch formatOptions.format {
        case .json: try printJSON(entries.map(Entry.init))
        case .text where entries.isEmpty:
            printRemark("Nothing about \(printable(topic)) was changed here yet.")
        case .text: try printWords(entries.map(text).joined(separator: "\n"))
        }
    }

    /// What the journal holds of the topic. Throws where the topic names nothing: a slip in typing
    /// must not read like "nothing was changed".
    private func entries(at desk: Desk) async throws -> [JournalEntry] {
        let term = HoldingTerm(typed: topic)
        let known = try await desk.directory.holdings(of: term)
        switch term {
        case .person(let email):
            let entries = try await desk.directory.history(of: .person(email))
            if entries.isEmpty && known.matches.isEmpty { throw unknown }
            return entries
        case .serialNumber, .text:
            if let topic = known.topic { return try await desk.directory.history(of: topic) }
            let mayBeID = RequestID(typed: topic) != nil || RequestID.ending(typed: topic) != nil
            guard mayBeID else { throw unknown }
            let id = try await desk.request(typed: topic).id
            return try await desk.directory.history(of: .request(id))
        }
    }

    private var unknown: Failure {
        Failure(
            """
            "\(printable(topic))" names nobody and nothing that we know. Give an email address, a \
            serial number, a contract number, a subscription ID, or the ID of a request.
            """, .notFound)
    }

    private func text(_ entry: JournalEntry) -> String {
        let nothing =
            ["coordinator", "contract-manager"].contains(entry.field) ? "nobody" : "nothing"
        let change = "\(entry.old ?? nothing) → \(entry.new ?? nothing)"
        var lines = ["\(entry.at)  \(entry.subject)  \(entry.field): \(change)"]
        if let requester = entry.requester { lines.append("    asked for by \(requester)") }
        let request = entry.requestID.map { ", request \($0)" } ?? ""
        lines.append("    done by \(entry.actor)\(request)")
        if let reason = entry.reason { lines.append("    reason: \(reason)") }
        return lines.map(printable).joined(separator: "\n")
    }

    private struct Entry: Encodable {
        let sequence: Int64
        let at: Timestamp
        let request: RequestID?
        let kind: String
        let subject: String
        let field: String
        let old: String?
        let new: String?
        let actor: String
        let requester: String?
        let reason: String?

        init(_ entry: JournalEntry) {
            (sequence, at, request) = (entry.sequence, entry.at, entry.requestID)
            (kind, subject, field) = (entry.kind, entry.subject, entry.field)
            (old, new, actor) = (entry.old, entry.new, entry.actor)
            (requester, reason) = (entry.requester, entry.reason)
        }
    }
}

extension Holdings {
    /// What was found, in the store's spelling; nil where it is no serial number, contract or
    /// subscription.
    fileprivate var topic: HistoryTopic? {
        guard let holding = contracts.first else { return nil }
        if matches.contains(.serialNumber) {
            return (holding.serialNumbers.first?.number.text).map { .subject($0) }
        }
        if matches.contains(.contractNumber) { return .contract(holding.contract.number) }
        if matches.contains(.subscriptionID) {
            return (holding.licenses.first?.subscriptionID).map { .subject($0) }
        }
        return nil
    }
}
