import Foundation

/// Why a file in the queue is no request at all: the reason for the verdict *corrupt*.
public enum DocumentError: Error, Hashable, Sendable {
    /// More bytes than `SubmittedRequest.greatestSize`.
    case tooLarge
    case notStrictJSON(StrictJSON.Mistake)
    /// The key `schema` is missing, or is not text.
    case noSchema
    case unknownSchema(String)
    /// Keys that the schema does not name, as paths, in order.
    case unknownKeys([String])
    case missingKey(String)
    case wrongValue(path: String, expected: String)
}

extension DocumentError: DocumentRefusal {
    public init(_ mistake: StrictJSON.Mistake) { self = .notStrictJSON(mistake) }
}

extension DocumentError: CustomStringConvertible {
    /// One line for an operator, without a full stop. It quotes little of the document, however much
    /// stands there.
    public var description: String {
        switch self {
        case .tooLarge: "larger than \(SubmittedRequest.greatestSize / 1024) KiB"
        case .notStrictJSON(let mistake): "\(mistake)"
        case .noSchema: "names no schema"
        case .unknownSchema(let schema): "unknown schema “\(schema.beginning)”"
        case .unknownKeys(let keys): "unknown keys: \(Self.listed(keys))"
        case .missingKey(let path): "“\(path.beginning)” is missing"
        case .wrongValue(let path, let expected): "“\(path.beginning)”: \(expected.beginning)"
        }
    }

    private static func listed(_ keys: [String]) -> String {
        let most = 10
        let more = keys.count > most ? " and \(keys.count - most) more" : ""
        return keys.prefix(most).map(\.beginning).joined(separator: ", ") + more
    }
}

extension StrictJSON.Mistake: CustomStringConvertible {
    public var description: String { "\(kind), at byte \(offset)" }
}

extension StrictJSON.Mistake.Kind: CustomStringConvertible {
    /// What is wrong, without where.
    public var description: String {
        switch self {
        case .unexpectedEnd: "not JSON: it ends too early"
        case .unexpectedByte: "not JSON: unexpected character"
        case .repeatedKey(let key): "the key “\(key.beginning)” stands twice"
        case .tooDeep: "nested deeper than \(StrictJSON.greatestDepth) levels"
        case .notUTF8: "not UTF-8 text"
        }
    }
}

extension String {
    /// All of a short text, the beginning of a long one: what is quoted of a document.
    fileprivate var beginning: String {
        let most = 200
        let start = unicodeScalars.prefix(most)
        return start.endIndex == endIndex ? self : "\(String(start))…"
    }
}

extension Decoder {
    /// A keyed container; throws `DocumentError.unknownKeys` where it holds any other key.
    package func container<Key: CodingKey & CaseIterable>(
        refusingKeysOutside keys: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        let known = Set(keys.allCases.map(\.stringValue))
        let unknown = try container(keyedBy: AnyKey.self).allKeys
            .filter { !known.contains($0.stringValue) }
        if !unknown.isEmpty {
            throw DocumentError.unknownKeys(
                unknown.map { (codingPath + [$0]).text }.sorted())
        }
        return try container(keyedBy: keys)
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
