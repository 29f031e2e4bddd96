import CoordinatorModel
import Glibc

/// The right to move requests by hand between `incoming`, `held` and `corrupt`, in either direction.
///
/// Staff and processors only ever move a request forward, so that whoever looks from folder to
/// folder in that order misses none; a backup does, and keeps operators still meanwhile. Held for as
/// long as this value lives; the lock of a dead process is no lock.
final class OperatorLock: Sendable {
    private let lock: LockFile

    private init(_ lock: LockFile) {
        self.lock = lock
    }

    /// Takes the lock, and waits for a while where somebody else has it: an operator's move takes
    /// milliseconds, a backup's copying of a long queue some seconds.
    ///
    /// - Throws: `queueBeingMoved` where that takes longer than `patience`.
    static func acquire(
        _ home: Home, at moment: Timestamp, files: Files, patience: Duration = .seconds(60)
    ) throws(QueueError) -> OperatorLock {
        let end = ContinuousClock.now + patience
        while true {
            let attempt = try LockFile.acquire(
                home[.queue].appending("operator.lock"), as: .current(at: moment),
                mode: Sharing.processorLockMode, ending: .kept, files: files)
            switch attempt {
            case .acquired(let lock): return OperatorLock(lock)
            case .held(let holder):
                if ContinuousClock.now > end { throw .queueBeingMoved(holder) }
                usleep(20_000)
            }
        }
    }
}
