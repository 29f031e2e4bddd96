import CommandSupport
import CoordinatorModel
import Glibc
import RequestQueue
import Store
import Templates
import Terminal

/// What support staff work with: a home's texts, drafts, queue and store, and who they are.
struct Desk: Sendable {
    let home: Home
    let texts: Texts
    let rules: ChangeRules
    let directory: any LicenseDirectory
    let preparer: Preparer
    /// The home's options as they would be typed again, with a space before them.
    let retyped: String

    /// Opens a home to look at it; a practice home is made first where it is missing.
    init(_ options: HomeOptions) async throws {
        home = try options.locate()
        retyped = options.retyped
        preparer = .current
        if options.practice { try await PracticeHome.prepare(home) }
        try home.checkForReading()
        remarkIfOpen(home)
        let texts = try Texts(of: home)
        self.texts = texts
        rules = ChangeRules(
            lists: texts.lists, today: CalendarDate(.now),
            place: .conversation(statement: { texts.statement($0, $1) }))
        directory = SQLiteDirectory(path: home.store.text)
    }

    var today: CalendarDate { CalendarDate(.now) }
    var drafts: Drafts { Drafts(in: home, as: preparer) }
    var listing: QueueListing { QueueListing(home) }
    var writer: QueueWriter { QueueWriter(home) }

    /// Looks everything up: in the store, and in the queue what waits or is held there. Where nothing is asked,
    /// as before the first answer, the store is not opened.
    func facts(for queries: Set<Query>) async throws -> Facts {
        if queries.isEmpty { return [:] }
        var facts = try await directory.facts(for: queries)
        for case .waiting(let number) in queries {
            facts[.waiting(number)] = .waiting(
                try listing.requests(for: number.text),
                held: try listing.requests(for: number.text, in: .held))
        }
        return facts
    }

    /// Whether the store or its log was written since `moment`, or cannot be looked at. The minute
    /// just before counts too: what is written shows only once it is on disk, and files are stamped
    /// by a coarse clock.
    func storeMayHaveChanged(since moment: Timestamp) -> Bool {
        func lastWritten(_ path: String) -> Timestamp? {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            return Timestamp(millisecondsSince1970: Int64(status.st_mtim.tv_sec) * 1000)
        }
        guard let store = lastWritten(home.store.text) else { return true }
        let log = lastWritten(home.store.text + "-wal") ?? store
        return max(store, log).millisecondsSince1970 > moment.millisecondsSince1970 - 60_000
    }

    /// An answer of this person, given now.
    func answer(_ text: String, shown: String? = nil) -> Answer {
        Answer(text: text, by: preparer.user, at: .now, shown: shown)
    }
}
