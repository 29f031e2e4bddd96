import CoordinatorModel
import Foundation
import ModelFixtures
import ProcessingFixtures
import RequestQueue
import Store
import TestSupport
import Testing

@Suite("A store that cannot be used")
struct UnusableStoreTests {
    /// Spoils the store of a home in which one request waits, and sees what a run says.
    private func run(
        expecting status: Int32, _ words: String, spoiling spoil: (String) throws -> Void
    ) async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let path = office.home.store.text
        try spoil(path)

        let result = try processor("run", in: office)

        #expect(result.status == .exited(status))
        #expect(result.standardError.contains(words.replacing("STORE", with: path)))
        #expect(result.standardError.split(separator: "\n").count <= 2)
        #expect(result.standardOutput == "")
        #expect(try office.names(.incoming).count == 1)
    }

    @Test("missing")
    func missing() async throws {
        try await run(expecting: 78, "The store STORE does not exist.") { path in
            for ending in ["", "-wal", "-shm"] {
                try FileManager.default.removeItem(atPath: path + ending)
            }
        }
    }

    @Test("not a database")
    func notADatabase() async throws {
        try await run(expecting: 69, "STORE is not a store of this program.") { path in
            try Data("letters, not a store\n".utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    @Test("a folder")
    func folder() async throws {
        try await run(expecting: 69, "STORE is not a store of this program.") { path in
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
        }
    }

    @Test("of a newer release")
    func newer() async throws {
        try await run(expecting: 69, "The store STORE was written by a newer release") { path in
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            try file.seek(toOffset: 60)
            try file.write(contentsOf: Data([0, 0, 3, 0xE7]))
            try file.close()
        }
    }

    @Test("read-only", .enabled(if: geteuid() != 0, "root may write everything"))
    func readOnly() async throws {
        try await run(expecting: 73, "The store STORE may only be read.") { path in
            try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        }
    }

    @Test("not to be opened", .enabled(if: geteuid() != 0, "root may open everything"))
    func notPermitted() async throws {
        try await run(expecting: 77, "The store STORE may not be opened") { path in
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
        }
    }

    @Test("locked: the run gives up after a while, and the next one does it")
    func locked() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        let other = try StoreLock(path: office.home.store.text)
        let many = try ManyLocks(in: office.home.root.text, count: 200)

        let result = try processor("run", in: office)
        withExtendedLifetime(many) {}

        #expect(result.status == .exited(75))
        #expect(
            result.standardError.replacing(#/ To see whose it is:\n    ps -fp \d+/#, with: "")
                == """
                The store \(office.home.store) is locked by another program. This step was not \
                done. Try again later.
                Requests that are not on record wait in the queue: run again to go on.

                """)
        #expect(try office.names(.incoming).count == 1)
        try other.letGo()
        #expect(try processor("run", in: office).timelessOutput == "1 applied, in TIME s.\n")
    }

    @Test("without licenses: nothing is rejected for that", arguments: [["run"], ["watch"]])
    func withoutLicenses(arguments: [String]) async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        for name in try FileManager.default.contentsOfDirectory(atPath: office.home.root.text)
        where name.hasPrefix("store.sqlite") {
            try FileManager.default.removeItem(atPath: office.home.root.appending(name).text)
        }
        let lost = try processor("run", in: office)
        #expect(lost.standardError.contains("have it put back from a backup"))
        _ = try processor("setup", in: office)

        let result = try Program.run(
            "coordinator-processor", arguments + ["--home", office.home.root.text])

        #expect(result.status == .exited(78))
        #expect(result.standardError.contains("holds no licenses: every request would be rejected"))
        #expect(try office.names(.incoming).count == 1)
    }

    @Test("no home at all", arguments: [["run"], ["plan"], ["load", "x.csv"]])
    func noHome(arguments: [String]) throws {
        let folder = try TemporaryDirectory()
        let home = folder.appending("home")

        let result = try Program.run("coordinator-processor", arguments + ["--home", home])

        #expect(
            result.standardError == """
                The folder \(home) does not exist. Nothing was done. Run 'coordinator-processor \
                setup --home \(home)', or ask your administrator to.

                """)
        #expect(result.standardOutput == "" && result.status == .exited(78))
        #expect(!FileManager.default.fileExists(atPath: home))
    }
}

/// So many locks that the system's list of them does not fit into one read.
private final class ManyLocks {
    private let files: [FileHandle]

    init(in folder: String, count: Int) throws {
        files = try (0..<count).map { number in
            let path = "\(folder)/lock-\(number)"
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            #expect(lockf(file.fileDescriptor, F_TLOCK, 0) == 0)
            return file
        }
    }
}
