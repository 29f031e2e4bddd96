import Glibc

/// Waits for something to be put into the queue.
///
/// The kernel tells of it (inotify(7)). Where it cannot, waiting lasts its full time: whoever waits
/// has to look from time to time anyway, as a home may be replaced under a watch.
public final class QueueWatch: Sendable {
    private let home: Home
    private let events: Int32?

    /// Whether the kernel tells of what arrives.
    public var isNotified: Bool { events != nil }

    public init(_ home: Home) {
        self.home = home
        let events = inotify_init1(CInt(IN_CLOEXEC) | CInt(IN_NONBLOCK))
        self.events = events >= 0 && Self.watch(home, events) ? events : nil
        if self.events == nil, events >= 0 { close(events) }
    }

    /// False where the kernel cannot tell of the folders that bear these names now. A folder that is
    /// watched already stays so.
    @discardableResult
    private static func watch(_ home: Home, _ events: Int32) -> Bool {
        // Documents are moved into place; other things are created there or written.
        let mask = UInt32(IN_MOVED_TO | IN_CREATE | IN_CLOSE_WRITE)
        return [Home.Folder.incoming, .withdrawals].allSatisfy { folder in
            home[folder].withCString { inotify_add_watch(events, $0, mask) } >= 0
        }
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

    /// What was told is only that it is worth looking. A home that was put in the place of the one
    /// before is watched from now on.
    private func forgetEvents() {
        guard let events else { return }
        Self.watch(home, events)
        var room = [UInt8](repeating: 0, count: 65_536)
        while read(events, &room, room.count) > 0 {}
    }
}
