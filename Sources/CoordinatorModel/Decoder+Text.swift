extension Decoder {
    /// The value that a text stands for.
    ///
    /// - Parameter expected: What the text should have been, with an example: what is said where
    ///   `read` makes nothing of it.
    package func value<Value>(
        expected: String, _ read: (String) -> Value?
    ) throws -> Value {
        let container = try singleValueContainer()
        if let value = read(try container.decode(String.self)) { return value }
        throw DecodingError.dataCorruptedError(in: container, debugDescription: expected)
    }
}
