import Glibc

/// Bytes that come piece by piece, from a file or from memory.
public struct ByteSource {
    private let piece: () throws(ReadError) -> [UInt8]

    /// Calls `piece` for each next piece; an empty one is the end.
    public init(piece: @escaping () throws(ReadError) -> [UInt8]) {
        self.piece = piece
    }

    /// Bytes that are in memory already.
    public init(bytes: some Sequence<UInt8>) {
        var rest = Array(bytes)
        self.init { () throws(ReadError) in
            defer { rest = [] }
            return rest
        }
    }

    /// A file, read once from its beginning to its end, 256 KiB at a time.
    ///
    /// The file stays open until this source is gone. What is no regular file (a pipe, say) is read
    /// likewise; a directory is refused at the first read.
    public init(path: String) throws(ReadError) {
        let file = try OpenFile(path: path)
        self.init { () throws(ReadError) in try file.read(upTo: 256 * 1024) }
    }

    func next() throws(ReadError) -> [UInt8] { try piece() }
}

/// A file that could not be opened or read. What was read before stands.
public struct ReadError: Error, Hashable, Sendable {
    public let path: String
    /// The system's error number (`errno`).
    public let number: Int32

    public init(path: String, number: Int32) {
        self.path = path
        self.number = number
    }
}

extension ReadError: CustomStringConvertible {
    /// The system's words for it, without a full stop.
    public var description: String { String(cString: strerror(number)) }
}

private final class OpenFile {
    private let path: String
    private let descriptor: Int32

    init(path: String) throws(ReadError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw ReadError(path: path, number: errno) }
    }

    deinit { close(descriptor) }

    func read(upTo size: Int) throws(ReadError) -> [UInt8] {
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var got = Glibc.read(descriptor, buffer.baseAddress, size)
            while got < 0 && errno == EINTR {
                got = Glibc.read(descriptor, buffer.baseAddress, size)
            }
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        if let failure { throw ReadError(path: path, number: failure) }
        return bytes
    }
}
