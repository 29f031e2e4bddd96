/// JSON in the strictest sense: bytes are checked before `JSONDecoder` reads them.
///
/// The decoder alone accepts repeated keys (the first wins) and trailing commas: two readers could
/// then see two different requests in one document.
public struct StrictJSON {
    /// Why the bytes are no strict JSON, and the offset of the byte at which that shows.
    public struct Mistake: Error, Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case unexpectedEnd
            case unexpectedByte
            case repeatedKey(String)
            case tooDeep
            case notUTF8
        }

        public let kind: Kind
        public let offset: Int

        public init(kind: Kind, offset: Int) {
            self.kind = kind
            self.offset = offset
        }
    }

    /// Documents are flat; nothing that means anything is deeper.
    public static let greatestDepth = 32

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// Returns where `bytes` are one JSON value and nothing more. A byte-order mark is accepted.
    public static func check(_ bytes: some Sequence<UInt8>) throws(Mistake) {
        let bytes = ContiguousArray(bytes)
        let mistake = bytes.withUnsafeBufferPointer { buffer -> Mistake? in
            do throws(UTF8.ValidationError) {
                _ = try UTF8Span(validating: buffer.span)
            } catch {
                return Mistake(kind: .notUTF8, offset: error.byteOffsets.lowerBound)
            }
            var reader = StrictJSON(bytes: buffer)
            do throws(Mistake) {
                try reader.document()
                return nil
            } catch {
                return error
            }
        }
        if let mistake { throw mistake }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func document() throws(Mistake) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        try value(depth: 0)
        skipSpace()
        if position < bytes.count { throw mistake(.unexpectedByte) }
    }

    private mutating func value(depth: Int) throws(Mistake) {
        skipSpace()
        let first = try peek()
        if depth == Self.greatestDepth, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            throw mistake(.tooDeep)
        }
        switch first {
        case UInt8(ascii: "{"): try object(depth: depth)
        case UInt8(ascii: "["): try array(depth: depth)
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    private mutating func object(depth: Int) throws(Mistake) {
        var keys: Set<[UInt8]> = []
        try list(closedBy: UInt8(ascii: "}")) { (reader) throws(Mistake) in
            reader.skipSpace()
            let start = reader.position
            let key = try reader.string()
            if !keys.insert(key).inserted {
                throw Mistake(
                    kind: .repeatedKey(String(decoding: key, as: UTF8.self)), offset: start)
            }
            reader.skipSpace()
            try reader.take(UInt8(ascii: ":"))
            try reader.value(depth: depth + 1)
        }
    }

    private mutating func array(depth: Int) throws(Mistake) {
        try list(closedBy: UInt8(ascii: "]")) { (reader) throws(Mistake) in
            try reader.value(depth: depth + 1)
        }
    }

    private mutating func list(
        closedBy end: UInt8, element: (inout Self) throws(Mistake) -> Void
    ) throws(Mistake) {
        position += 1
        skipSpace()
        if try peek() == end {
            position += 1
            return
        }
        while true {
            try element(&self)
            skipSpace()
            if try peek() == end {
                position += 1
                return
            }
            try take(UInt8(ascii: ","))
        }
    }

    /// Reads a string; its value in UTF-8 is needed to tell whether a key stands twice (`"a"`, `"\u0061"`).
    private mutating func string() throws(Mistake) -> [UInt8] {
        try take(UInt8(ascii: "\""))
        var text: [UInt8] = []
        while true {
            let byte = try peek()
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return text
            case UInt8(ascii: "\\"):
                text.append(contentsOf: UTF8.encode(try escape())!)
            case 0..<0x20:
                throw mistake(.unexpectedByte)
            default:
                position += 1
                text.append(byte)
            }
        }
    }

    private mutating func escape() throws(Mistake) -> Unicode.Scalar {
        position += 1
        let letter = try peek()
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try escapedScalar()
        default:
            position -= 1
            throw mistake(.unexpectedByte)
        }
    }

    /// Reads what follows `\u`. Half of a surrogate pair alone is no text.
    private mutating func escapedScalar() throws(Mistake) -> Unicode.Scalar {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit) else { throw mistake(.unexpectedByte) }
        try take(UInt8(ascii: "\\"))
        try take(UInt8(ascii: "u"))
        let trail = try hexadecimal()
        guard UTF16.isTrailSurrogate(trail) else { throw mistake(.unexpectedByte) }
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    private mutating func hexadecimal() throws(Mistake) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(UnicodeScalar(try peek())).hexDigitValue else {
                throw mistake(.unexpectedByte)
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    private mutating func number() throws(Mistake) {
        if try peek() == UInt8(ascii: "-") { position += 1 }
        if try peek() == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if next == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
    }

    private mutating func digits() throws(Mistake) {
        guard (0x30...0x39).contains(try peek()) else { throw mistake(.unexpectedByte) }
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    }

    private mutating func word(_ word: StaticString) throws(Mistake) {
        for offset in 0..<word.utf8CodeUnitCount { try take(word.utf8Start[offset]) }
    }

    private mutating func take(_ byte: UInt8) throws(Mistake) {
        guard try peek() == byte else { throw mistake(.unexpectedByte) }
        position += 1
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func peek() throws(Mistake) -> UInt8 {
        guard let next else { throw mistake(.unexpectedEnd) }
        return next
    }

    private func mistake(_ kind: Mistake.Kind) -> Mistake {
        Mistake(kind: kind, offset: position)
    }
}
