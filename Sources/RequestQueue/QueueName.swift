import CoordinatorModel

/// What a file in the queue is called after: `ID.SUBJECT.json`.
public struct QueueName: Hashable, Sendable {
    public let id: RequestID
    /// The subject as it stands in the name: a serial number as it is; in any other text, what is
    /// neither a letter, a digit nor a dash in ASCII is written `%XX`, and a long one is cut and
    /// ended by a tilde and 16 digits of its SHA-256.
    public let subject: String

    /// The name for a request about `subject`, which is any text.
    public init(id: RequestID, subject: String) {
        self.id = id
        self.subject = Self.written(subject)
    }

    public init(_ request: SubmittedRequest) {
        self.init(id: request.id, subject: request.subject)
    }

    /// Reads a name; nil where it is not of that form. The subject may still be one that `written`
    /// does not make: then no document agrees with it.
    public init?(_ name: FileName) {
        guard let text = name.text, text.utf8.count <= 255, text.hasSuffix(".json") else {
            return nil
        }
        let parts = text.dropLast(5).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = RequestID(exactly: String(parts[0])) else { return nil }
        let subject = parts[1].utf8
        guard !subject.isEmpty,
            subject.allSatisfy({
                Self.isPlain($0) || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "~")
            })
        else { return nil }
        self.id = id
        self.subject = String(parts[1])
    }

    public var fileName: FileName { FileName("\(id).\(subject).json") }

    /// `subject` as it stands in names.
    public static func written(_ subject: String) -> String {
        if subject.isEmpty { return "%" }
        let hexadecimal = Array("0123456789ABCDEF")
        let written = subject.utf8.map { byte in
            isPlain(byte)
                ? String(UnicodeScalar(byte))
                : "%\(hexadecimal[Int(byte >> 4)])\(hexadecimal[Int(byte & 15)])"
        }.joined()
        guard written.utf8.count > 100 else { return written }
        return "\(written.prefix(80))~\(Digest(of: subject.utf8).description.prefix(16))"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension QueueName: Comparable {
    public static func < (left: Self, right: Self) -> Bool {
        (left.id, left.subject) < (right.id, right.subject)
    }
}
