import Glibc

/// Waits for something to be put into the queue.
///
/// The kernel tells of it (inotify(7)). Where it cannot, waiting lasts its full time: whoever waits
/// has to look from time to time anyway, as a home may be replaced under a watch.
public final class QueueWatch: Sendable {
    private let events: Int32?

    /// Whether the kernel tells of what arrives.
    public var isNotified: Bool { events != nil }

    public init(_ home: Home) {
        let events = inotify_init1(CInt(IN_CLOEXEC) | CInt(IN_NONBLOCK))
        guard events >= 0 else {
            self.events = nil
            return
        }
        // Documents are moved into place; other things are created there or written.
        let mask = UInt32(IN_MOVED_TO | IN_CREATE | IN_CLOSE_WRITE)
        for folder in [Home.Folder.incoming, .withdrawals] {
            let watch = home[folder].withCString { inotify_add_watch(events, $0, mask) }
            if watch < 0 {
                close(events)
                self.events = nil
                return
            }
        }
        self.events = events
    }

    deinit {
        if let events { close(events) }
    }

    /// Returns when something was put into the queue since the last call, when `waker` can be read,
    /// or when so much time has passed.
    public func wait(upTo time: Duration, or waker: Int32) {
        var sources = [pollfd(fd: waker, events: Int16(POLLIN), revents: 0)]
        if let events { sources.append(pollfd(fd: events, events: Int16(POLLIN), revents: 0)) }
        let milliseconds = Int32(clamping: Int64(time / .milliseconds(1)))
        poll(&sources, nfds_t(sources.count), max(0, milliseconds))
        forgetEvents()
    }

    /// What was told is only that it is worth looking.
    private func forgetEvents() {
        guard let events else { return }
        var room = [UInt8](repeating: 0, count: 65_536)
        while read(events, &room, room.count) > 0 {}
    }
}
