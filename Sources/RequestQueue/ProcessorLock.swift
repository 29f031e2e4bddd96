import CoordinatorModel

/// The right to process: one processor at a time for one home.
///
/// Held for as long as this value lives; the lock of a dead process is no lock.
public final class ProcessorLock: Sendable {
    let home: Home
    private let lock: LockFile

    private init(_ home: Home, _ lock: LockFile) {
        (self.home, self.lock) = (home, lock)
    }

    /// Takes the lock, or throws `processorAtWork`.
    public static func acquire(
        _ home: Home, as holder: Holder, files: Files = Files()
    ) throws(QueueError) -> ProcessorLock {
        let attempt = try LockFile.acquire(
            home.processorLock, as: holder, mode: Sharing.processorLockMode, ending: .kept,
            files: files)
        switch attempt {
        case .acquired(let lock): return ProcessorLock(home, lock)
        case .held(let holder): throw .processorAtWork(holder)
        }
    }

    /// Whether a processor is at work now, and which one; nil where this account may not know.
    public static func look(
        at home: Home, files: Files = Files()
    ) throws(QueueError) -> DraftEntry.Lock? {
        do throws(QueueError) {
            return try LockFile.look(at: home.processorLock, files: files)
        } catch .noPermission {
            return nil
        }
    }

    /// Takes the lock as soon as it is free. `keepWaiting` is asked each time it is not, with who
    /// holds it; where it says no, or the task is cancelled, `processorAtWork` is thrown.
    public static func acquire(
        _ home: Home, as holder: Holder, files: Files = Files(),
        lookingEvery pause: Duration = .milliseconds(200),
        while keepWaiting: (Holder?) -> Bool
    ) async throws(QueueError) -> ProcessorLock {
        while true {
            do throws(QueueError) {
                return try acquire(home, as: holder, files: files)
            } catch .processorAtWork(let other) {
                guard keepWaiting(other), (try? await Task.sleep(for: pause)) != nil else {
                    throw .processorAtWork(other)
                }
            }
        }
    }
}
