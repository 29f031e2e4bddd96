import Foundation
import Glibc
import TestSupport
import Testing

/// A home that a team shares, with the modes that design gives it, and two real users of its group.
///
/// Users are made up by their numbers: whoever may change the user ID needs no account for that.
@Suite(
    "A home shared by a team",
    .enabled(if: SharedHome.isPossible, "only root can take on other users' IDs"))
struct SharedHomeTests {
    private static let (maria, omar) = ("47111", "47112")

    @Test("a colleague resumes an interrupted call, and is told who typed last")
    func resumed() throws {
        let home = try SharedHome()
        let first = try home.sitDown(as: Self.maria, "change")
        try first.walk(to: .currentCoordinator)
        try first.begin("half")
        try first.send("\u{3}")
        #expect(try first.waitForExit() == .exited(130))
        let draft = try home.office.draft().id

        let second = try home.sitDown(as: Self.omar, "resume", draft)

        let told = try second.wait(for: Question.currentCoordinator.prompt + "half")
        #expect(told.contains("Typed last by \(Self.maria)"))
        try second.replace(with: Question.currentCoordinator.answer)
        try second.answer(.firstName)
        try second.wait(for: Question.lastName.prompt)
        let answers = try home.office.draft().content["sheet"]["answers"]
        #expect(answers["serialNumber"]["by"].text == Self.maria)
        #expect(answers["firstName"]["by"].text == Self.omar)
    }

    @Test("two at once are kept apart, and a killed one leaves no lock behind")
    func locked() throws {
        let home = try SharedHome()
        let first = try home.sitDown(as: Self.maria, "change")
        try first.walk(to: .serialNumber)
        let draft = try home.office.draft().id

        let refused = try home.sitDown(as: Self.omar, "resume", draft)
        try refused.wait(for: Self.maria)
        #expect(try refused.waitForExit() == .exited(75))
        first.signal(SIGKILL)
        try first.waitForExit()

        let second = try home.sitDown(as: Self.omar, "resume", draft)
        try second.wait(for: Question.serialNumber.prompt)
    }

    @Test("what a colleague queued can be read, and not removed or replaced")
    func queued() throws {
        let home = try SharedHome()
        let result = try home.run(
            as: Self.maria, "change", "--answers", "-", input: .text(Answers.json()))
        #expect(result.status == .exited(0))
        let name = try #require(try home.office.queued().first)
        let document = home.office.path("queue/incoming/\(name)")

        #expect(try home.run(as: Self.omar, "show", String(name.prefix(19))).status == .exited(0))
        for command in [["rm", "-f", document], ["mv", document, document + "x"]] {
            let tried = try home.run(
                program: "/bin/" + command[0], as: Self.omar, Array(command.dropFirst()))
            #expect(tried.status != .exited(0))
        }
        #expect(try home.office.queued() == [name])
    }
}

/// A practice home whose folders have the modes of a team's.
private struct SharedHome {
    static let isPossible =
        geteuid() == 0 && FileManager.default.isExecutableFile(atPath: setpriv)
        && canBeReached
    private static let setpriv = "/usr/bin/setpriv"
    private static let group: gid_t = 47110

    let office: Office

    init() throws {
        office = try Office()
        chmod(office.directory.path, 0o755)
        try share(".", 0o2750)
        for (folder, mode) in [
            ("drafts", 0o2770), ("receipts", 0o2770), ("queue", 0o2750), ("queue/tmp", 0o3770),
            ("queue/incoming", 0o3770), ("queue/withdrawals", 0o3770), ("queue/held", 0o2750),
            ("queue/corrupt", 0o2750), ("store.sqlite", 0o640), ("store.sqlite-wal", 0o640),
            ("store.sqlite-shm", 0o640),
        ] as [(String, mode_t)] {
            if FileManager.default.fileExists(atPath: office.path(folder)) {
                try share(folder, mode)
            }
        }
    }

    private func share(_ name: String, _ mode: mode_t) throws {
        let path = office.path(name)
        guard chown(path, 0, Self.group) == 0, chmod(path, mode) == 0 else {
            throw ProgramFailure(description: "\(path): \(String(cString: strerror(errno)))")
        }
    }

    /// Whether other users can get at the built programs.
    private static var canBeReached: Bool {
        var path = URL(filePath: Program.path(of: "coordinator"))
        while path.path != "/" {
            var status = stat()
            guard stat(path.path, &status) == 0, status.st_mode & 0o001 != 0 else { return false }
            path.deleteLastPathComponent()
        }
        return true
    }

    private func become(_ user: String, _ program: String, _ arguments: [String]) -> [String] {
        ["--reuid=\(user)", "--regid=\(Self.group)", "--clear-groups", program] + arguments
    }

    func sitDown(as user: String, _ arguments: String...) throws -> PseudoTerminal {
        try PseudoTerminal(
            Self.setpriv,
            become(user, Program.path(of: "coordinator"), arguments + ["--home", office.home]),
            environment: ["HOME": "/nonexistent"], timeout: .seconds(30))
    }

    func run(
        as user: String, _ arguments: String..., input: Program.Input = .null
    ) throws -> Program.Result {
        try run(
            program: Program.path(of: "coordinator"), as: user,
            arguments + ["--home", office.home], input: input)
    }

    func run(
        program: String, as user: String, _ arguments: [String], input: Program.Input = .null
    ) throws -> Program.Result {
        try Program.run(
            Self.setpriv, become(user, program, arguments),
            environment: ["HOME": "/nonexistent"], input: input)
    }
}
