import CommandSupport
import CoordinatorModel
import RequestQueue
import Terminal

/// The state of the queue, for people and for programs.
struct StatusWords: Encodable {
    let home: String
    /// Nil where nobody is at work.
    let processor: Holder?
    /// Nil where this account may not know: staff do not get at the lock.
    let isProcessorAtWork: Bool?
    let waiting: AgeShape
    let held: AgeShape
    /// By when they were put aside.
    let corrupt: AgeShape
    /// Corrupt files whose record cannot be read; how old they are is not known.
    let unreadableRecords: Int
    /// In `incoming` under a name that is not that of a request.
    let misnamedFiles: Int
    let withdrawals: Int
    let oldestWaiting: Waiting?
    let lastRun: LastRun?
    /// `ok`, or what is wrong with it.
    let store: String

    struct Waiting: Encodable {
        let id: RequestID
        let subject: String
        let since: Timestamp
    }

    private let now: Timestamp

    init(_ home: Home, _ store: StoreState, at now: Timestamp) throws {
        let listing = QueueListing(home)
        let waiting = try listing.names()
        let counts = try listing.counts()
        self.now = now
        self.home = home.root.text
        self.store = store.name
        switch try ProcessorLock.look(at: home) {
        case .free?: (processor, isProcessorAtWork) = (nil, false)
        case .held(let holder)?: (processor, isProcessorAtWork) = (holder, true)
        case nil: (processor, isProcessorAtWork) = (nil, nil)
        }
        self.waiting = AgeShape(waiting.lazy.map(\.id.madeAt), at: now)
        held = AgeShape(try listing.names(in: .held).lazy.map(\.id.madeAt), at: now)
        let records = try listing.corruptRecords()
        corrupt = AgeShape(
            records.compactMap(\.record).filter { $0.ending == nil }.map(\.putAsideAt), at: now)
        unreadableRecords = records.count { $0.record == nil }
        (misnamedFiles, withdrawals) = (counts.misnamed, counts.withdrawals)
        oldestWaiting = waiting.first.map {
            Waiting(id: $0.id, subject: $0.subject, since: $0.id.madeAt)
        }
        lastRun = try LastRun.read(from: home)
    }

    private enum CodingKeys: CodingKey {
        case home, processor, isProcessorAtWork, waiting, held, corrupt, unreadableRecords
        case misnamedFiles
        case withdrawals, oldestWaiting, lastRun, store
    }

    /// For people: the histogram, and lines below it.
    func text(width: Int?) -> String {
        let shapes = AgeShape.text(
            [("waiting", waiting), ("held", held), ("corrupt", corrupt)], width: width)
        var lines: [String] = []
        if let oldest = oldestWaiting {
            lines.append(
                "Oldest waiting: \(oldest.id) for \(oldest.subject), \(oldest.since.age(at: now)).")
        }
        if withdrawals > 0 {
            lines.append(
                "Asked for and not yet looked at: \(counted(withdrawals, "withdrawal")).")
        }
        if unreadableRecords > 0 {
            lines.append(
                "Corrupt, with a record that cannot be read: "
                    + "\(counted(unreadableRecords, "file")).")
        }
        if misnamedFiles > 0 {
            lines.append(
                "No requests, to be put aside by the next run: \(counted(misnamedFiles, "file")).")
        }
        lines += [atWork, last, "Store: \(store)."]
        return ([shapes] + lines.map(printable)).joined(separator: "\n")
    }

    private var atWork: String {
        guard let isProcessorAtWork else { return "At work: this account cannot tell." }
        guard isProcessorAtWork else { return "At work: nobody." }
        return "At work: "
            + (processor.map { "\($0.words(at: now))." } ?? "a processor that does not say who.")
    }

    private var last: String {
        guard let run = lastRun else { return "Last run: none yet." }
        let counts = [
            (run.applied, "applied"), (run.rejected, "rejected"), (run.corrupt, "corrupt"),
            (run.withdrawn, "withdrawn"),
        ]
        let said = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let outcome = said.isEmpty ? "nothing to decide" : said.joined(separator: ", ")
        return
            "Last run: \(run.endedAt.ago(at: now)), by \(run.by.user) on \(run.by.host), \(run.ending): "
            + "\(outcome)."
    }
}
