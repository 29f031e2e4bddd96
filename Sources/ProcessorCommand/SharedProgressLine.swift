import Synchronization
import Terminal

/// A progress line that any thread may update.
final class SharedProgressLine: Sendable {
    private let line = Mutex(ProgressLine(on: Screen()))
    private let label: String

    init(label: String) {
        self.label = label
    }

    func update(done: Int, of total: Int) {
        line.withLock { $0.update(done: done, of: total, label: label) }
    }

    func finish() { line.withLock { $0.finish() } }
}
