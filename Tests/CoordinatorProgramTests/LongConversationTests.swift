import Glibc
import TestSupport
import Testing

@Suite("A long conversation")
struct LongConversationTests {
    /// One exchange: what is waited for, and what is typed then.
    private typealias Exchange = (wait: String, keys: String)

    private static let clear = Question.clear

    /// Up to where the call is interrupted.
    private static let first: [Exchange] = [
        (Question.caseReference.prompt, "?\r"),
        ("coordinator requests --case", ""),
        (Question.caseReference.prompt, ":back\r"),
        ("there is nothing before it.", ""),
        (Question.caseReference.prompt, "7\r"),
        (Question.contractManager.prompt, "pat\r"),
        ("\"pat\" has no @.", ""),
        (Question.contractManager.prompt, "\(clear)pat@@example.com\r"),
        ("has more than one @.", ""),
        (Question.contractManager.prompt, "\(clear)nobody@example.com\r"),
        ("manages no contract that we know.", ""),
        (Question.contractManager.prompt, "\(clear)maya@example.org\r"),
        ("where people sign in", ""),
        (Question.contractManager.prompt, "\(clear)jonas@example.net\r"),
        (Question.serialNumber.prompt, "110001001\r"),
        ("a contract number, not a serial number.", ""),
        (Question.serialNumber.prompt, "\(clear)123-12345678\r"),
        ("is on none of jonas@example.net's contracts.", ""),
        (Question.serialNumber.prompt, "\(clear)345\t"),
        (Question.serialNumber.prompt + "345-11223344", " :back\r"),
        (Question.contractManager.prompt + "jonas@example.net", "\(clear)pat@example.com\r"),
        // The number that was not Jonas's is Pat's: it holds again.
        (Question.otherSerialNumbers.prompt, ":back\r"),
        (Question.serialNumber.prompt + "345-11223344", "\(clear)123-1\t"),
        (Question.serialNumber.prompt + "123-123456", "\r"),
        ("\"123-123456\" is not a serial number.", ""),
        (Question.serialNumber.prompt, "78\r"),
        (Question.otherSerialNumbers.prompt, "1\r"),
        ("has another software coordinator", ""),
        (Question.otherSerialNumbers.prompt, "\(clear)2\r"),
        (Question.currentCoordinator.prompt, "?\r"),
        ("If the caller does not know", ""),
        (Question.currentCoordinator.prompt, "\t"),
        (Question.currentCoordinator.prompt, "sam@example.com\r"),
        ("is not the software coordinator of 123-12345678.", ""),
        (Question.currentCoordinator.prompt, "\(clear)lee@example.com\r"),
        (Question.firstName.prompt, "\r"),
        ("A name is needed here.", ""),
        (Question.firstName.prompt, ":goto serial\r"),
        (Question.serialNumber.prompt + "123-12345678", ":goto nowhere\r"),
        ("There is no stage \"nowhere\".", ""),
        (Question.serialNumber.prompt, "\r"),
        (Question.firstName.prompt, ":what\r"),
        ("There is no order \":what\".", ""),
        (Question.firstName.prompt, "Sam Ito <lee@example.com>\r"),
        ("is the software coordinator already.", ""),
        (Question.email.prompt, "\(clear)sam@gmial.com\r"),
        ("one letter away from gmail.com.", ""),
        (Question.email.prompt + "sam@gmial.com", "\(clear)sam@other.example\r"),
        ("belongs to another domain", ""),
        (Question.email.prompt + "sam@other.example", "\r"),
        (Question.phone.prompt, "call me\r"),
        ("\"call me\" is not a telephone number.", ""),
        (Question.phone.prompt, "\(clear)+1 503 555"),
    ]

    /// After the call was taken up again.
    private static let second: [Exchange] = [
        (Question.phone.prompt + "+1 503 555", " 0100\r"),
        (Question.verification.prompt, "9\r"),
        ("is not one of the ways of verifying a caller.", ""),
        (Question.verification.prompt, "\(clear)2\r"),
        (Question.verificationNote.prompt, "\u{1B}[Z"),
        (Question.verification.prompt + "email-reply", "\(clear)1\r"),
        (Question.verificationNote.prompt, ":goto submit\r"),
        ("this is still open", ""),
        (Question.verificationNote.prompt, "\r"),
        (Question.authorization.prompt, "y\r"),
        ("\"y\" does not confirm the statement", ""),
        (Question.authorization.prompt + "y", "\(clear):back\r"),
        (Question.verificationNote.prompt, "number on file\r"),
        (Question.authorization.prompt, "\(clear)YES\r"),
        (Question.review, "99\r"),
        ("Type submit, or a number of the list", ""),
        (Question.review, "8\r"),
        (Question.email.prompt + "sam@other.example", "\(clear)sam@example.com\r"),
        ("The statement reads differently now", ""),
        (Question.authorization.prompt, "yes\r"),
        (Question.review, ":back\r"),
        (Question.authorization.prompt, ":goto get\r"),
        (Question.caseReference.prompt + "7", "7\r"),
        (Question.review, "4\r"),
        (Question.otherSerialNumbers.prompt + "123-12345680", "\(clear)all\r"),
        ("The statement reads differently now", ""),
        (Question.authorization.prompt, "yes\r"),
        (Question.review, "?\r"),
        (Question.review, "submit\r"),
    ]

    @Test("back, goto, bad answers, resize, suspend, resume: the right documents in the end")
    func long() throws {
        let office = try Office(stockedWithMany: ())
        var terminal = try office.sitDown("change", columns: 160)
        for (number, exchange) in Self.first.enumerated() {
            try terminal.wait(for: exchange.wait)
            try terminal.send(exchange.keys)
            if number.isMultiple(of: 7) { terminal.resize(columns: 160 + number) }
        }
        try terminal.wait(for: "+1 503 555")
        try terminal.send("\u{1A}")
        try terminal.waitUntilStopped()
        terminal.signal(SIGCONT)
        try terminal.wait(for: Question.phone.prompt + "+1 503 555")
        try terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == .exited(130))

        terminal = try office.sitDown("resume", try office.draft().id, columns: 160)
        for exchange in Self.second {
            try terminal.wait(for: exchange.wait)
            try terminal.send(exchange.keys)
        }
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.hasFormerModes)

        let typed = (Self.first + Self.second).filter { !$0.keys.isEmpty }
        #expect(typed.count >= 50)
        let documents = try office.documents()
        #expect(
            documents.map { $0["serialNumber"].text } == [
                "123-12345678", "123-12345680", "123-12345681",
            ])
        for document in documents { try check(document) }
        #expect(try office.drafts() == [])
        #expect(try office.process().status == .exited(0))
        #expect(try office.json("requests", "--state", "applied").list.count == 3)
    }

    /// Compares a document with what the conversation came to, whatever its number and moments.
    private func check(_ document: JSON) throws {
        let expected = try JSON(
            text: """
                {"schema": "coordinator-change/1", "caseReference": "77",
                 "contractManager": "pat@example.com", "currentCoordinator": "lee@example.com",
                 "newCoordinator": {"firstName": "Sam", "lastName": "Ito",
                     "email": "sam@example.com", "phone": "+1 503 555 0100"},
                 "verification": {"method": "called-back", "note": "number on file"},
                 "acknowledgedWarnings": [], "reopens": null}
                """)
        for key in expected.keys {
            #expect(document[key] == expected[key], "\(key)")
        }
        #expect(
            document["authorization"]["statement"].text == """
                The contract manager Pat Lee <pat@example.com> of contract 110001001 asked for this \
                change and is authorized to make it: the software coordinator of serial numbers \
                123-12345678, 123-12345680, 123-12345681 changes from lee@example.com to Sam Ito \
                <sam@example.com>. I verified the caller as recorded.
                """)
        let others = Set(document.keys).subtracting(expected.keys)
        #expect(
            others == [
                "authorization", "group", "id", "preparedBy", "serialNumber", "submittedAt",
            ])
    }
}
