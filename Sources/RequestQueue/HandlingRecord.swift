import CoordinatorModel
import Foundation

/// What the processor keeps of a request whose file it made itself: `held/ID.json`.
///
/// A request that was held or requeued lies in a file of the processor's, not of the person who
/// submitted it. Who that was, and what was done with it, is kept here until it is decided. Only the
/// processor can write the folder. Nothing lies in it without its record, which is written first.
public struct HandlingRecord: Hashable, Sendable, Codable {
    public static let schema = "handling/1"

    public var schema = Self.schema
    public let id: RequestID
    /// What the request's file is called, in `held` or in `incoming`.
    public let name: String
    /// The SHA-256 of the request's document. The record says nothing of another one.
    public let digest: String
    /// The account that owned the file that was submitted.
    public let owner: String
    /// Since when it waits: that file was put in the queue then, or it was requeued.
    public let queuedAt: Timestamp
    /// Oldest first. Empty in a backup, for a request whose file could not keep its owner.
    public internal(set) var steps: [HandlingStep]

    init(
        _ name: QueueName, document: Data, owner: String, queuedAt: Timestamp,
        steps: [HandlingStep]
    ) {
        (id, self.name) = (name.id, "\(name.fileName)")
        digest = Digest(of: document).description
        (self.owner, self.queuedAt, self.steps) = (owner, queuedAt, steps)
    }

    func speaks(of document: Data) -> Bool { digest == Digest(of: document).description }

    /// The greatest size of a record that is read, in bytes.
    static let greatestSize = 1024 * 1024

    static func name(_ id: RequestID) -> FileName { FileName("\(id).json") }

    /// The request that a name in `held` is the record of; nil for any other name.
    static func id(_ name: FileName) -> RequestID? {
        guard let text = name.text, text.hasSuffix(".json") else { return nil }
        return RequestID(exactly: String(text.dropLast(5)))
    }
}

extension Files {
    /// The record of a request; nil where it has none. Throws `handlingUnreadable` where it has one
    /// that is no such record.
    func handling(of id: RequestID, in home: Home) throws(QueueError) -> HandlingRecord? {
        let path = home[.held].appending(HandlingRecord.name(id))
        switch try read(path, atMost: HandlingRecord.greatestSize) {
        case .missing: return nil
        case .other, .tooLarge: throw .handlingUnreadable(path)
        case .file(let content, _):
            guard let record = try? JSONDecoder().decode(HandlingRecord.self, from: content),
                record.schema == HandlingRecord.schema, record.id == id,
                QueueName(FileName(record.name))?.id == id
            else { throw .handlingUnreadable(path) }
            return record
        }
    }
}
