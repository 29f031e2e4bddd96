import Glibc
import Synchronization
import Terminal

/// SIGINT and SIGTERM as a wish to stop, which long work looks at from time to time.
enum StopSignals {
    private static let isAsked = Atomic(false)

    /// From now on the first of these signals only takes note of the wish. The second one ends the
    /// process as ever, for somebody who will not wait; that loses nothing either.
    ///
    /// A signal that was ignored when the program started stays ignored.
    static func listen() {
        // Made now, so that the handler has nothing to make.
        isAsked.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] where !SignalMask.isIgnored(number) {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in
                StopSignals.isAsked.store(true, ordering: .relaxed)
            }
            action.sa_flags = CInt(SA_RESTART) | CInt(bitPattern: UInt32(SA_RESETHAND))
            sigaction(number, &action, nil)
        }
    }

    static var wasAsked: Bool { isAsked.load(ordering: .relaxed) }
}
