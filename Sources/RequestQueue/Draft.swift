import CoordinatorModel
import Foundation

/// An unfinished request, of any kind: what was typed, and once confirmed the sealed documents.
public struct Draft: Equatable, Sendable {
    public static let schema = "coordinator-draft/1"
    /// The greatest size of a draft, in bytes.
    public static let greatestSize = 1024 * 1024

    public let id: DraftID
    /// The kind of request, as in `SubmittedRequest.kind`.
    public let kind: String
    public let createdAt: Timestamp
    public var sheet: Sheet
    /// The documents that were confirmed. Where there are any, nothing may change any more.
    public var sealed: [SealedDocument]?
    /// The rejected request that this one shall replace.
    public var reopens: RequestID?
    /// What somebody wrote down for later.
    public var note: String?
    /// What this version does not know, under its keys; saved as it was read.
    public private(set) var others: [String: JSONValue] = [:]
    /// The same inside `sheet`.
    public private(set) var othersInSheet: [String: JSONValue] = [:]

    public init(
        id: DraftID, kind: String, createdAt: Timestamp, sheet: Sheet = Sheet(),
        sealed: [SealedDocument]? = nil, reopens: RequestID? = nil, note: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.createdAt = createdAt
        self.sheet = sheet
        self.sealed = sealed
        self.reopens = reopens
        self.note = note
    }

    /// Reads what `content` writes, and what a later version added to it.
    public init(content: Data) throws(DraftError) {
        if content.count > Self.greatestSize { throw .tooLarge }
        if content.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
            throw .empty
        }
        self = try StrictJSON.decode(Draft.self, from: content, orThrow: DraftError.self)
    }

    /// The file's content.
    public var content: Data { StrictJSON.encode(self) }
}

extension Draft: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case schema, id, kind, createdAt, sheet, sealed, reopens, note
    }

    public init(from decoder: any Decoder) throws {
        let any = try decoder.container(keyedBy: AnyKey.self)
        let fields = try decoder.container(keyedBy: Key.self)
        guard let schema = try? fields.decode(String.self, forKey: .schema) else {
            throw DraftError.noSchema
        }
        if schema != Self.schema { throw DraftError.unknownSchema(schema) }
        self.init(
            id: try fields.decode(DraftID.self, forKey: .id),
            kind: try fields.decode(String.self, forKey: .kind),
            createdAt: try fields.decode(Timestamp.self, forKey: .createdAt),
            sheet: try fields.decode(Sheet.self, forKey: .sheet),
            sealed: try fields.decodeIfPresent([SealedDocument].self, forKey: .sealed),
            reopens: try fields.decodeIfPresent(RequestID.self, forKey: .reopens),
            note: try fields.decodeIfPresent(String.self, forKey: .note))
        for key in any.allKeys where Key(stringValue: key.stringValue) == nil {
            others[key.stringValue] = try any.decode(JSONValue.self, forKey: key)
        }
        let inSheet = try fields.nestedContainer(keyedBy: AnyKey.self, forKey: .sheet)
        for key in inSheet.allKeys where !Sheet.keys.contains(key.stringValue) {
            othersInSheet[key.stringValue] = try inSheet.decode(JSONValue.self, forKey: key)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var any = encoder.container(keyedBy: AnyKey.self)
        for (key, value) in others { try any.encode(value, forKey: AnyKey(stringValue: key)) }
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(Self.schema, forKey: .schema)
        try fields.encode(id, forKey: .id)
        try fields.encode(kind, forKey: .kind)
        try fields.encode(createdAt, forKey: .createdAt)
        let sheetEncoder = fields.superEncoder(forKey: .sheet)
        try sheet.encode(to: sheetEncoder)
        var inSheet = sheetEncoder.container(keyedBy: AnyKey.self)
        for (key, value) in othersInSheet {
            try inSheet.encode(value, forKey: AnyKey(stringValue: key))
        }
        try fields.encodeIfPresent(sealed, forKey: .sealed)
        try fields.encodeIfPresent(reopens, forKey: .reopens)
        try fields.encodeIfPresent(note, forKey: .note)
    }
}
