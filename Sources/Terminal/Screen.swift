import CReadline
import Glibc

/// Where text for a person goes: usually the terminal behind standard error.
public struct Screen: Sendable {
    public let descriptor: Int32

    /// Whether somebody looks on as the text appears; otherwise it goes to a file or a program.
    public let isTerminal: Bool

    /// Whether styles are shown as such.
    public let hasColor: Bool

    /// Looks at the descriptor, and in the environment at `NO_COLOR` and `TERM`.
    public init(descriptor: Int32 = STDERR_FILENO, color: ColorChoice = .auto) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        hasColor = color.showsColor(
            onTerminal: isTerminal,
            environment: { name in getenv(name).map { String(cString: $0) } })
    }

    /// Columns of a line at this moment, at least 20; 80 where there is no terminal to ask.
    public var width: Int {
        let columns = Int(creadline_columns(descriptor))
        return columns == 0 ? 80 : max(columns, 20)
    }

    /// The width where somebody looks on; nil for a file or a program, where nothing needs to fit.
    public var widthOfTerminal: Int? { isTerminal ? width : nil }

    /// Writes the text as it is, without a line break of its own.
    ///
    /// If nobody can read it any more, because the terminal is gone or the pipe is closed, it is
    /// dropped silently: the next read tells of the ending.
    public func show(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let start = rest.baseAddress, !rest.isEmpty {
                let count = write(descriptor, start, rest.count)
                if count >= 0 {
                    rest = .init(rebasing: rest.dropFirst(count))
                } else if errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&wait, 1, -1)
                } else if errno != EINTR {
                    return
                }
            }
        }
    }
}
