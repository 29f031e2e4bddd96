import CoordinatorModel
import Foundation

/// The folder that holds everything: drafts, queue, store.
public struct Home: Hashable, Sendable {
    public let root: Path

    public init(_ root: Path) {
        self.root = root
    }

    /// The folders of a home, by their paths in it, each after the one that holds it.
    public enum Folder: String, CaseIterable, Sendable {
        /// Unfinished requests with their locks, and when each person last looked (`VisitLog`).
        case drafts
        case queue
        /// Documents being written; nothing in it counts.
        case temporary = "queue/tmp"
        /// Requests that wait: `ID.SUBJECT.json`.
        case incoming = "queue/incoming"
        /// What was asked to be taken back: `ID.json`.
        case withdrawals = "queue/withdrawals"
        /// What was confirmed for each file of many requests (`Receipts`).
        case receipts
        /// Put on hold by an operator.
        case held = "queue/held"
        /// What is no request at all, under a number.
        case corrupt = "queue/corrupt"
    }

    public subscript(folder: Folder) -> Path { root.appending(folder.rawValue) }

    public var processorLock: Path { root.appending("processor.lock") }
    /// How the processor's last run ended (`LastRun`).
    public var lastRun: Path { self[.queue].appending("last-run.json") }
    public var store: Path { root.appending("store.sqlite") }
    /// What an operator has set for this home; need not be there.
    public var configuration: Path { root.appending("configuration.json") }
    /// Marks a home of made-up customers.
    public var practiceMark: Path { root.appending("practice") }
    /// Texts that replace the ones built in.
    public var templates: Path { root.appending("templates") }

    /// The home that `--home` names, else `COORDINATOR_HOME`, else `coordinator` in
    /// `XDG_DATA_HOME` or in `~/.local/share`. Empty variables count as not set, and so does an
    /// `XDG_DATA_HOME` that is not absolute. Whether anything is there is for `check…` to say.
    public static func locate(
        option: String?, environment: [String: String]
    ) throws(QueueError) -> Home {
        if let named = option ?? environment["COORDINATOR_HOME"]?.unlessEmpty {
            guard !named.isEmpty else { throw .homeUnknown }
            return Home(Path(absolute(named)))
        }
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            return Home(Path(data).appending("coordinator"))
        }
        guard let home = environment["HOME"]?.unlessEmpty else { throw .homeUnknown }
        return Home(Path(absolute(home)).appending(".local/share/coordinator"))
    }

    /// Messages name the home, and a message is read in another folder.
    private static func absolute(_ path: String) -> String {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if trimmed.hasPrefix("/") { return trimmed }
        let here = FileManager.default.currentDirectoryPath
        return trimmed == "." ? here : Path(here).appending(trimmed).text
    }
}

extension String {
    fileprivate var unlessEmpty: String? { isEmpty ? nil : self }
}
