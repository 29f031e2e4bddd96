import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Store
import Terminal

struct RequestsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requests",
        abstract: "List queued and finished requests with their state, the newest first.")

    @Flag(help: "Only those that you prepared.")
    var mine = false

    @Option(name: .customLong("case"), help: "Only those with this case reference.")
    var caseReference: String?

    @Option(help: "Only those for this serial number.")
    var serial: String?

    @Option(help: "Only those in this state.")
    var state: RequestState?

    @Option(help: "At most so many.")
    var limit = 20

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
        if let serial, SerialNumber(typed: serial) == nil {
            throw ValidationError(
                "\"\(printable(serial))\" is not a serial number such as 123-12345678.")
        }
    }

    func run() async throws {
        let desk = try await Desk(homeOptions)
        let found = try await rows(at: desk)
        let rows = Array(found.prefix(limit))
        switch formatOptions.format {
        case .json: try printJSON(rows)
        case .text where rows.isEmpty: printRemark("There are no such requests.")
        case .text: try printResult(table(rows).text(width: Screen(descriptor: 1).widthOfTerminal))
        }
        if found.count > rows.count {
            printRemark(
                "There are more than these \(limit). To list more: --limit \(moreThanLimit)")
        }
    }

    private struct Row: Encodable {
        let id: RequestID
        let state: RequestState
        let subject: String
        let preparedBy: String
        let requester: String
        let caseReference: String?
        let submittedAt: Timestamp
        /// Whether somebody asked to take it back and the processor has not answered yet.
        let isWithdrawalWaiting: Bool

        /// The state, for people: short, so that the table fits 80 columns.
        var shownState: String {
            isWithdrawalWaiting ? "withdrawal waits" : state.rawValue
        }
    }

    /// One more than may be listed: it tells whether there are more.
    private var wanted: Int { limit == .max ? limit : limit + 1 }
    private var moreThanLimit: Int { limit > .max / 2 ? .max : limit * 2 }

    /// At most `wanted` of them. A request that is applied between the two look-ups is listed once, as finished.
    private func rows(at desk: Desk) async throws -> [Row] {
        let waiting = try queued(in: .incoming, at: desk) + queued(in: .held, at: desk)
        let finished = try await finished(at: desk)
        let ids = Set(finished.map(\.id))
        let all = finished + waiting.filter { !ids.contains($0.id) }
        return Array(all.sorted { $0.id > $1.id }.prefix(wanted))
    }

    private func finished(at desk: Desk) async throws -> [Row] {
        let outcomes = state.map { $0.outcome.map { [$0] } ?? [] } ?? RequestOutcome.allCases
        if outcomes.isEmpty { return [] }
        let filter = RequestFilter(
            preparedBy: mine ? desk.preparer.user : nil, caseReference: caseReference,
            subject: serialNumber, outcomes: Set(outcomes), limit: wanted)
        return try await desk.directory.requests(matching: filter).map { record in
            Row(
                id: record.id, state: RequestState(record.outcome), subject: record.subject,
                preparedBy: record.preparedBy.user, requester: record.requester,
                caseReference: record.caseReference, submittedAt: record.submittedAt,
                isWithdrawalWaiting: false)
        }
    }

    private func queued(in folder: Home.Folder, at desk: Desk) throws -> [Row] {
        let folderState = folder == .held ? RequestState.held : .queued
        guard state == nil || state == folderState else { return [] }
        var rows: [Row] = []
        for name in try desk.listing.names(in: folder).reversed() where rows.count < wanted {
            if let serialNumber, name.subject != serialNumber { continue }
            // What this account may not read, or what is no request, is not listed.
            guard case .request(let claim)? = (try? desk.listing.read(name, in: folder))?.content
            else { continue }
            let request = claim.request
            if mine, request.preparedBy.user != desk.preparer.user { continue }
            if let caseReference, request.caseReference != caseReference.normalised { continue }
            rows.append(
                Row(
                    id: request.id, state: folderState, subject: request.subject,
                    preparedBy: request.preparedBy.user, requester: request.requester,
                    caseReference: request.caseReference, submittedAt: request.submittedAt,
                    isWithdrawalWaiting: claim.withdrawal != nil))
        }
        return rows
    }

    private var serialNumber: String? { serial.flatMap { SerialNumber(typed: $0)?.text } }

    private func table(_ rows: [Row]) -> Table {
        var table = Table([
            .init("Request"), .init("State"), .init("Serial number"),
            .init("Contract manager", isTruncated: true), .init("Case", isTruncated: true),
            .init("By", isTruncated: true),
        ])
        for row in rows {
            table.add([
                row.id.description, row.shownState, row.subject, row.requester,
                row.caseReference ?? "–", row.preparedBy,
            ])
        }
        return table
    }
}
