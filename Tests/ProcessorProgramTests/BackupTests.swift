import CoordinatorModel
import Foundation
import ProcessingFixtures
import RequestQueue
import Store
import Synchronization
import TestSupport
import Testing

@Suite("coordinator-processor backup")
struct BackupTests {
    /// The same program on a backup.
    private func processor(_ arguments: String..., at home: Home) throws -> Program.Result {
        try Program.run("coordinator-processor", arguments + ["--home", home.root.text])
    }

    @Test("made while a run drains and staff submit: nothing accepted before is missing")
    func underLoad() async throws {
        let (before, during) = (900, 100)
        let office = try await Office(serialNumbers: before + during)
        let folder = try TemporaryDirectory()
        let copy = Home(Path(folder.appending("backup")))
        try office.queueMany(
            (1...before).map { number in
                // Of every ten, one is rejected.
                ChangeRequest(
                    UInt32(number), serial: number,
                    from: number % 10 == 7 ? "kim@example.com" : "lee@example.com")
            })
        let run = try processorInTerminal("run", in: office)
        async let submitted: Void = {
            for number in before + 1...before + during {
                try office.queue(ChangeRequest(UInt32(number), serial: number))
            }
        }()
        // The run is at work: something is on record, and something waits.
        while try await office.outcome(1) == nil { await Task.yield() }

        let result = try ProcessorProgramTests.processor(
            "backup", copy.root.text, in: office)

        let waiting = try FileManager.default.contentsOfDirectory(atPath: copy[.incoming].text)
        #expect(result.status == .exited(0), "\(result)")
        #expect(result.standardOutput.hasPrefix("Backed up to \(copy.root): the store, and "))
        try await submitted
        try run.waitForExit()
        print("\(waiting.count) waited in the backup")
        #expect(try processor("verify", at: copy).status == .exited(0))
        #expect(try processor("run", at: copy).status == .exited(0))
        let verification = try processor("verify", "--format", "json", at: copy)
        #expect(verification.status == .exited(0))
        let directory = SQLiteDirectory(path: copy.store.text)
        for number in 1...before {
            let outcome = try await directory.request(RequestID(UInt32(number)))?.outcome
            #expect(outcome == (number % 10 == 7 ? .rejected : .applied), "\(number)")
            let entries = try await directory.history(of: .request(RequestID(UInt32(number))))
            #expect(
                entries.count { $0.field == JournalEntry.coordinatorField }
                    == (outcome == .applied ? 1 : 0))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: copy[.incoming].text) == [])
    }

    @Test("the store's log stays where it is, and the backup's digest is the store's")
    func log() async throws {
        let office = try await Office()
        let folder = try TemporaryDirectory()
        let copy = Home(Path(folder.appending("backup")))
        let names = try FileManager.default.contentsOfDirectory(atPath: office.home.root.text)

        let result = try ProcessorProgramTests.processor(
            "backup", copy.root.text, "--format", "json", in: office)

        let digest = try await office.directory.digest().description
        #expect(try result.json()["digest"] as? String == digest)
        #expect(try processor("verify", "--expect", digest, at: copy).status == .exited(0))
        #expect(try processor("status", at: copy).status == .exited(0))
        let after = try FileManager.default.contentsOfDirectory(atPath: office.home.root.text)
        #expect(names.contains("store.sqlite-wal") && Set(names).isSubset(of: after))
    }

    @Test("a home whose store is none is not backed up, and nothing is made")
    func failure() async throws {
        let office = try await Office()
        let folder = try TemporaryDirectory()
        try Data("no store".utf8).write(to: URL(fileURLWithPath: office.home.store.text))

        let result = try ProcessorProgramTests.processor(
            "backup", folder.appending("backup"), in: office)

        #expect(result.status == .exited(69))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("a backup in the home, or where something is, is refused")
    func refused() async throws {
        let office = try await Office()
        let folder = try TemporaryDirectory()
        try Data().write(to: URL(fileURLWithPath: folder.appending("letter.txt")))

        let within = try ProcessorProgramTests.processor(
            "backup", office.home.root.text + "/backup", in: office)
        let taken = try ProcessorProgramTests.processor("backup", folder.path, in: office)

        #expect(within.status == .exited(64) && taken.status == .exited(73))
        #expect(within.standardError.contains("lies within it"))
        #expect(
            taken.standardError.hasPrefix("\(folder.path) is there and is not an empty folder."))
    }
}
