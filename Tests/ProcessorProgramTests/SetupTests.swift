import Foundation
import ProcessingFixtures
import RequestQueue
import Store
import TestSupport
import Testing

@Suite("coordinator-processor setup")
struct SetupTests {
    private func setup(_ home: String, _ more: String...) throws -> Program.Result {
        try Program.run("coordinator-processor", ["setup", "--home", home] + more)
    }

    @Test("makes the home and the store, with nobody else let in, and says so")
    func makes() throws {
        let folder = try TemporaryDirectory()
        let home = folder.appending("new/home")

        let result = try setup(home)

        #expect(result.status == .exited(0))
        #expect(
            result.standardOutput == """
                The home \(home) is ready. Made: drafts, queue, queue/tmp, queue/incoming, \
                queue/withdrawals, receipts, queue/held, queue/corrupt, store.sqlite.

                """)
        #expect(
            result.standardError == """
                The store is empty. To load licenses:
                    coordinator-processor load FILE.csv --home \(home)

                """)
        #expect(try mode(home) == 0o700 && mode(home + "/queue/incoming") == 0o700)
        #expect(try mode(home + "/store.sqlite") == 0o600)
    }

    @Test("done again changes nothing, puts permissions right, and says so")
    func again() throws {
        let folder = try TemporaryDirectory()
        let home = folder.appending("home")
        _ = try setup(home)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: home + "/drafts")

        let result = try setup(home)

        #expect(
            result.standardOutput == "The home \(home) is complete; nothing was missing.\n")
        #expect(result.standardError == "" && result.status == .exited(0))
        #expect(try mode(home + "/drafts") == 0o700)
    }

    @Test("completes what is missing, and tells programs what it made")
    func completes() throws {
        let folder = try TemporaryDirectory()
        let home = folder.appending("home")
        _ = try setup(home)
        try FileManager.default.removeItem(atPath: home + "/queue/held")

        let result = try setup(home, "--format", "json")

        #expect(try result.json()["made"] as? [String] == ["queue/held"])
        #expect(try result.json()["home"] as? String == home)
    }

    @Test("refuses a folder that has other things in it")
    func notAHome() throws {
        let folder = try TemporaryDirectory()
        try Data().write(to: URL(fileURLWithPath: folder.appending("letter.txt")))

        let result = try setup(folder.path)

        #expect(result.status == .exited(78) && result.standardOutput == "")
        #expect(result.standardError.hasPrefix("\(folder.path) has other things in it"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["letter.txt"])
    }

    @Test("the practice home is made on first use of any command, with its customers")
    func practice() async throws {
        let folder = try TemporaryDirectory()
        let environment = ["XDG_DATA_HOME": folder.path]

        let result = try Program.run(
            "coordinator-processor", ["run", "--practice"], environment: environment)

        #expect(result.timelessOutput == "Nothing waited in the queue.\n")
        #expect(result.status == .exited(0))
        let home = folder.appending("coordinator-practice")
        let found = try await SQLiteDirectory(path: home + "/store.sqlite")
            .holdings(of: .init(typed: "pat@example.com"))
        #expect(!found.contracts.isEmpty)
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("nothing is made of a practice home while another processor is at work in it")
    func practiceBesideProcessor() throws {
        let folder = try TemporaryDirectory()
        let home = Home(Path(folder.appending("home")))
        try home.markForPractice()
        var lock: ProcessorLock? = try ProcessorLock.acquire(home, as: .current(at: .noon))
        func setUp() throws -> Program.Result {
            try Program.run(
                "coordinator-processor", ["setup", "--practice", "--home", home.root.text])
        }

        let refused = try setUp()

        #expect(refused.status == .exited(75))
        #expect(refused.standardError.contains("Another processor is at work"))
        #expect(!FileManager.default.fileExists(atPath: home.store.text))
        #expect(lock != nil)
        lock = nil
        #expect(try setUp().status == .exited(0))
        lock = try ProcessorLock.acquire(home, as: .current(at: .noon))
        #expect(try setUp().status == .exited(0), "nothing is missing any more")
    }
}
