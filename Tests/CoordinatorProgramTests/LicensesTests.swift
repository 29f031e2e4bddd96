import TestSupport
import Testing

@Suite("Looking up licenses")
struct LicensesTests {
    @Test(
        "whatever a caller has finds the contract, as text and as JSON",
        arguments: [
            ("jonas@example.net", "110003003", "contractManager"),
            (" Jonas Berg <JONAS@example.net> ", "110003003", "contractManager"),
            ("345-11223344", "110003003", "serialNumber"),
            ("34511223344", "110003003", "serialNumber"),
            ("110003003", "110003003", "contractNumber"),
            ("sub-88010001", "110003003", "subscriptionID"),
            ("tidewater works (practice)", "110003003", "company"),
            ("jonas berg", "110003003", "contractManager"),
        ])
    func found(term: String, contract: String, match: String) throws {
        let office = try Office()

        let text = try office.run("licenses", term)
        let json = try office.json("licenses", term)

        #expect(text.status == .exited(0))
        #expect(text.standardError == "")
        #expect(text.standardOutput.contains("Contract \(contract)"))
        #expect(text.standardOutput.contains("Contract manager: Jonas Berg <jonas@example.net>"))
        #expect(json["contracts"][0]["number"].text == contract)
        #expect(json["matches"].list.map(\.text) == [match])
    }

    @Test("how each is activated, and who may do what, is said")
    func advice() throws {
        let text = try Office().run("licenses", "jonas@example.net").standardOutput

        #expect(text.contains(/345-11223344 .* by serial +multi-user \(40\)/))
        #expect(text.contains(/SUB-88010002 .* sign-in +single-user \(10\)/))
        #expect(text.contains("We can change both when Jonas Berg asks for it."))
        #expect(text.contains("names any number of secondary admins"))
    }

    @Test("several contracts are all shown, an expired one as such")
    func contracts() throws {
        let office = try Office()

        let nadia = try office.json("licenses", "nadia@example.org")
        let dana = try office.run("licenses", "dana@example.com")

        #expect(nadia["contracts"].list.count == 3)
        #expect(dana.standardOutput.contains("ended 2022-04-30"))
    }

    @Test("a coordinator finds the serial numbers; who coordinates what is not said of others")
    func coordinator() throws {
        let office = try Office()

        let rosa = try office.run("licenses", "rosa@example.net")
        let jonas = try office.run("licenses", "jonas@example.net")

        #expect(rosa.standardOutput.contains("345-11223344 on contract 110003003"))
        #expect(!jonas.standardOutput.contains("rosa@example.net"))
    }

    @Test("what names nothing is told", arguments: ["nobody@example.com", "999-99999999", "x", ""])
    func unknown(term: String) throws {
        let result = try Office().run("licenses", term)

        #expect(result.status == .exited(66))
        #expect(result.standardOutput == "")
        #expect(result.standardError.contains("names nothing that we know"))
    }

    @Test("on a narrow screen nothing is wider than the screen")
    func narrow() throws {
        let office = try Office()
        let terminal = try office.sitDown("licenses", "dana@example.com", columns: 40)

        try terminal.waitForExit()

        let lines = terminal.transcript.split(separator: "\n")
        #expect(lines.contains("Until: ended 2022-04-30"))
        #expect(lines.allSatisfy { $0.count <= 40 || !$0.contains(" ") })
    }
}
