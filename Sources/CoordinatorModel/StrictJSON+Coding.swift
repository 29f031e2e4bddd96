import Foundation

/// Why a document of some kind cannot be read.
public protocol DocumentRefusal: Error {
    init(_ mistake: StrictJSON.Mistake)
    /// The path of a key that has to be there.
    static func missingKey(_ path: String) -> Self
    /// The path of a value, and what should stand there.
    static func wrongValue(path: String, expected: String) -> Self
}

extension StrictJSON {
    /// Reads a value from strict JSON. A `Refusal` that the value's own reading throws is thrown as
    /// it is.
    public static func decode<Value: Decodable, Refusal: DocumentRefusal>(
        _: Value.Type, from bytes: Data, orThrow: Refusal.Type
    ) throws(Refusal) -> Value {
        do {
            try check(bytes)
            return try JSONDecoder().decode(Value.self, from: bytes)
        } catch let error as Mistake {
            throw Refusal(error)
        } catch let error as Refusal {
            throw error
        } catch let error as DecodingError {
            throw Refusal(error)
        } catch {
            throw .wrongValue(path: "", expected: String(describing: error))
        }
    }

    /// Writes a value as JSON: indented, keys in order, a line feed at the end. The same value gives
    /// the same bytes.
    ///
    /// For values of texts, finite numbers and lists of them: none of these can fail to be written.
    public static func encode(_ value: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("a value that JSON cannot hold")
        }
        return data + [UInt8(ascii: "\n")]
    }
}

extension DocumentRefusal {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .missingKey((context.codingPath + [key]).text)
        case .valueNotFound(_, let context), .typeMismatch(_, let context):
            self = .wrongValue(
                path: context.codingPath.text, expected: "a value of another type")
        case .dataCorrupted(let context):
            self = .wrongValue(path: context.codingPath.text, expected: context.debugDescription)
        @unknown default:
            self = .wrongValue(path: "", expected: String(describing: error))
        }
    }
}

extension [any CodingKey] {
    /// The path as people read it: `newCoordinator.email`.
    var text: String {
        map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
