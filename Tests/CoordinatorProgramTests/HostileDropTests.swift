import Foundation
import TestSupport
import Testing

/// A real user of a team's group puts into the queue whatever the system lets be put there.
@Suite(
    "Whatever staff drop into the queue",
    .enabled(if: OtherUser.isPossible, "only root can take on other users' IDs"))
struct HostileDropTests {
    private static let (maria, omar) = (SharedHome.maria, SharedHome.omar)

    @Test(
        "junk of every kind is put aside or stays, is told of, and stops nobody's request",
        arguments: ["incoming", "withdrawals"])
    func junk(folder: String) throws {
        let home = try SharedHome()
        let dropped = try home.shell(as: Self.omar, "cd queue/\(folder)\n" + Self.junk)
        try #require(dropped.status == .exited(0), "\(dropped.standardError)")
        let id = try home.submit(as: Self.maria)

        let run = try home.process("run")

        #expect(run.status == .exited(65))
        #expect(run.standardOutput.hasPrefix("1 applied, \(Self.putAside) corrupt, in "))
        #expect(try home.run(as: Self.maria, "show", id).standardOutput.contains("  applied at "))
        #expect(
            run.standardError == """
                \(Self.stuck.count) files could not be read or removed and stayed in the queue. \
                Everything else was done. Look at them as root.

                """)
        let left = try home.names(in: "queue/\(folder)")
        #expect(left == Self.stuck.sorted())
        for name in left {
            #expect(run.standardOutput.contains("  \(name): "))
        }
        #expect(!run.standardOutput.contains("\u{1B}"))
        #expect(run.standardOutput.contains("a\\u{A}b\\u{1B}[2J"))

        let again = try home.process("run")
        #expect(again.status == .exited(65), "the same again, and once each")
        #expect(again.standardError == run.standardError)
        #expect(try home.names(in: "queue/\(folder)") == left)
    }

    @Test("what was put aside is the processor's, with the owner's name beside it")
    func kept() throws {
        let home = try SharedHome()
        try home.shell(as: Self.omar, "cd queue/incoming\n" + Self.junk)
        try home.process("run")

        var kinds: Set<String> = []
        for name in try home.names(in: "queue/corrupt") where name.hasSuffix(".json") {
            let record = try JSON(data: try home.office.content("queue/corrupt/\(name)"))
            #expect(record["owner"].text == Self.omar.id)
            kinds.insert(try #require(record["kind"].text))
            let content = "queue/corrupt/\(name.dropLast(5))"
            #expect(try home.owner(of: "queue/corrupt/\(name)") == 47100)
            guard let status = try? home.status(of: content) else { continue }
            let isOriginal = !record["isOriginal"].isNull || record["kind"].text == "folder"
            #expect(status.st_uid == (isOriginal ? 47112 : 47100))
        }
        #expect(kinds == ["file", "folder", "link", "pipe", "socket"])
        let list = try home.process("corrupt", "list").standardOutput
        #expect(!list.contains("\u{1B}") && list.contains(Self.omar.id))
        // Nothing that a link led to was read.
        let shadow = try home.shell(as: .init(0, group: 0), "grep -rl '^root:' queue/corrupt")
        #expect(shadow.standardOutput == "")
        let used = try home.shell(as: SharedHome.processor, "du -sm queue/corrupt")
        let megabytes = Int(used.standardOutput.prefix { $0.isNumber })
        #expect(try #require(megabytes) < 20, "holes were not copied")
    }

    /// As many as `putAside` that are no requests, and those that stay (`stuck`).
    private static let junk = """
        set -e
        ln -s /etc/shadow 'link to shadow'
        ln -s ../../store.sqlite 'link to store'
        ln -s nowhere dangling
        ln -s loop loop
        echo mine > ../tmp/mine; ln ../tmp/mine 'hard link'
        mkfifo pipe CC-06H0JV3FJEDBSQQH.999-12345678.json
        perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, sockaddr_un("socket")) or die'
        mkdir empty; mkdir -m 000 'empty and shut'
        mkdir -m 777 anybodys; touch anybodys/x
        truncate -s 10G sparse
        head -c 2000000 /dev/zero > large
        head -c 500000 /dev/zero > medium
        touch $'a\\nb\\e[2J' $'\\xff\\xfe' .hidden
        touch "$(printf 'n%.0s' {1..255})"
        echo '{"schema":"coordinator-change/1"}' > CC-06H0JV3FJEDBSQQJ.999-12345678.json
        mkdir full; touch full/x
        mkdir 'full and shut'; touch 'full and shut/x'; chmod 000 'full and shut'
        perl -e 'mkdir "deep"; chdir "deep"; for (1..300) { mkdir "d"; chdir "d" }'
        touch unreadable; chmod 000 unreadable
        """
    private static let putAside = 19
    private static let stuck = ["deep", "full", "full and shut", "unreadable"]

    @Test("what cannot be read keeps an operator from holding nothing else")
    func hold() throws {
        let home = try SharedHome()
        let name = "CC-06H0JV3FJEDBSQQJ"
        try home.shell(
            as: Self.omar,
            "cd queue/incoming; touch \(name).999-12345678.json; chmod 000 \(name)*")
        let id = try home.submit(as: Self.maria)

        let held = try home.process("hold", "--older-than", "0m", "--yes", "--reason", "all of it")

        #expect(held.status == .exited(65))
        #expect(held.standardOutput.contains("\(name) stays as it is: "))
        #expect(held.standardOutput.contains("\(id) is on hold.\n"))
    }

    @Test("what somebody left in tmp a day ago is removed, whosever it is")
    func leftovers() throws {
        let home = try SharedHome()
        try home.shell(
            as: Self.omar,
            """
            cd queue/tmp
            mkdir folder; touch file new; ln -s /etc/shadow link; mkfifo pipe
            touch -h -d '25 hours ago' folder file link pipe
            """)

        #expect(try home.process("run").status == .exited(0))

        #expect(try home.names(in: "queue/tmp") == ["new"])
    }

    @Test("files that change all the time delay nobody's request")
    func changing() throws {
        let home = try SharedHome()
        let id = try home.submit(as: Self.maria)
        try home.shell(
            as: Self.omar,
            """
            cd queue/incoming
            perl -e 'my $end = time + 5; while (time < $end) { for my $n (1..20) {
                open F, ">", "changing$n" or next; print F "x" x rand(100000); close F;
                truncate "growing$n", rand(3e9) or do { open F, ">", "growing$n"; close F } } }' \\
                < /dev/null > /dev/null 2>&1 &
            sleep 0.3
            """)

        for _ in 1...3 {
            let run = try home.process("run")
            #expect([.exited(0), .exited(65)].contains(run.status), "\(run.standardError)")
        }

        #expect(try home.run(as: Self.maria, "show", id).standardOutput.contains("  applied at "))
    }

    @Test("a hundred thousand names keep nobody's request waiting")
    func names() throws {
        let home = try SharedHome()
        try home.shell(
            as: Self.omar,
            """
            perl -e 'for (1..100000) { open F, ">", "queue/incoming/$_" or die }'
            perl -e 'for (1..100000) { open F, ">", "queue/withdrawals/$_" or die }'
            """)
        let id = try home.submit(as: Self.maria)

        let run = try home.process("run", "--limit", "20")

        #expect(run.status == .exited(0))
        #expect(run.standardOutput.hasPrefix("1 applied, 19 corrupt, in "))
        #expect(try home.run(as: Self.maria, "show", id).standardOutput.contains("  applied at "))
    }
}

extension SharedHome {
    func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: office.path(folder)).sorted()
    }
}
