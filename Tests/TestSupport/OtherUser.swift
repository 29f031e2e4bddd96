import Foundation
import Glibc

/// Runs programs as other users, who are made up by their numbers: whoever may change the user ID
/// needs no account for that.
public struct OtherUser: Sendable {
    public let id: String
    public let group: String

    public init(_ id: Int, group: Int) {
        (self.id, self.group) = ("\(id)", "\(group)")
    }

    /// Whether this process can take on other users' IDs, and they can get at the built programs.
    public static let isPossible =
        geteuid() == 0 && FileManager.default.isExecutableFile(atPath: setpriv) && canBeReached

    /// Runs a built program, or by its absolute path one of the system's, to its end.
    @discardableResult
    public func run(
        _ program: String, _ arguments: [String], input: Program.Input = .null,
        timeout: Duration = .seconds(60)
    ) throws -> Program.Result {
        try Program.run(
            Self.setpriv, command(program, arguments), environment: Self.environment,
            directory: "/", input: input, timeout: timeout)
    }

    /// Runs lines of shell.
    @discardableResult
    public func shell(_ script: String, timeout: Duration = .seconds(60)) throws -> Program.Result {
        try run("/bin/bash", ["-c", script], timeout: timeout)
    }

    /// Starts a program in a terminal.
    public func sitDown(_ program: String, _ arguments: [String]) throws -> PseudoTerminal {
        try PseudoTerminal(
            Self.setpriv, command(program, arguments), environment: Self.environment,
            timeout: .seconds(30))
    }

    private func command(_ program: String, _ arguments: [String]) -> [String] {
        let path = program.hasPrefix("/") ? program : Program.path(of: program)
        return ["--reuid=\(id)", "--regid=\(group)", "--clear-groups", path] + arguments
    }

    private static let setpriv = "/usr/bin/setpriv"
    private static let environment = ["HOME": "/nonexistent"]

    private static var canBeReached: Bool {
        var path = URL(filePath: Program.path(of: "coordinator"))
        while path.path != "/" {
            var status = stat()
            guard stat(path.path, &status) == 0, status.st_mode & 0o001 != 0 else { return false }
            path.deleteLastPathComponent()
        }
        return true
    }
}
