import CoordinatorModel
import Foundation
import ProcessingFixtures
import RequestQueue
import TestSupport
import Testing

@Suite("coordinator-processor plan")
struct PlanTests {
    private func prepared() async throws -> Office {
        let office = try await Office()
        try office.queue(
            ChangeRequest(1), ChangeRequest(2, to: "kim@example.com"), ChangeRequest(3, serial: 3))
        try office.withdraw(3, reason: "wrong\u{7}person")
        try office.drop("{".utf8, ChangeRequest(4).fileName)
        try office.drop([], "notes.txt")
        return office
    }

    @Test("lists what a run would do with each request, and changes nothing")
    func text() async throws {
        let office = try await prepared()

        let result = try processor("plan", in: office)

        let lines = result.standardOutput.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix("WOULD BE   REQUEST") == true)
        let fates = lines.dropFirst().prefix(4).map { $0.prefix { $0 != " " } }
        #expect(fates == ["applied", "rejected", "withdrawn", "corrupt"])
        #expect(lines[2].contains("current-coordinator-mismatch: lee@example.com is not"))
        #expect(lines[3].hasSuffix("by maria: wrong\\u{7}person"))
        #expect(
            lines.suffix(3) == [
                "4 requests would be: 1 applied, 1 rejected, 1 corrupt, 1 withdrawn.",
                "1 file with a name that is not a request's would be put aside as corrupt.",
                "Nothing was changed.",
            ])
        #expect(result.standardError == "" && result.status == .exited(0))
        #expect(try office.names(.incoming).count == 5 && office.names(.corrupt) == [])
        #expect(try await office.coordinator() == "lee@example.com")
    }

    @Test("the same for programs, with codes")
    func json() async throws {
        let office = try await prepared()

        let plan = try processor("plan", "--format", "json", in: office).json()

        #expect(plan["waiting"] as? Int == 4 && plan["misnamedFiles"] as? Int == 1)
        let requests = try #require(plan["requests"] as? [[String: Any]])
        #expect(
            requests.map { $0["fate"] as? String } == [
                "applied", "rejected", "withdrawn", "corrupt",
            ])
        let problems = try #require(requests[1]["problems"] as? [[String: Any]])
        #expect(problems.map { $0["code"] as? String } == ["current-coordinator-mismatch"])
    }

    @Test("a store of an older release is not brought up to date: that, and how, is told")
    func olderStore() async throws {
        let office = try await prepared()
        let path = office.home.store.text
        try changeStore(path, "PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE)")
        let before = FileManager.default.contents(atPath: path)

        let result = try processor("plan", in: office)

        #expect(result.status == .exited(78) && result.standardOutput == "")
        #expect(result.standardError.contains("was written by an older release"))
        #expect(
            result.standardError.contains("'coordinator-processor run' brings it up to date"))
        #expect(FileManager.default.contents(atPath: path) == before)
    }

    @Test("makes no home for practice, and says what does")
    func practice() throws {
        let folder = try TemporaryDirectory()
        let options = ["--practice", "--home", folder.appending("home")]
        func run(_ command: String) throws -> Program.Result {
            try Program.run("coordinator-processor", [command] + options)
        }

        let result = try run("plan")

        #expect(result.status == .exited(78))
        #expect(
            result.standardError.contains(
                "'coordinator-processor setup \(options.joined(separator: " "))' makes it."))
        #expect(!FileManager.default.fileExists(atPath: options[2]))
        #expect(try run("setup").status == .exited(0))
        #expect(try run("plan").standardOutput == "Nothing waits in the queue.\n")
    }

    @Test("says that nothing waits")
    func empty() async throws {
        let result = try await processor("plan", in: Office())

        #expect(result.standardOutput == "Nothing waits in the queue.\n")
    }
}
