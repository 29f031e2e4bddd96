import Foundation
import TestSupport
import Testing

/// A real user of a team's group reads the store, which that user can write neither itself nor beside
/// itself, and tries to keep the processor out of it by locks.
@Suite(
    "The store of a shared home",
    .enabled(if: OtherUser.isPossible, "only root can take on other users' IDs"))
struct SharedStoreTests {
    private static let (maria, omar) = (SharedHome.maria, SharedHome.omar)

    @Test(
        "is read by staff whatever was done with it before",
        arguments: [
            ("nothing", "true"),
            ("the sqlite3 program", "sqlite3 store.sqlite 'SELECT count(*) FROM journal'"),
            (
                "a checkpoint",
                "sqlite3 store.sqlite 'PRAGMA wal_checkpoint(TRUNCATE)'; test ! -e store.sqlite-wal"
            ),
            (
                "a processor that was killed when it had just begun a log",
                """
                cp store.sqlite copy
                printf 'CREATE TABLE x(y);\\n.shell head -c 32 copy-wal > header\\n' | sqlite3 copy
                cat header > store.sqlite-wal && test $(stat -c %s store.sqlite-wal) = 32
                """
            ),
            (
                "a copy that was put in its place",
                """
                sqlite3 store.sqlite "VACUUM INTO 'copy'" && chmod 640 copy && mv copy store.sqlite \
                    && rm -f store.sqlite-wal store.sqlite-shm
                """
            ),
        ])
    func read(what: String, act: String) throws {
        let home = try SharedHome()
        try home.submit(as: Self.maria)
        let acted = try home.shell(as: SharedHome.processor, act)
        try #require(acted.status == .exited(0), "\(acted.standardError)")

        try expectHistory(in: home, lines: 1)
        try home.process("run")
        try expectHistory(in: home, lines: 2)
        #expect(try home.mode(of: "store.sqlite-wal") == 0o640)
        #expect(try home.mode(of: "store.sqlite-shm") == 0o640)
    }

    @Test("is read by staff after the processor was killed, and mended by the next run")
    func killed() throws {
        let home = try SharedHome()
        for round in 0..<4 {
            let serial = round % 2 == 0 ? "sam@example.com" : "lee@example.com"
            let current = round % 2 == 0 ? "lee@example.com" : "sam@example.com"
            try home.submit(as: Self.maria, ["email": serial, "currentCoordinator": current])
            // Killed somewhere on its way; a write that was under way is undone or done.
            let program = Program.path(of: "coordinator-processor")
            try home.shell(
                as: SharedHome.processor,
                "timeout -s KILL 0.0\(round * 2 + 1) \(program) run --home . > /dev/null 2>&1; true"
            )

            let read = try home.run(as: Self.omar, "history", "123-12345678")
            #expect(read.status == .exited(0), "\(read.standardError)")
            try home.process("run")
        }
        try expectHistory(in: home, lines: 5)
    }

    @Test("a reader that never ends its transaction delays nobody")
    func longRead() throws {
        let home = try SharedHome()
        try home.submit(as: Self.maria)

        let result = try Self.whileOmar(
            runs: "(echo 'BEGIN; SELECT count(*) FROM journal;'; sleep 100) | sqlite3 store.sqlite",
            in: home
        ) { try home.process("run") }

        #expect(result.standardOutput.hasPrefix("1 applied, "))
    }

    @Test(
        "a reader that locks it for good is told of by the processor, which works again afterwards",
        arguments: [(120, 8), (121, 1)])
    func locked(start: Int, count: Int) throws {
        let home = try SharedHome()
        try home.submit(as: Self.maria)
        try home.process("run")
        try home.submit(
            as: Self.maria, ["email": "lee@example.com", "currentCoordinator": "sam@example.com"])

        let refused = try Self.whileOmar(
            runs: Self.lock("store.sqlite-shm", from: start, count: count), in: home
        ) { try home.process("run", timeout: .seconds(40)) }

        #expect(refused.status == .exited(75))
        #expect(refused.standardError.contains("store.sqlite is locked by another program."))
        #expect(refused.standardError.contains(#/To see whose it is:\n    ps -fp \d+\n/#))
        #expect(try home.names(in: "queue/incoming").count == 1)
        #expect(try home.mode(of: "store.sqlite-shm") == 0o640, "the log's index is still there")
        #expect(try home.process("run").standardOutput.hasPrefix("1 applied, "))
    }

    @Test("a service that watches goes on when such a reader has ended")
    func watch() throws {
        let home = try SharedHome()
        let program = Program.path(of: "coordinator-processor")
        let started = try home.shell(
            as: SharedHome.processor,
            "timeout 60 \(program) watch --every 1 --home . > /dev/null 2> watch.log < /dev/null & echo $!"
        )
        let process = try #require(started.standardOutput.firstMatch(of: /\d+/)).0
        defer { _ = try? home.shell(as: SharedHome.processor, "kill \(process)") }
        func wait(for text: String, in file: String) throws {
            let seen = try home.shell(
                as: SharedHome.processor,
                "for i in {1..200}; do grep -q '\(text)' \(file) && exit 0; sleep 0.1; done; exit 1"
            )
            #expect(seen.status == .exited(0), "\(text)")
        }
        try wait(for: "watching", in: "watch.log")

        try Self.whileOmar(runs: Self.lock("store.sqlite-shm", from: 120, count: 1), in: home) {
            try home.submit(as: Self.maria)
            try wait(for: "the store is busy", in: "watch.log")
        }

        try wait(for: "applied=1", in: "watch.log")
    }

    @Test(
        "locks that readers cannot have, or that are on anything else, are in nobody's way",
        arguments: [
            lock("store.sqlite", from: 0, count: 0), lock("store.sqlite-wal", from: 0, count: 0),
            lock("store.sqlite-shm", from: 123, count: 5),
            "flock -x store.sqlite sleep 100", "flock -x store.sqlite-shm sleep 100",
            "flock -x . sleep 100", "flock -x queue sleep 100", "flock -x queue/incoming sleep 100",
            "flock -x queue/corrupt sleep 100", "flock -x queue/last-run.json sleep 100",
        ])
    func otherLocks(lock: String) throws {
        let home = try SharedHome()
        try home.process("run")
        try home.submit(as: Self.maria)

        let result = try Self.whileOmar(runs: lock, in: home) { try home.process("run") }

        #expect(result.status == .exited(0), "\(result.standardError)")
        #expect(result.standardOutput.hasPrefix("1 applied, "))
    }

    /// A shared lock as every reader may take it (fcntl(2)), held for long.
    private static func lock(_ file: String, from start: Int, count: Int) -> String {
        """
        exec perl -e 'use Fcntl; open F, "<", "\(file)" or die;
            my $lock = pack("s s x4 q q i x4", F_RDLCK, 0, \(start), \(count), 0);
            fcntl(F, F_SETLK, $lock) or die;
            sleep 100'
        """
    }

    /// Lets lines of shell of Omar's run meanwhile, and ends them.
    private static func whileOmar<T>(
        runs script: String, in home: SharedHome, _ body: () throws -> T
    ) throws -> T {
        let started = try home.shell(
            as: omar, "(\(script)) < /dev/null > /dev/null 2>&1 &\n echo $!; sleep 0.5; kill -0 $!")
        try #require(started.status == .exited(0), "it did not come to hold a lock")
        let process = try #require(started.standardOutput.firstMatch(of: /\d+/)).0
        defer { _ = try? omar.shell("pkill -P \(process); kill \(process)") }
        return try body()
    }

    private func expectHistory(
        in home: SharedHome, lines: Int
    ) throws {
        let result = try home.run(as: Self.omar, "history", "123-12345678")
        #expect(result.status == .exited(0), "\(result.standardError)")
        let entries = result.standardOutput.split(separator: "\n").filter {
            !$0.hasPrefix(" ") && $0.contains("coordinator:")
        }
        #expect(entries.count == lines, "\(result.standardOutput)")
    }
}
