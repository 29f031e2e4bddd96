import CoordinatorModel
import Foundation
import ProcessingFixtures
import RequestQueue
import Store
import TestSupport
import Testing

@Suite("coordinator-processor run")
struct RunTests {
    /// One of each verdict waits.
    private func prepared() async throws -> Office {
        let office = try await Office()
        try office.queue(
            ChangeRequest(1), ChangeRequest(2, serial: 2, from: "kim@example.com"),
            ChangeRequest(3, serial: 3))
        try office.withdraw(3)
        try office.drop("{".utf8, "a\u{1B}[2J.json")
        return office
    }

    @Test("ends with a summary; what a document says never acts on the terminal")
    func summary() async throws {
        let office = try await prepared()

        let result = try processor("run", in: office)

        #expect(
            result.timelessOutput == """
                1 applied, 1 rejected, 1 corrupt, 1 withdrawn, in TIME s.
                Rejected:
                  \(RequestID(2))  \(Office.serial(2))
                    current-coordinator-mismatch: kim@example.com is not the software coordinator \
                of \(Office.serial(2)). Ask the caller once more; where none was ever named, it is \
                the contract manager.
                Corrupt, put aside in \(office.home[.corrupt]):
                  a\\u{1B}[2J.json: not JSON: it ends too early, at byte 1

                """)
        #expect(result.standardError == "" && result.status == .exited(0))
        #expect(try office.names(.incoming) == [] && office.names(.withdrawals) == [])
        #expect(try office.names(.corrupt) == ["000001", "000001.json"])
    }

    @Test("the same for programs, with the codes of what was rejected")
    func json() async throws {
        let office = try await prepared()

        let result = try processor("run", "--format", "json", in: office)

        let report = try result.json()
        #expect(report["ending"] as? String == "drained")
        for key in ["applied", "rejected", "corrupt", "withdrawn", "transactions"] {
            #expect(report[key] as? Int == 1, "\(key)")
        }
        let rejected = try #require((report["rejectedRequests"] as? [[String: Any]])?.first)
        #expect(rejected["id"] as? String == RequestID(2).description)
        let problems = try #require(rejected["problems"] as? [[String: Any]])
        #expect(problems.first?["code"] as? String == "current-coordinator-mismatch")
        #expect(result.status == .exited(0))
    }

    @Test("--strict ends with 65 where something was rejected or corrupt, and not otherwise")
    func strict() async throws {
        let office = try await prepared()

        let result = try processor("run", "--strict", in: office)

        #expect(result.status == .exited(65))
        #expect(
            result.standardError == "Not everything could be applied: 1 rejected, 1 corrupt.\n")
        #expect(try processor("run", "--strict", in: office).status == .exited(0))
    }

    @Test("--limit takes the first and says so")
    func limit() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1), ChangeRequest(2, serial: 2))

        let result = try processor("run", "--limit", "1", in: office)

        #expect(result.timelessOutput == "1 applied, in TIME s (--limit).\n")
        #expect(try office.names(.incoming) == [ChangeRequest(2, serial: 2).fileName])
        #expect(try processor("run", "--limit", "0", in: office).status == .exited(64))
    }

    @Test(
        "a file that cannot be read stays and is named; all others are done, and 65",
        .enabled(
            if: geteuid() != 0, "root may read everything; HostileDropTests has it with others"))
    func stuck() async throws {
        let office = try await prepared()
        let file = office.home[.incoming].appending("shut").text
        #expect(FileManager.default.createFile(atPath: file, contents: nil))
        #expect(chmod(file, 0) == 0)

        let result = try processor("run", in: office)

        #expect(result.status == .exited(65))
        #expect(result.standardOutput.contains("Left in the queue:\n  shut: "))
        #expect(result.standardError.hasPrefix("1 file could not be read or removed"))
        #expect(try await office.outcome(1) == .applied)
    }

    @Test("a folder that somebody put into the queue is put aside, and 0")
    func folder() async throws {
        let office = try await prepared()
        try FileManager.default.createDirectory(
            atPath: office.home[.incoming].appending("folder/inside").text,
            withIntermediateDirectories: true)

        let result = try processor("run", in: office)

        #expect(result.status == .exited(0))
        #expect(result.standardOutput.contains("  folder: "))
        #expect(try office.names(.incoming).isEmpty)
        #expect(try processor("run", in: office).timelessOutput == "Nothing waited in the queue.\n")
    }

    @Test("a home that others can get into is told of, with the command that shuts it, and 0")
    func openHome() async throws {
        let office = try await prepared()
        let path = office.home.root.text
        #expect(chmod(path, 0o777) == 0)

        let result = try processor("run", in: office)

        #expect(result.status == .exited(0))
        #expect(
            result.standardError == """
                Other accounts can get into the home \(path): its permissions are 777, and should \
                be 700. To shut it:
                    chmod 700 \(path)

                """)
        #expect(try await office.outcome(1) == .applied)
    }

    @Test("of an open home the commands that only look tell too", arguments: ["plan", "verify"])
    func openHomeLookedAt(command: String) async throws {
        let office = try await prepared()
        #expect(chmod(office.home.root.text, 0o755) == 0)

        let result = try processor(command, in: office)

        #expect(result.standardError.hasPrefix("Other accounts can get into the home "))
        #expect(result.status == .exited(0))
    }

    @Test("a run whose end cannot be noted is told of, and has not failed")
    func unnoted() async throws {
        let office = try await Office()
        let note = office.home.lastRun.text
        try FileManager.default.createDirectory(
            atPath: note + "/inside", withIntermediateDirectories: true)

        let result = try processor("run", in: office)

        #expect(result.timelessOutput == "Nothing waited in the queue.\n")
        #expect(
            result.standardError.hasPrefix("How this run ended could not be noted for 'status': "))
        #expect(result.standardError.contains(note))
        #expect(result.status == .exited(0))
    }

    @Test("a failure of the store is told also where the report cannot be written")
    func storeAndOutputFail() async throws {
        let office = try await Office()
        try office.queue(ChangeRequest(1))
        _ = try processor("run", in: office)
        try office.queue(ChangeRequest(1), ChangeRequest(2, serial: 2))
        try office.withdraw(1)
        try office.refuseLateWithdrawals()

        let result = try Program.run(
            "coordinator-processor", ["run", "--home", office.home.root.text], output: .full)

        #expect(result.status == .exited(69))
        #expect(
            result.standardError == """
                The store \(office.home.store) cannot be used: refused. This step was not done. Ask \
                your administrator.
                Requests that are not on record wait in the queue: run again to go on.
                What was done before could not be written to standard output either.

                """)
    }

    @Test("SIGTERM ends a run after the present transaction, with 130; the next run goes on")
    func sigterm() async throws {
        let office = try await Office(serialNumbers: 3000)
        try office.queueMany((1...3000).map { ChangeRequest(UInt32($0), serial: $0) })
        let terminal = try processorInTerminal("run", in: office)
        try terminal.wait(for: "Processing requests:")

        terminal.signal(SIGTERM)

        #expect(try terminal.waitForExit() == .exited(130))
        #expect(terminal.transcript.contains("Stopped before everything was done."))
        let left = try office.names(.incoming).count
        #expect(left > 0 && left % 500 == 0)
        let report = try processor("run", "--format", "json", in: office).json()
        #expect(report["applied"] as? Int == left)
        #expect(report["alreadyOnRecord"] as? Int == 0)
    }
}
