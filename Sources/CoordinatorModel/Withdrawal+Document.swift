import Foundation

extension Withdrawal {
    /// The file's bytes, with one line feed at the end.
    public var document: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Texts only: nothing in a withdrawal can fail to encode.
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("a withdrawal that JSON cannot hold")
        }
        return data + [UInt8(ascii: "\n")]
    }

    /// Reads a withdrawal as strictly as a request is read.
    public init(document: Data) throws(DocumentError) {
        if document.count > SubmittedRequest.greatestSize { throw .tooLarge }
        do {
            try StrictJSON.check(document)
            let decoder = JSONDecoder()
            _ = try decoder.decode(Keys.self, from: document)
            self = try decoder.decode(Withdrawal.self, from: document)
        } catch let error as StrictJSON.Mistake {
            throw .notStrictJSON(error)
        } catch let error as DocumentError {
            throw error
        } catch let error as DecodingError {
            throw DocumentError(error)
        } catch {
            throw .wrongValue(path: "", expected: String(describing: error))
        }
        if schema != Self.schema { throw .unknownSchema(schema) }
    }

    private struct Keys: Decodable {
        private enum Key: String, CodingKey, CaseIterable {
            case schema, id, by, at, reason
        }

        private enum PreparerKey: String, CodingKey, CaseIterable {
            case user, host
        }

        private struct PreparerKeys: Decodable {
            init(from decoder: any Decoder) throws {
                _ = try decoder.container(refusingKeysOutside: PreparerKey.self)
            }
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(refusingKeysOutside: Key.self)
            guard (try? fields.decode(String.self, forKey: .schema)) != nil else {
                throw DocumentError.noSchema
            }
            _ = try fields.decode(PreparerKeys.self, forKey: .by)
        }
    }
}
