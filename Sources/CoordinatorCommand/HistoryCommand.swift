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
        let entries = try await desk.directory.history(of: try await historyTopic(at: desk))
        switch formatOptions.format {
        case .json: try printJSON(entries.map(Entry.init))
        case .text where entries.isEmpty:
            printRemark("Nothing about \(printable(topic)) was ever changed here.")
        case .text: try printResult(entries.map(text).joined(separator: "\n"))
        }
    }

    private func historyTopic(at desk: Desk) async throws -> HistoryTopic {
        if let email = try? EmailAddress(typed: topic) { return .person(email) }
        if let number = SerialNumber(typed: topic) { return .subject(number.text) }
        if let id = RequestID(typed: topic) { return .request(id) }
        let known = try await desk.directory.holdings(of: .text(topic.normalised))
        if known.matches.contains(.contractNumber) || known.matches.contains(.subscriptionID) {
            return .subject(topic.normalised)
        }
        return .request(try await desk.requestID(typed: topic))
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
