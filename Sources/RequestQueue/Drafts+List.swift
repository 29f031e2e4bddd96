import CoordinatorModel

/// One draft in a list: what it holds, or why it cannot be read.
public struct DraftEntry: Sendable {
    public enum Lock: Hashable, Sendable {
        case free
        /// Open elsewhere; the holder is nil where the lock does not say.
        case held(by: Holder?)
    }

    public let id: DraftID
    public let content: Result<Draft, QueueError>
    public let lock: Lock
    /// When it was last saved.
    public let modifiedAt: Timestamp
    /// The account that saved it last.
    public let owner: String
}

extension Drafts {
    /// All drafts, the one saved last first.
    public func list() throws(QueueError) -> [DraftEntry] {
        var entries: [DraftEntry] = []
        for name in try files.names(in: home[.drafts]) where name.hasSuffix(".json") {
            guard let text = name.text, let id = DraftID(exactly: String(text.dropLast(5))),
                let status = try files.status(path(id))
            else { continue }
            let content: Result<Draft, QueueError>
            do throws(QueueError) {
                content = .success(try read(id))
            } catch .noSuchDraft {
                continue
            } catch {
                content = .failure(error)
            }
            entries.append(
                DraftEntry(
                    id: id, content: content,
                    lock: (try? LockFile.look(at: lockPath(id), files: files)) ?? .held(by: nil),
                    modifiedAt: status.modifiedAt, owner: status.owner))
        }
        return entries.sorted { ($1.modifiedAt, $0.id) < ($0.modifiedAt, $1.id) }
    }
}
