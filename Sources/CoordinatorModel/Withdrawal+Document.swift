import Foundation

extension Withdrawal {
    /// The file's bytes, with one line feed at the end.
    public var document: Data { StrictJSON.encode(self) }

    /// Reads a withdrawal as strictly as a request is read.
    public init(document: Data) throws(DocumentError) {
        if document.count > SubmittedRequest.greatestSize { throw .tooLarge }
        self = try StrictJSON.decode(
            Strict.self, from: document, orThrow: DocumentError.self
        ).withdrawal
    }

    /// `Withdrawal` is also read leniently, from the store; a document may hold nothing unknown.
    private struct Strict: Decodable {
        let withdrawal: Withdrawal

        private enum Key: String, CodingKey, CaseIterable {
            case schema, id, by, at, reason
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(refusingKeysOutside: Key.self)
            guard let schema = try? fields.decode(String.self, forKey: .schema) else {
                throw DocumentError.noSchema
            }
            _ = try fields.decode(StrictPreparer.self, forKey: .by)
            withdrawal = try Withdrawal(from: decoder)
            if schema != Withdrawal.schema { throw DocumentError.unknownSchema(schema) }
        }
    }
}
