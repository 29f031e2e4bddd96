import Glibc

/// Keeps signals waiting until somebody asks for them.
///
/// A signal that arrives while nothing is read, say during a look-up or between two files of a
/// submit, thereby interrupts neither. The next `LineReader.read(_:)` returns it.
public enum SignalMask {
    static let endings: [(signal: Int32, ending: Ending)] = [
        (SIGHUP, .hungUp), (SIGINT, .interrupted), (SIGTERM, .terminated),
        (SIGQUIT, .interrupted),
    ]

    /// Blocks SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH and SIGTSTP, and ignores SIGPIPE.
    ///
    /// Called first thing in `main`: threads inherit the mask of the thread that makes them. A
    /// signal that was ignored when the program started (`nohup`) stays ignored.
    public static func block() {
        signal(SIGPIPE, SIG_IGN)
        var set = waited.filter { !isIgnored($0) }.signalSet
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// An ending that waits for the next read; for long work that would rather stop early.
    ///
    /// It goes on waiting: the next read returns it.
    public static func pendingEnding() -> Ending? {
        var pending = sigset_t()
        sigpending(&pending)
        return endings.first { sigismember(&pending, $0.signal) == 1 }?.ending
    }

    /// The signals that a read waits for.
    static let waited = endings.map(\.signal) + [SIGWINCH, SIGTSTP]

    /// Whether the signal of that number is ignored, as of a program started with `nohup`.
    public static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

extension [Int32] {
    /// These signal numbers as the C library wants them.
    var signalSet: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in self { sigaddset(&set, number) }
        return set
    }
}
