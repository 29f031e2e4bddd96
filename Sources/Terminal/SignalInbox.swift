import CReadline
import Glibc

/// A descriptor that becomes readable when one of the blocked signals waits.
struct SignalInbox: ~Copyable, Sendable {
    let descriptor: Int32

    /// Opens the inbox, which sees a signal only if `SignalMask.block()` was called.
    init() {
        var set = SignalMask.waited.signalSet
        descriptor = signalfd(-1, &set, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
        precondition(descriptor >= 0, "signalfd: errno \(errno)")
    }

    deinit { close(descriptor) }

    /// The number of one waiting signal, which then waits no longer, or nil.
    static func next(from descriptor: Int32) -> Int32? {
        var info = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        return read(descriptor, &info, size) == size ? Int32(info.ssi_signo) : nil
    }
}
