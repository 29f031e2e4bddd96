import RequestQueue
import Store

/// Why a run ended before its time.
///
/// Every request is still in the queue, or on record: running again goes on where this one ended.
public enum ProcessingError: Error, Hashable, Sendable {
    case queue(QueueError)
    case store(StoreError)
}
