import Foundation

/// A request of any kind, as a document in the queue holds it.
///
/// Another kind of request is another case; everything that depends on the kind then stops compiling
/// until it knows what to do.
public enum SubmittedRequest: Hashable, Sendable {
    case coordinatorChange(ChangeRequest)

    /// The greatest size of a document, in bytes.
    public static let greatestSize = 64 * 1024

    /// Reads a document: strict JSON of a known schema without unknown keys.
    public init(document: Data) throws(DocumentError) {
        if document.count > Self.greatestSize { throw .tooLarge }
        self = try StrictJSON.decode(
            Envelope.self, from: document, orThrow: DocumentError.self
        ).request
    }

    public var id: RequestID {
        switch self {
        case .coordinatorChange(let request): request.id
        }
    }

    /// The kind's name, as the store keeps it.
    public var kind: String {
        switch self {
        case .coordinatorChange: ChangeRequest.kind
        }
    }

    /// What the request is about: requests with one subject are applied in the order of their IDs.
    /// For a change of coordinator the serial number, as text; where it is none, the text given.
    public var subject: String {
        switch self {
        case .coordinatorChange(let request):
            SerialNumber(typed: request.serialNumber)?.text ?? request.serialNumber
        }
    }

    public var submittedAt: Timestamp {
        switch self {
        case .coordinatorChange(let request): request.submittedAt
        }
    }

    public var preparedBy: Preparer {
        switch self {
        case .coordinatorChange(let request): request.preparedBy
        }
    }

    /// The customer on whose word it is done: the contract manager's address as written.
    public var requester: String {
        switch self {
        case .coordinatorChange(let request): request.contractManager
        }
    }

    public var caseReference: String? {
        switch self {
        case .coordinatorChange(let request): request.caseReference
        }
    }

    /// What the schema tells how to read.
    private struct Envelope: Decodable {
        let request: SubmittedRequest

        private enum CodingKeys: CodingKey {
            case schema
        }

        init(from decoder: any Decoder) throws {
            guard
                let schema = try? decoder.container(keyedBy: CodingKeys.self)
                    .decode(String.self, forKey: .schema)
            else { throw DocumentError.noSchema }
            switch schema {
            case ChangeRequest.schema:
                request = .coordinatorChange(try ChangeRequest(from: decoder))
            default:
                throw DocumentError.unknownSchema(schema)
            }
        }
    }
}
