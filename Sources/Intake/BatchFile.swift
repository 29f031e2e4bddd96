import CommaSeparated
import CoordinatorModel
import Glibc

/// A file of requests, as it was when this value was made: reading it later gives the same bytes, or
/// says that they changed.
public struct BatchFile: Sendable {
    public let path: String
    /// Of all its bytes.
    public let digest: Digest
    /// In bytes.
    public let size: Int
    /// Of each piece that is read at a time: none is handed on that differs.
    let pieces: [Digest]

    /// Reads the file once, to its end.
    public init(path: String) throws(BatchError) {
        self.path = path
        let file = try PieceReader(path: path)
        var (whole, pieces, size) = (RunningDigest(), [Digest](), 0)
        do throws(ReadError) {
            while case let piece = try file.next(), !piece.isEmpty {
                whole.append(piece)
                pieces.append(Digest(of: piece))
                size += piece.count
            }
        } catch {
            throw .unreadable(error)
        }
        (digest, self.pieces, self.size) = (whole.digest, pieces, size)
    }

    /// The last part of its path.
    public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Begins to read it again.
    func reading() throws(BatchError) -> BatchReading {
        BatchReading(self, try PieceReader(path: path))
    }
}

/// One more reading of a file. Its bytes end where they differ from those of the first reading.
final class BatchReading {
    /// Whether the file is not what it was.
    private(set) var hasChanged = false
    private let file: BatchFile
    private let reader: PieceReader
    private var count = 0

    init(_ file: BatchFile, _ reader: PieceReader) {
        (self.file, self.reader) = (file, reader)
    }

    var source: ByteSource {
        ByteSource { [self] () throws(ReadError) in
            let piece = hasChanged ? [] : try reader.next()
            let isExpected =
                count < file.pieces.count
                ? !piece.isEmpty && Digest(of: piece) == file.pieces[count] : piece.isEmpty
            if !isExpected { hasChanged = true }
            if isExpected, !piece.isEmpty { count += 1 }
            return isExpected ? piece : []
        }
    }

    /// Throws where the file is not what it was.
    func check() throws(BatchError) {
        if hasChanged { throw .changed(path: file.path) }
    }
}

/// Reads a regular file in pieces of one size; only the last one is shorter.
final class PieceReader {
    private let path: String
    private let descriptor: Int32

    init(path: String) throws(BatchError) {
        self.path = path
        // A pipe is to be refused, not waited for.
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0 { throw .unreadable(ReadError(path: path, number: errno)) }
        var status = stat()
        if fstat(descriptor, &status) != 0 || status.st_mode & S_IFMT != S_IFREG {
            throw .notAFile(path: path)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Empty at the end.
    func next() throws(ReadError) -> [UInt8] {
        var failure: Int32?
        let piece = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
            while count < Self.size {
                let got = read(descriptor, buffer.baseAddress! + count, Self.size - count)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                count += got
            }
        }
        if let failure { throw ReadError(path: path, number: failure) }
        return piece
    }

    private static let size = 256 * 1024
}
