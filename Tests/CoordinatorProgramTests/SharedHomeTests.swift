import Foundation
import TestSupport
import Testing

/// What real users of a team's group can do in its home; `SharedHomeRefusalTests` has what they
/// cannot.
@Suite(
    "A home shared by a team",
    .enabled(if: OtherUser.isPossible, "only root can take on other users' IDs"))
struct SharedHomeTests {
    private static let (maria, omar) = (SharedHome.maria, SharedHome.omar)

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
        #expect(told.contains("Typed last by \(Self.maria.id)"))
        try second.replace(with: Question.currentCoordinator.answer)
        try second.answer(.firstName)
        try second.wait(for: Question.lastName.prompt)
        let answers = try home.office.draft().content["sheet"]["answers"]
        #expect(answers["serialNumber"]["by"].text == Self.maria.id)
        #expect(answers["firstName"]["by"].text == Self.omar.id)
    }

    @Test("two at once are kept apart, and a killed one leaves no lock behind")
    func locked() throws {
        let home = try SharedHome()
        let first = try home.sitDown(as: Self.maria, "change")
        try first.walk(to: .serialNumber)
        let draft = try home.office.draft().id

        let refused = try home.sitDown(as: Self.omar, "resume", draft)
        try refused.wait(for: Self.maria.id)
        #expect(try refused.waitForExit() == .exited(75))
        first.signal(SIGKILL)
        try first.waitForExit()

        let second = try home.sitDown(as: Self.omar, "resume", draft)
        try second.wait(for: Question.serialNumber.prompt)
    }

    @Test("staff read everything, submit under any umask, and withdraw a colleague's request")
    func allowed() throws {
        let home = try SharedHome()
        try home.office.write(try Answers.json(), to: "answers.json")
        let program = Program.path(of: "coordinator")
        for mask in ["077", "000", "777"] {
            let result = try home.shell(
                as: Self.maria,
                """
                umask \(mask)
                \(program) change --answers - --accept-warnings request-waiting --home \(home.office.home) \
                    < answers.json
                """)
            #expect(result.status == .exited(0), "\(result.standardError)")
        }
        for name in try home.office.queued() {
            #expect(try home.mode(of: "queue/incoming/\(name)") == 0o644)
        }
        let id = String(try #require(try home.office.queued().last).prefix(19))

        for arguments in [
            ["licenses", "pat@example.com"], ["requests"], ["show", id], ["drafts"],
            ["history", "123-12345678"], ["withdraw", id, "--reason", "called again"],
        ] {
            let result = try Self.omar.run(
                "coordinator", arguments + ["--home", home.office.home])
            #expect(result.status == .exited(0), "\(arguments): \(result.standardError)")
        }
        let run = try home.process("run")

        #expect(run.status == .exited(0))
        #expect(run.standardOutput.hasPrefix("1 applied, 1 rejected, 1 withdrawn, in "))
        let shown = try home.run(as: Self.omar, "show", id).standardOutput
        #expect(shown.contains("Withdrawn by: \(Self.omar.id), "))
    }

    @Test("set up again while in use, it keeps what staff wrote and how")
    func setUpAgain() throws {
        let home = try SharedHome()
        _ = try home.submit(as: Self.maria)
        try home.shell(as: Self.maria, "touch drafts/mine && chmod 600 drafts/mine")
        let name = "queue/incoming/\(try #require(try home.office.queued().first))"

        try home.setUp()

        #expect(try home.owner(of: name) == 47111 && home.mode(of: name) == 0o644)
        #expect(try home.owner(of: "drafts/mine") == 47111 && home.mode(of: "drafts/mine") == 0o600)
    }
}
