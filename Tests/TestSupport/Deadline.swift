import Glibc

/// The moment at which a test gives up waiting.
struct Deadline {
    private let moment: ContinuousClock.Instant

    init(_ timeout: Duration) {
        moment = .now + timeout
    }

    /// Waits until one of the descriptors is ready. False: the time is over.
    func poll(_ waits: inout [pollfd]) -> Bool {
        while true {
            let left = ContinuousClock.now.duration(to: moment) / .milliseconds(1)
            guard left > 0 else { return false }
            let count = Glibc.poll(&waits, nfds_t(waits.count), Int32(left.rounded(.up)))
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
    }
}

/// What one call to `read` got.
enum Chunk {
    case bytes([UInt8])
    case nothingYet
    case end

    init(from descriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(descriptor, &buffer, buffer.count)
        if count > 0 {
            self = .bytes(Array(buffer[..<count]))
        } else if count < 0, errno == EAGAIN || errno == EINTR {
            self = .nothingYet
        } else {
            self = .end
        }
    }
}
