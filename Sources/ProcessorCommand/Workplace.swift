import ArgumentParser
import CommandSupport
import CoordinatorModel
import RequestQueue
import Store
import Templates
import Terminal

/// The home that a command of the processor works in.
struct Workplace {
    let home: Home

    /// Finds the home that the options name; a practice home is made where it is missing.
    init(_ options: HomeOptions) async throws {
        home = try options.locate()
        if options.practice { try await PracticeHome.prepare(home) }
        remarkIfOpen(home)
    }

    /// Finds the home that the options name, and makes nothing.
    init(lookingAt options: HomeOptions) throws {
        home = try options.locate()
        if options.practice { try PracticeHome.check(home, retyped: options.retyped) }
        remarkIfOpen(home)
    }

    /// The store, for reading only.
    var directory: SQLiteDirectory { SQLiteDirectory(path: home.store.text) }

    func store() throws(StoreError) -> SQLiteStore { try SQLiteStore.open(at: home.store.text) }

    /// The same, to decide requests by. One without licenses would reject them all, so that it is not
    /// handed out.
    func storeWithLicenses() async throws -> SQLiteStore {
        let store = try store()
        guard try await store.isEmpty() else { return store }
        throw Failure(
            """
            The store \(printable(home.store.text)) holds no licenses: every request would be \
            rejected. Nothing was done, and what waits is kept. Load licenses with \
            'coordinator-processor load FILE.csv'; if the store was lost, put it back from a backup.
            """, .setUpNeeded)
    }

    func texts() throws(TemplateError) -> Texts { try Texts(of: home) }
}

extension Texts {
    /// The rules as the processor asks them at a moment.
    func processingRules(_ moment: Timestamp) -> ChangeRules {
        ChangeRules(lists: lists, today: CalendarDate(moment), place: .processing)
    }
}

/// What to do where another processor is at work.
struct WaitOptions: ParsableArguments {
    @Flag(help: "Where another processor is at work, wait until it has ended.")
    var wait = false

    /// Makes this process the one processor of the home, or throws `processorAtWork`.
    func lock(_ home: Home) async throws -> ProcessorLock {
        let holder = Holder.current(at: .now)
        guard wait else {
            do {
                return try ProcessorLock.acquire(home, as: holder)
            } catch .processorAtWork(let other) {
                throw Failure(QueueError.processorAtWork(other)).adding("--wait waits for that.")
            }
        }
        var wasSaid = false
        do {
            return try await ProcessorLock.acquire(home, as: holder) { other in
                if !wasSaid {
                    let who = other.map { ": \($0.words(at: .now))" } ?? ""
                    printRemark(printable("Waiting for the processor at work\(who)."))
                }
                wasSaid = true
                return !isToStop
            }
        } catch {
            if isToStop {
                throw Failure("Stopped while waiting. Nothing was done.", .interrupted)
            }
            throw error
        }
    }

    /// Whether somebody asked to stop, by a signal that was taken note of or that is kept waiting.
    private var isToStop: Bool { StopSignals.wasAsked || SignalMask.pendingEnding() != nil }
}
