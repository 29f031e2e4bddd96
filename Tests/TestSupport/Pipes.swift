import CPseudoTerminal
import Glibc

/// The three pipes to a program, and what has come through them.
final class Pipes {
    /// Both ends of one pipe; -1 is an end that is closed or never was.
    struct Ends {
        var child: Int32
        var test: Int32
    }

    private(set) var input: Ends
    private(set) var output: Ends
    private(set) var error: Ends
    private(set) var outputBytes: [UInt8] = []
    private(set) var errorBytes: [UInt8] = []
    private var unsent: ArraySlice<UInt8>

    init(_ given: Program.Input, _ wanted: Program.Output) throws {
        signal(SIGPIPE, SIG_IGN)  // a program may end without reading its input
        switch given {
        case .text(let text): (input, unsent) = (try Self.open().reversed, Array(text.utf8)[...])
        case .bytes(let bytes): (input, unsent) = (try Self.open().reversed, bytes[...])
        case .null:
            let null = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
            (input, unsent) = (Ends(child: null, test: -1), [])
        case .closed: (input, unsent) = (Ends(child: -1, test: -1), [])
        }
        switch wanted {
        case .gathered: output = try Self.open()
        case .full: output = Ends(child: Glibc.open("/dev/full", O_WRONLY | O_CLOEXEC), test: -1)
        }
        error = try Self.open()
        _ = fcntl(input.test, F_SETFL, O_NONBLOCK)
    }

    deinit {
        for end in [input.test, output.test, error.test] where end >= 0 { Glibc.close(end) }
    }

    /// Called once the program has its ends.
    func closeChildEnds() {
        for end in [input.child, output.child, error.child] where end >= 0 { Glibc.close(end) }
        (input.child, output.child, error.child) = (-1, -1, -1)
    }

    /// Sends the input and gathers output and errors until the program has closed both. False: the
    /// time was over before that.
    func exchange(until deadline: Deadline) -> Bool {
        while output.test >= 0 || error.test >= 0 {
            if unsent.isEmpty { Self.close(&input.test) }
            var waits = [
                pollfd(fd: output.test, events: Int16(POLLIN), revents: 0),
                pollfd(fd: error.test, events: Int16(POLLIN), revents: 0),
                pollfd(fd: input.test, events: Int16(POLLOUT), revents: 0),
            ]
            guard deadline.poll(&waits) else { return false }
            if waits[0].revents != 0 { Self.receive(&outputBytes, from: &output.test) }
            if waits[1].revents != 0 { Self.receive(&errorBytes, from: &error.test) }
            if waits[2].revents != 0 { send() }
        }
        return true
    }

    private func send() {
        let count = unsent.withUnsafeBytes { write(input.test, $0.baseAddress, $0.count) }
        if count > 0 {
            unsent = unsent.dropFirst(count)
        } else if errno != EAGAIN, errno != EINTR {
            unsent = []  // the program reads no more
        }
    }

    private static func receive(_ bytes: inout [UInt8], from end: inout Int32) {
        switch Chunk(from: end) {
        case .bytes(let received): bytes += received
        case .nothingYet: break
        case .end: close(&end)
        }
    }

    private static func close(_ end: inout Int32) {
        if end >= 0 { Glibc.close(end) }
        end = -1
    }

    /// A pipe from the program to the test.
    private static func open() throws -> Ends {
        var ends = Ends(child: -1, test: -1)
        let error = cpt_pipe(&ends.test, &ends.child)
        guard error == 0 else { throw ProgramFailure(description: "pipe: error \(error)") }
        return ends
    }
}

extension Pipes.Ends {
    /// The pipe from the test to the program instead.
    fileprivate var reversed: Pipes.Ends { .init(child: test, test: child) }
}
