import Foundation
import TestSupport

/// A home with practice customers that a team shares, and its people.
struct SharedHome {
    static let group = 47110
    /// The account that the home belongs to.
    static let processor = OtherUser(47100, group: group)
    static let maria = OtherUser(47111, group: group)
    static let omar = OtherUser(47112, group: group)
    /// Of another group.
    static let outsider = OtherUser(47113, group: 47119)

    let office: Office

    init() throws {
        office = try Office()
        chmod(office.directory.path, 0o755)
        try setUp()
    }

    func setUp() throws {
        let result = try Program.run(
            "coordinator-processor",
            [
                "setup", "--staff-group", "\(Self.group)", "--user", Self.processor.id, "--home",
                office.home,
            ])
        guard result.status == .exited(0) else {
            throw ProgramFailure(description: result.standardError)
        }
    }

    func sitDown(as user: OtherUser, _ arguments: String...) throws -> PseudoTerminal {
        try user.sitDown("coordinator", arguments + ["--home", office.home])
    }

    @discardableResult
    func run(
        as user: OtherUser, _ arguments: String..., input: Program.Input = .null
    ) throws -> Program.Result {
        try user.run("coordinator", arguments + ["--home", office.home], input: input)
    }

    @discardableResult
    func process(
        as user: OtherUser = processor, _ arguments: String..., timeout: Duration = .seconds(60)
    ) throws -> Program.Result {
        try user.run(
            "coordinator-processor", arguments + ["--home", office.home], timeout: timeout)
    }

    /// Submits a request from the sample answers, with these changed; returns its ID.
    @discardableResult
    func submit(as user: OtherUser, _ changes: [String: String] = [:]) throws -> String {
        let result = try run(
            as: user, "change", "--answers", "-", input: .text(Answers.json(changes)))
        guard let id = result.standardOutput.firstMatch(of: /CC-[0-9A-Z]{16}/) else {
            throw ProgramFailure(description: result.standardError)
        }
        return String(id.0)
    }

    /// Runs lines of shell in the home's folder.
    @discardableResult
    func shell(
        as user: OtherUser, _ script: String, timeout: Duration = .seconds(60)
    ) throws -> Program.Result {
        try user.shell("cd '\(office.home)' || exit 99\n" + script, timeout: timeout)
    }

    func owner(of name: String) throws -> UInt32 { try status(of: name).st_uid }

    func mode(of name: String) throws -> UInt32 { try status(of: name).st_mode & 0o7777 }

    func status(of name: String) throws -> stat {
        var status = stat()
        guard lstat(office.path(name), &status) == 0 else {
            throw ProgramFailure(description: "\(name): \(String(cString: strerror(errno)))")
        }
        return status
    }
}
