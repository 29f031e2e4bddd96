import CoordinatorModel
import Foundation
import Logging
import Terminal

/// Writes a service's log to standard error: a line an event, for people with its time, for journald
/// with its priority (sd-daemon(3)) instead, as that keeps the time itself.
struct ServiceLog: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    private let isJournal: Bool

    init(environment: [String: String]) {
        isJournal = environment["JOURNAL_STREAM"] != nil
    }

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let values = metadata.merging(event.metadata ?? [:]) { $1 }
            .sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let beginning =
            isJournal ? "<\(event.level.priority)>" : "\(Timestamp.now) \(event.level): "
        let line = printable(beginning + "\(event.message)" + values) + "\n"
        try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }
}

extension Logger.Level {
    /// As syslog(3) counts.
    fileprivate var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
