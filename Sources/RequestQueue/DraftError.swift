import CoordinatorModel

/// Why a draft cannot be used. The file stays as it is.
public enum DraftError: Error, Hashable, Sendable {
    case empty
    /// It ends in the middle: not written by this program, which replaces drafts whole.
    case truncated
    case notJSON(StrictJSON.Mistake)
    case tooDeep
    /// More bytes than `Draft.greatestSize`.
    case tooLarge
    /// The key `schema` is missing, or is not text.
    case noSchema
    /// Written by a newer version, or no draft at all.
    case unknownSchema(String)
    case missingKey(String)
    case wrongValue(path: String, expected: String)
    /// A folder, a link or a pipe stands in its place.
    case notAFile(FileKind)
    /// The file is about another draft than its name says.
    case belongsTo(DraftID)
}

extension DraftError: DocumentRefusal {
    public init(_ mistake: StrictJSON.Mistake) {
        switch mistake.kind {
        case .unexpectedEnd: self = .truncated
        case .tooDeep: self = .tooDeep
        case .unexpectedByte, .repeatedKey, .notUTF8: self = .notJSON(mistake)
        }
    }
}

extension DraftError: CustomStringConvertible {
    /// One line, without a full stop.
    public var description: String {
        switch self {
        case .empty: "the file is empty"
        case .truncated: "the file ends in the middle"
        case .notJSON(let mistake): "\(mistake)"
        case .tooDeep: "nested deeper than \(StrictJSON.greatestDepth) levels"
        case .tooLarge: "larger than \(Draft.greatestSize / 1024 / 1024) MiB"
        case .noSchema: "names no schema"
        case .unknownSchema(let schema):
            "written by another version of this program (schema “\(schema)”)"
        case .missingKey(let path): "“\(path)” is missing"
        case .wrongValue(let path, let expected): "“\(path)”: \(expected)"
        case .notAFile(let kind): "not a file but a \(kind.rawValue)"
        case .belongsTo(let id): "its content is that of draft \(id)"
        }
    }
}
