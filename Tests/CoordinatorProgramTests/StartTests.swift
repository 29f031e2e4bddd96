import Foundation
import TestSupport
import Testing

@Suite("The start of a conversation")
struct StartTests {
    @Test("a store that nobody wrote since the last visit is not opened before the first answers")
    func storeUnopened() throws {
        let office = try Office()
        try lookIn(office)
        try office.write(String(repeating: "no database ", count: 100), to: "store.sqlite")
        for name in ["store.sqlite", "store.sqlite-wal"] {
            try? FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -3600)],
                ofItemAtPath: office.path(name))
        }

        let terminal = try office.sitDown("change")

        try terminal.wait(for: Question.caseReference.prompt)
    }

    @Test("what was rejected right after a visit is told at the next one, and not again")
    func rejectedSince() throws {
        let office = try Office()
        try lookIn(office)
        _ = try office.submit(["email": "kim@example.com"])
        let rejected = try office.submit(accepting: "request-waiting")
        try office.process()

        let told = try lookIn(office)
        let toldAgain = try lookIn(office)

        #expect(told.contains("coordinator reopen \(rejected)"))
        #expect(!toldAgain.contains(rejected))
    }

    /// Starts a request and leaves at the first question; returns what was shown before it.
    @discardableResult
    private func lookIn(_ office: Office) throws -> String {
        let terminal = try office.sitDown("change")
        let shown = try terminal.wait(for: Question.caseReference.prompt)
        try terminal.send(":quit\r")
        try terminal.waitForExit()
        return shown
    }
}
