import CommandSupport
import CoordinatorModel
import Glibc
import Logging
import Processing
import RequestQueue
import Store
import Templates
import Terminal

/// Drains the queue again and again, as requests arrive.
///
/// The processor's lock is held only while there is something to do, so that operators' commands
/// come through in between.
struct DrainService {
    let place: Workplace
    let texts: Texts
    let coolingOff: Duration
    let log: Logger

    /// The store's file at the last drain, as its device and number.
    private var storeBefore: String?
    /// Files that were told of already: what is stuck is stuck each time.
    private var known: Set<StuckFile> = []

    init(place: Workplace, texts: Texts, coolingOff: Duration, log: Logger) {
        (self.place, self.texts) = (place, texts)
        (self.coolingOff, self.log) = (coolingOff, log)
    }

    /// Returns when somebody asked to stop. Throws what only a person can mend: the disk is full,
    /// the store or the queue is gone.
    mutating func run(every pause: Duration) async throws {
        let watch = QueueWatch(place.home)
        log.notice("watching \(place.home.root)")
        if !watch.isNotified {
            log.warning(
                "the system tells of no arrivals; looking every \(pause.components.seconds) s")
        }
        while !StopSignals.wasAsked {
            let end: Duration?
            do {
                end = try await drain()
            } catch {
                let decided = (error as? ProcessingError).map(Failure.init)
                guard let failure = decided ?? Failure(error) else { throw error }
                log.error("\(failure.message)")
                throw failure.status
            }
            watch.wait(upTo: min(pause, end ?? pause), or: StopSignals.descriptor)
        }
        log.notice("stopped")
    }

    /// How soon to look again where something was left that will be due, or was in use; nil for
    /// whenever something arrives.
    private mutating func drain() async throws -> Duration? {
        do {
            let lock = try ProcessorLock.acquire(place.home, as: .current(at: .now))
            // Not longer than this drain: an operator may put another store in its place after it.
            let store = try await place.storeWithLicenses()
            tellIfReplaced()
            return try await drain(lock, into: store)
        } catch QueueError.processorAtWork(let other) {
            log.warning(
                "another processor is at work\(other.map { ": \($0)" } ?? ""); trying later")
        } catch ProcessingError.store(.replaced) {
            log.warning("the store was replaced while it was in use; what waits is decided anew")
        } catch StoreError.busy, ProcessingError.store(.busy) {
            let holders = StoreLocks.holders(of: place.home.store.text).map(String.init)
            let who = holders.isEmpty ? "" : ", held by process \(holders.joined(separator: ", "))"
            log.warning("the store is busy\(who); what waits is tried again later")
        }
        return Self.shortPause
    }

    /// An operator who put another store in its place should find that in the log.
    private mutating func tellIfReplaced() {
        var status = stat()
        guard stat(place.home.store.text, &status) == 0 else { return }
        let present = "\(status.st_dev):\(status.st_ino)"
        if let before = storeBefore, before != present {
            log.warning("the store is another file than before; going on with this one")
        }
        storeBefore = present
    }

    private mutating func drain(
        _ lock: ProcessorLock, into store: SQLiteStore
    ) async throws -> Duration? {
        var drain = Drain(
            QueueReader(lock, coolingOff: coolingOff), into: store, now: { .now },
            rules: texts.processingRules)
        do {
            try await drain.run(shouldStop: { StopSignals.wasAsked })
        } catch {
            await tell(drain.report, store)
            LastRun(drain.report, completed: false, at: .now).tryToKeep(in: place.home)
            throw error
        }
        await tell(drain.report, store)
        if drain.report.settled > 0,
            let remark = LastRun(drain.report, completed: true, at: .now)
                .tryToKeep(in: place.home)
        {
            log.warning("\(remark)")
        }
        return drain.report.nextDue.map { max(.zero, $0.duration(since: .now)) }
    }

    /// Whoever is at work, or has locked the store, is usually done by then.
    private static let shortPause = Duration.seconds(1)

    private mutating func tell(_ report: RunReport, _ store: SQLiteStore) async {
        let hasDone = report.settled > 0
        let words = RunWords(
            report, completed: true, home: place.home, texts: texts,
            digest: hasDone ? try? await store.digest() : nil)
        if hasDone {
            log.info(
                "drained",
                metadata: [
                    "applied": "\(words.applied)", "rejected": "\(words.rejected)",
                    "corrupt": "\(words.corrupt)", "withdrawn": "\(words.withdrawn)",
                    "seconds": "\(words.seconds)", "digest": "\(words.digest ?? "unknown")",
                ])
        }
        if words.lateWithdrawals > 0 {
            log.notice("\(counted(words.lateWithdrawals, "withdrawal")) came too late")
        }
        for rejection in words.rejectedRequests {
            let codes = rejection.problems.filter { !$0.isWarning }.map(\.code.rawValue)
            log.notice("rejected \(rejection.id): \(codes.joined(separator: ", "))")
        }
        for file in words.corruptFiles {
            log.warning("corrupt: \(file.name) in \(file.folder): \(file.reason)")
        }
        for (file, words) in zip(report.stuck, words.stuckFiles)
        where known.insert(file).inserted {
            log.error("left in the queue: \(words.name) in \(words.folder): \(words.reason)")
        }
    }
}
