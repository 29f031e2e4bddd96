import Foundation
import TestSupport
import Testing

@Suite("What is told before the first question")
struct WelcomeTests {
    @Test("rejected requests are told once; of many the rest is counted, and a command lists them")
    func manyRejected() throws {
        let office = try Office()
        _ = try office.submit(["email": "kim@example.com"])
        let rejected = try (1...22).map { _ in try office.submit(accepting: "request-waiting") }
        try office.process()

        let told = try welcome(in: office)

        #expect(told.count(of: "To correct it: coordinator reopen ") == 20)
        #expect(told.contains("  and 2 more. To list them all:"))
        let options = ["--mine", "--state", "rejected", "--limit", "22"]
        #expect(
            told.contains("    coordinator requests \(options.joined(separator: " ")) --home "))
        let listed = try Program.run(
            "coordinator", ["requests"] + options + ["--home", office.home],
            environment: office.environment
        ).standardOutput
        #expect(rejected.allSatisfy(listed.contains))
        #expect(!(try welcome(in: office).contains("Rejected since")))
    }

    @Test("where it cannot be noted what was told, that is said, and the call goes on")
    func notNoted() throws {
        let office = try Office()
        _ = try office.submit(["email": "kim@example.com"])
        let rejected = try office.submit(accepting: "request-waiting")
        try office.process()
        _ = try welcome(in: office)
        let visit = try #require(
            try FileManager.default.contentsOfDirectory(atPath: office.path("drafts"))
                .first { $0.hasSuffix(".visit") })
        try FileManager.default.removeItem(atPath: office.path("drafts/\(visit)"))
        try FileManager.default.createDirectory(
            atPath: office.path("drafts/\(visit)/inside"), withIntermediateDirectories: true)

        for _ in 1...2 {
            let told = try welcome(in: office)

            #expect(told.contains("coordinator reopen \(rejected)"))
            #expect(told.contains("What you were told cannot be noted, so you will be told again:"))
            #expect(told.contains("could not be"))
        }
    }

    /// What is shown up to the first prompt.
    private func welcome(in office: Office) throws -> String {
        let terminal = try office.sitDown("change", columns: 200)
        let told = try terminal.wait(for: Question.caseReference.prompt)
        try terminal.send(":quit\r")
        try terminal.waitForExit()
        return told
    }
}
