import Glibc
import Synchronization
import Terminal

/// SIGINT, SIGTERM and SIGQUIT as a wish to stop, which long work looks at from time to time.
enum StopSignals {
    private static let isAsked = Atomic(false)
    private static let pipe = Pipe()

    /// From now on the first of these signals only takes note of the wish. The second one ends the
    /// process as ever, for somebody who will not wait; that loses nothing either.
    ///
    /// A signal that was ignored when the program started stays ignored.
    static func listen() {
        // Made now, so that the handler has nothing to make.
        isAsked.store(false, ordering: .relaxed)
        _ = pipe.reading
        for number in [SIGINT, SIGTERM, SIGQUIT] where !SignalMask.isIgnored(number) {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in
                StopSignals.isAsked.store(true, ordering: .relaxed)
                var byte: UInt8 = 0
                write(StopSignals.pipe.writing, &byte, 1)
            }
            action.sa_flags = CInt(SA_RESTART) | CInt(bitPattern: UInt32(SA_RESETHAND))
            sigaction(number, &action, nil)
        }
    }

    static var wasAsked: Bool { isAsked.load(ordering: .relaxed) }

    /// Can be read once somebody asked to stop: for waiting with poll(2).
    static var descriptor: CInt { pipe.reading }
}

/// Both ends of a pipe of this process; neither is ever closed.
private struct Pipe: Sendable {
    let reading: CInt
    let writing: CInt

    init() {
        var ends: [CInt] = [-1, -1]
        Glibc.pipe(&ends)
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reading, writing) = (ends[0], ends[1])
    }
}
