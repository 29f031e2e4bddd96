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
        #expect(
            try office.run("requests", "--limit", "1").standardError
                == "There are more than these 1. To list more: --limit 2\n")
        #expect(try office.run("requests", "--limit", "2").standardError == "")
        #expect(try ids("--state", "queued") == [second])
        #expect(try ids("--state", "applied") == [first])
        #expect(try ids("--state", "rejected") == [])
        #expect(try ids("--serial", "12312345678") == [first])
        #expect(try ids("--case", "other case") == [second])
        #expect(try ids("--mine") == [second, first])
        let text = try office.run("requests").standardOutput
        #expect(text.contains("queued") && text.contains("applied"))
    }

    @Test(
        "of one that somebody asked to withdraw it is said that the withdrawal waits, in 80 columns"
    )
    func withdrawal() throws {
        let office = try Office()
        let id = try office.submit()
        let before = try office.run("requests").standardOutput

        try office.run("withdraw", id, "--reason", "the caller rang again")

        #expect(!before.contains("withdrawal waits"))
        #expect(try office.run("requests").standardOutput.contains("  withdrawal waits  "))
        let terminal = try office.sitDown("requests")
        try terminal.waitForExit()
        #expect(terminal.transcript.contains("\(id)  withdrawal waits  123-12345678"))
        let row = try office.run("requests", "--format", "json").standardOutput
        #expect(row.contains(#""state" : "queued""#))
        #expect(row.contains(#""isWithdrawalWaiting" : true"#))
        try office.process()
        #expect(try office.run("requests").standardOutput.contains("withdrawn"))
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
}
