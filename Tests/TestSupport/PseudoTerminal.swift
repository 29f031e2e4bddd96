import CPseudoTerminal
import Glibc

/// A built program in a terminal window of its own, and the person in front of it.
///
/// It runs as the foreground job of a small shell, so it can be suspended. Everything that waits
/// gives up with a `ProgramFailure` that shows the transcript.
public final class PseudoTerminal {
    private var terminal: cpt_terminal
    private var screenText = ScreenText()
    private var seen = 0
    private var isWindowGone = false
    private let process: pid_t
    private let timeout: Duration
    private var status: ExitStatus?

    /// Starts the built program of that name.
    ///
    /// - Parameters:
    ///   - environment: In addition to the few variables that every test has.
    ///   - directory: The working directory; that of the tests if nil.
    ///   - timeout: How long to wait for anything at most.
    public init(
        _ name: String, _ arguments: [String] = [], environment: [String: String] = [:],
        directory: String? = nil, columns: Int = 80, rows: Int = 24,
        timeout: Duration = .seconds(60)
    ) throws {
        let program = BuiltProgram(
            name, arguments: arguments, environment: environment, directory: directory)
        var terminal = cpt_terminal()
        let error = program.withC {
            cpt_start_in_terminal(&$0, Int32(columns), Int32(rows), &terminal)
        }
        var event = cpt_event()
        let size = MemoryLayout<cpt_event>.size
        guard error == 0, read(terminal.events, &event, size) == size else {
            throw ProgramFailure(description: "\(name) did not start: error \(error)")
        }
        self.terminal = terminal
        self.timeout = timeout
        process = event.value
    }

    deinit {
        if status == nil { kill(process, SIGKILL) }
        closeWindow()
        close(terminal.events)
        _ = cpt_wait(terminal.leader)
    }

    /// Everything shown so far, without escape sequences, carriage returns and bells.
    public var transcript: String { screenText.text }

    /// Every byte shown so far, escape sequences and all.
    public private(set) var rawBytes: [UInt8] = []

    /// Whether the terminal's modes are those that the program found: echo, whole lines and all.
    public var hasFormerModes: Bool { cpt_has_former_modes(&terminal) == 1 }

    /// Types keys, or pastes.
    public func send(_ keys: String) throws {
        try send(Array(keys.utf8))
    }

    /// Types keys that are not UTF-8.
    public func send(_ bytes: [UInt8]) throws {
        let deadline = Deadline(timeout)
        var unsent = bytes[...]
        while !unsent.isEmpty {
            // Reading meanwhile: a program that cannot show any more does not read either.
            guard try isReady(for: POLLOUT, until: deadline, "to read its keys") else { continue }
            let count = unsent.withUnsafeBytes { write(terminal.master, $0.baseAddress, $0.count) }
            if count > 0 {
                unsent = unsent.dropFirst(count)
            } else if errno != EAGAIN, errno != EINTR {
                throw failure("the program is there no more to read its keys")
            }
        }
    }

    /// Waits until the text appears after what an earlier wait has found, and returns what was
    /// shown up to its end.
    @discardableResult
    public func wait(for text: String) throws -> String {
        let deadline = Deadline(timeout)
        while true {
            if let found = screenText.find(text, from: seen) {
                defer { seen = found.upperBound }
                return screenText.text(seen..<found.upperBound)
            }
            guard !isWindowGone else { throw failure("the program never showed '\(text)'") }
            _ = try isReady(for: POLLIN, until: deadline, "to show '\(text)'")
        }
    }

    /// Gives the window another size.
    public func resize(columns: Int, rows: Int = 24) {
        cpt_resize(terminal.master, Int32(columns), Int32(rows))
    }

    /// Sends a signal to the program alone.
    public func signal(_ number: Int32) {
        kill(process, number)
    }

    /// Closes the window: the program is hung up on, and nothing more is seen of it.
    public func closeWindow() {
        guard terminal.master >= 0 else { return }
        close(terminal.master)
        terminal.master = -1
        isWindowGone = true
    }

    /// Waits until the program is suspended.
    public func waitUntilStopped() throws {
        let deadline = Deadline(timeout)
        while try nextEvent(until: deadline, "to be stopped").kind != CPT_STOPPED {}
    }

    /// Waits until the program has ended, having taken in all that it has shown.
    @discardableResult
    public func waitForExit() throws -> ExitStatus {
        let deadline = Deadline(timeout)
        while status == nil {
            status = ExitStatus(try nextEvent(until: deadline, "to end"))
        }
        while !isWindowGone {
            _ = try isReady(for: POLLIN, until: deadline, "to close its terminal")
        }
        return status!
    }

    /// Takes in what the program shows until something happens to it.
    private func nextEvent(until deadline: Deadline, _ purpose: String) throws -> cpt_event {
        var events = pollfd(fd: terminal.events, events: Int16(POLLIN), revents: 0)
        while events.revents == 0 {
            _ = try isReady(for: POLLIN, or: &events, until: deadline, purpose)
        }
        var event = cpt_event()
        let size = MemoryLayout<cpt_event>.size
        guard read(terminal.events, &event, size) == size else {
            throw failure("the shell died before the program was seen \(purpose)")
        }
        return event
    }

    private func isReady(
        for wanted: Int32, until deadline: Deadline, _ purpose: String
    ) throws -> Bool {
        var none = pollfd(fd: -1, events: 0, revents: 0)
        return try isReady(for: wanted, or: &none, until: deadline, purpose)
    }

    /// Waits until the terminal is ready for what is wanted or the other descriptor is, and takes in
    /// what the program shows. Returns whether the terminal is ready.
    private func isReady(
        for wanted: Int32, or other: inout pollfd, until deadline: Deadline, _ purpose: String
    ) throws -> Bool {
        let master = isWindowGone ? -1 : terminal.master
        var waits = [
            pollfd(fd: master, events: Int16(wanted | POLLIN), revents: 0), other,
        ]
        guard deadline.poll(&waits) else {
            throw failure("in \(timeout) the program never came \(purpose)")
        }
        other.revents = waits[1].revents
        let happened = Int32(waits[0].revents)
        if happened & ~POLLOUT != 0 {
            switch Chunk(from: master) {
            case .bytes(let bytes):
                rawBytes += bytes
                screenText.take(bytes)
            case .nothingYet: break
            case .end: isWindowGone = true
            }
        }
        return happened & wanted != 0
    }

    private func failure(_ what: String) -> ProgramFailure {
        let rest = screenText.text(from: seen)
        return ProgramFailure(description: "\(what); what it showed last:\n\(rest)")
    }
}
