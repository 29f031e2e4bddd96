import Foundation
import TestSupport
import Testing

/// What real users of a team's group cannot do in its home, and what they are told.
@Suite(
    "What staff cannot do in a shared home",
    .enabled(if: OtherUser.isPossible, "only root can take on other users' IDs"))
struct SharedHomeRefusalTests {
    private static let (maria, omar) = (SharedHome.maria, SharedHome.omar)

    @Test("a processor's account outside the group is told of, with the command that adds it")
    func processorOutsideGroup() throws {
        let home = try SharedHome()

        let outside = try Program.run(
            "coordinator-processor",
            ["setup", "--staff-group", "daemon", "--user", "nobody", "--home", home.office.home])
        let inside = try Program.run(
            "coordinator-processor",
            ["setup", "--staff-group", "nogroup", "--user", "nobody", "--home", home.office.home])

        #expect(outside.standardError.contains("    usermod -aG daemon nobody\n"))
        #expect(!inside.standardError.contains("usermod"))
    }

    @Test(
        "the system refuses whatever would change a colleague's document, the store, or the folders",
        arguments: Self.acts)
    func refusedBySystem(act: String, refusal: String) throws {
        let home = try SharedHome()
        let id = try home.submit(as: Self.maria)
        try home.run(as: Self.maria, "withdraw", id, "--reason", "called again")
        let before = try Self.everything(in: home)

        let script = """
            document=$(echo queue/incoming/\(id).*); withdrawal=queue/withdrawals/\(id).json
            \(act)
            """
        let result = try home.shell(as: Self.omar, script)

        #expect(result.status != .exited(0) && result.status != .exited(99))
        #expect(result.standardError.contains(refusal), "\(result.standardError)")
        #expect(try Self.everything(in: home) == before)
    }

    private static let acts: [(String, String)] = {
        let (denied, forbidden) = ("Permission denied", "Operation not permitted")
        var acts: [(String, String)] = []
        for file in ["$document", "$withdrawal"] {
            acts += [
                ("echo x > \(file)", denied), ("echo x >> \(file)", denied),
                ("truncate -s 0 \(file)", denied), ("chmod 666 \(file)", forbidden),
                ("chown \(omar.id) \(file)", forbidden), ("rm -f \(file)", forbidden),
                ("mv \(file) queue/tmp/mine", forbidden), ("mv \(file) \(file).x", forbidden),
                (
                    "cp \(file) queue/tmp/mine && mv -f queue/tmp/mine \(file); s=$?; rm queue/tmp/mine; exit $s",
                    forbidden
                ),
                ("touch -d 2020-01-01 \(file)", denied),
            ]
        }
        for file in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm"] {
            acts += [
                ("echo x >> \(file)", denied), ("rm -f \(file)", denied),
            ]
        }
        if linksAreProtected {
            for file in ["$document", "$withdrawal", "store.sqlite", "store.sqlite-wal"] {
                acts.append(("ln \(file) queue/incoming/mine", forbidden))
            }
        }
        for folder in ["queue", "queue/incoming", "queue/held", "drafts", "store.sqlite"] {
            acts.append(("mv \(folder) \(folder).x", denied))
        }
        acts += [
            ("sqlite3 -cmd '.timeout 0' store.sqlite 'DELETE FROM journal'", "readonly"),
            ("touch store.sqlite-journal", denied), ("touch held queue/x", denied),
            ("echo '{}' > queue/held/x.json", denied), ("echo x > queue/corrupt/000001", denied),
            ("echo x > queue/last-run.json", denied), ("mkdir templates", denied),
            ("cat processor.lock", denied), ("flock -n processor.lock true", denied),
            ("rm -f processor.lock", denied), ("chmod 777 queue/incoming", forbidden),
        ]
        return acts
    }()

    /// As on every usual system: `setup` says so where it is not.
    private static var linksAreProtected: Bool {
        (try? String(contentsOfFile: "/proc/sys/fs/protected_hardlinks", encoding: .utf8)) == "1\n"
    }

    @Test(
        "the operator's commands name the account to use, root's included", arguments: Self.commands
    )
    func refusedByProgram(command: [String]) throws {
        let home = try SharedHome()
        try home.submit(as: Self.maria)
        let before = try Self.everything(in: home)
        let arguments = command + ["--home", home.office.home]

        for result in [
            try Self.omar.run("coordinator-processor", arguments),
            try Program.run("coordinator-processor", arguments),
        ] {
            #expect(result.status == .exited(77))
            #expect(result.standardOutput == "")
            #expect(
                result.standardError == """
                    The home \(home.office.home) belongs to 47100, and no other account may do this \
                    in it, root included. Nothing was done. Run it as 47100:
                        sudo -u '#47100' coordinator-processor …

                    """)
        }
        #expect(try Self.everything(in: home) == before)
    }

    private static let commands = [
        ["run"], ["watch"], ["load", "licenses.csv"],
        ["hold", "--older-than", "0m", "--reason", "x"], ["release", "--serial", "123-12345678"],
        ["corrupt", "requeue", "1"], ["corrupt", "discard", "1", "--reason", "x"],
    ]

    @Test("staff set nothing up, and nobody makes a team's home a personal one")
    func setup() throws {
        let home = try SharedHome()
        let team = ["--staff-group", "47110", "--user", "47100"]

        let refused = try home.process(
            as: Self.omar, "setup", "--staff-group", "47110", "--user", "47100")
        #expect(refused.status == .exited(77))
        #expect(
            refused.standardError.hasPrefix("A home of 47100 can be set up by root and by that"))
        for user in [Self.omar, SharedHome.processor] {
            let result = try home.process(as: user, "setup")
            #expect(result.status == .exited(78))
            #expect(
                result.standardError.contains(
                    "coordinator-processor setup \(team.joined(separator: " ")) --home"))
        }
        #expect(try home.mode(of: ".") == 0o2750)
    }

    @Test("people outside the group are told that they are")
    func outsiders() throws {
        let home = try SharedHome()
        for arguments in [
            ["drafts"], ["change", "--answers", "-"], ["licenses", "pat@example.com"],
        ] {
            let result = try SharedHome.outsider.run(
                "coordinator", arguments + ["--home", home.office.home])

            #expect(result.status == .exited(77) && result.standardOutput == "")
            #expect(
                result.standardError == """
                    The home \(home.office.home) is for the group 47110, and this account is not in \
                    it. Nothing was done. Ask your administrator to add you to the group, then log in \
                    again.

                    """)
        }
    }

    /// Names, owners, modes and contents of all that matters.
    private static func everything(in home: SharedHome) throws -> String {
        let result = try Program.run(
            "/bin/bash",
            [
                "-c",
                """
                cd '\(home.office.home)' && find . ! -name '*-shm' -printf '%p %u %m %s\\n' | sort \
                    && find . -type f ! -name '*-shm' -exec sha256sum {} + | sort
                """,
            ])
        return result.standardOutput
    }
}
