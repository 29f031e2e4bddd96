import TestSupport
import Testing

@Suite("After the processor has decided")
struct AfterwardsTests {
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

    @Test("the journal is asked for a contract in any letter case")
    func historyOfContract() throws {
        let office = try Office()
        try office.write(
            """
            contract_number,contract_manager_email,contract_manager_first_name,\
            contract_manager_last_name,company,starts_on,expires_on,product,activation,access,seats,\
            serial_number,subscription_id,coordinator_email,coordinator_first_name,\
            coordinator_last_name
            Ab-7,kim@example.com,Kim,Orr,,,,Plan Studio,serial-number,single-user,,321-00000007,,,,

            """, to: "more.csv")
        _ = try Program.run(
            "coordinator-processor", ["load", office.path("more.csv"), "--home", office.home],
            environment: office.environment)

        let subjects = try office.json("history", "AB-7").list.map { $0["subject"].text }

        #expect(!subjects.isEmpty)
        #expect(Set(subjects) == ["Ab-7", "321-00000007"])
    }

    @Test(
        "a topic that names nothing is no topic without history",
        arguments: [
            "999-99999999", "nobody@example.com", "CC-06H0JV3FJEDBSQQH", "ZZZZ", "C-9999", "AB-7",
        ])
    func unknownHistory(topic: String) throws {
        let result = try Office().run("history", topic)

        #expect(result.status == .exited(66))
        #expect(result.standardOutput == "")
        #expect(result.standardError.contains(topic))
    }

    @Test("a request that waits has no history yet")
    func noHistoryYet() throws {
        let office = try Office()
        let id = try office.submit()

        let result = try office.run("history", id)

        #expect(result.status == .exited(0))
        #expect(result.standardError == "Nothing about \(id) was changed here yet.\n")
    }

    @Test("show tells who put the request on hold, why, and who released it; before and after")
    func handling() throws {
        let office = try Office()
        let id = try office.submit()
        func operate(_ arguments: String...) throws {
            let result = try Program.run(
                "coordinator-processor", arguments + ["--home", office.home],
                environment: office.environment)
            #expect(result.status == .exited(0), "\(result)")
        }

        try operate("hold", id, "--reason", "ask Pat first")
        let held = try office.run("show", id).standardOutput
        try operate("release", id)
        try office.process()

        #expect(held.contains("Put on hold by: ") && held.contains(": ask Pat first\n"))
        let shown = try office.run("show", id).standardOutput
        #expect(shown.contains("applied at ") && shown.contains(": ask Pat first\n"))
        #expect(shown.contains("Released by: "))
        let steps = try office.json("show", id)["handling"].list
        #expect(steps.map { $0["action"].text } == ["held", "released"])
        #expect(steps.first?["reason"].text == "ask Pat first")
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
        #expect(
            result.standardError.contains(
                "It is too late to withdraw \(id): it was applied just now."))
        #expect(try office.run("withdraw", id, "--reason", " ").status == .exited(64))
    }

    @Test("a rejected request is told of, and reopened as a draft at the question that was wrong")
    func reopen() throws {
        let office = try Office()
        _ = try office.submit(["email": "kim@example.com"])
        let rejected = try office.submit(accepting: "request-waiting")
        try office.process()
        #expect(try office.json("show", rejected)["state"].text == "rejected")
        #expect(
            try office.run("show", rejected).standardError.hasSuffix(
                "    coordinator reopen \(rejected) --home \(office.home)\n"))
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
