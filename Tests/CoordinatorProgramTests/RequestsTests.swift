import TestSupport
import Testing

@Suite("Requests and what became of them")
struct RequestsTests {
    private static let kai = [
        "contractManager": "kai@example.net", "serialNumber": "666-69696969",
        "currentCoordinator": "uma@example.net", "email": "sam@example.net",
        "caseReference": "other case",
    ]

    @Test("are listed newest first, and by state, serial number, case and person")
    func filters() throws {
        let office = try Office()
        let first = try office.submit()
        try office.process()
        let second = try office.submit(Self.kai, accepting: "dummy-serial-number")

        func ids(_ arguments: String...) throws -> [String?] {
            let result = try Program.run(
                "coordinator",
                ["requests"] + arguments + ["--format", "json", "--home", office.home],
                environment: office.environment)
            return try JSON(text: result.standardOutput).list.map { $0["id"].text }
        }

        #expect(try ids() == [second, first])
        #expect(try ids("--limit", "1") == [second])
        #expect(try ids("--state", "queued") == [second])
        #expect(try ids("--state", "applied") == [first])
        #expect(try ids("--state", "rejected") == [])
        #expect(try ids("--serial", "12312345678") == [first])
        #expect(try ids("--case", "other case") == [second])
        #expect(try ids("--mine") == [second, first])
        let text = try office.run("requests").standardOutput
        #expect(text.contains("queued") && text.contains("applied"))
    }

    @Test("that there are none is said on standard error; in JSON it is an empty list")
    func none() throws {
        let office = try Office()

        let text = try office.run("requests", "--state", "held")

        #expect(text.status == .exited(0))
        #expect(text.standardOutput == "")
        #expect(text.standardError == "There are no such requests.\n")
        #expect(try office.json("requests").list == [])
    }

    @Test("one is shown by its ID or its ending, however it is typed")
    func show() throws {
        let office = try Office()
        let id = try office.submit()

        for typed in [id, id.lowercased(), String(id.suffix(4)), String(id.suffix(6)).lowercased()]
        {
            #expect(try office.json("show", typed)["id"].text == id)
        }
        let shown = try office.run("show", id).standardOutput
        #expect(shown.contains("\(id)  queued"))
        #expect(shown.contains("\"contractManager\" : \"pat@example.com\""))
        #expect(try office.json("show", id)["state"].text == "queued")
    }

    @Test(
        "what names no request is told",
        arguments: [
            ("CC-06H0JV3FJEDBSQQH", Int32(66)), ("ZZZZ", 66), ("Z", 64), ("../../x", 64),
        ])
    func unknown(typed: String, status: Int32) throws {
        let office = try Office()

        for command in ["show", "reopen"] {
            let result = try office.run(command, typed)
            #expect(result.status == .exited(status))
            #expect(result.standardOutput == "")
        }
        #expect(try office.run("withdraw", typed, "--reason", "x").status == .exited(status))
    }

    @Test(
        "the journal tells what changed, by serial number, person and request",
        arguments: ["123-12345678", "sam@example.com", "lee@example.com", "ID", "ENDING"])
    func history(topic: String) throws {
        let office = try Office()
        let id = try office.submit()
        try office.process()
        let typed = ["ID": id, "ENDING": String(id.suffix(5))][topic] ?? topic

        let text = try office.run("history", typed).standardOutput
        let last = try office.json("history", typed).list.last

        #expect(text.contains("lee@example.com → sam@example.com"))
        #expect(text.contains("asked for by pat@example.com"))
        #expect(last?["request"].text == id)
        #expect(last?["subject"].text == "123-12345678")
    }

    @Test("a request that waits can be withdrawn; the processor answers")
    func withdraw() throws {
        let office = try Office()
        let id = try office.submit()

        let first = try office.run("withdraw", id, "--reason", "the caller called again")
        let second = try office.run("withdraw", id, "--reason", "once more")
        try office.process()

        #expect(first.status == .exited(0))
        #expect(first.standardOutput == "Asked to withdraw \(id).\n")
        #expect(second.status == .exited(0))
        #expect(second.standardOutput.contains("was asked for before"))
        let shown = try office.json("show", id)
        #expect(shown["state"].text == "withdrawn")
        #expect(shown["withdrawal"]["reason"].text == "the caller called again")
    }

    @Test("a request that was applied can be withdrawn no more")
    func tooLate() throws {
        let office = try Office()
        let id = try office.submit()
        try office.process()

        let result = try office.run("withdraw", id, "--reason", "x")

        #expect(result.status == .exited(65))
        #expect(result.standardError.contains("It is too late to withdraw \(id): it was applied"))
        #expect(try office.run("withdraw", id, "--reason", " ").status == .exited(64))
    }

    @Test("a rejected request is told of, and reopened as a draft at the question that was wrong")
    func reopen() throws {
        let office = try Office()
        _ = try office.submit(["email": "kim@example.com"])
        let rejected = try office.submit(accepting: "request-waiting")
        try office.process()
        #expect(try office.json("show", rejected)["state"].text == "rejected")
        let welcome = try office.sitDown("change")
        let told = try welcome.wait(for: Question.caseReference.prompt)
        #expect(told.contains("Rejected since you were here last:"))
        #expect(told.contains("coordinator reopen \(rejected)"))

        let result = try office.run("reopen", rejected)

        #expect(result.status == .exited(0))
        let id = try office.draft().id
        #expect(result.standardOutput == "Draft \(id) was made from \(rejected).\n")
        let terminal = try office.sitDown("resume", id)
        try terminal.wait(for: "is not the software coordinator of 123-12345678.")
        try terminal.wait(for: Question.currentCoordinator.prompt + "lee@example.com")
        try terminal.replace(with: "kim@example.com")
        try terminal.wait(for: Question.authorization.prompt)
        try terminal.send("yes\r")
        try terminal.wait(for: Question.review)
        try terminal.send("submit\r")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(try office.document()["reopens"].text == rejected)
    }

    @Test("what was not rejected is not reopened")
    func notRejected() throws {
        let office = try Office()
        let id = try office.submit()

        let result = try office.run("reopen", id)

        #expect(result.status == .exited(65))
        #expect(result.standardError.contains("\(id) was not rejected"))
        #expect(try office.drafts() == [])
    }
}
