import Foundation
import TestSupport
import Testing

@Suite("Without a terminal")
struct PipeTests {
    @Test("change asks nobody, and says so at once", arguments: ["null", "closed", "text"])
    func nobodyThere(input: String) throws {
        let office = try Office()
        let inputs: [String: Program.Input] = [
            "null": .null, "closed": .closed, "text": .text("7\npat@example.com\n"),
        ]

        let result = try office.run("change", input: try #require(inputs[input]))

        #expect(result.status == .exited(64))
        #expect(result.standardOutput == "")
        #expect(result.standardError.contains("coordinator change --answers FILE"))
        #expect(!result.standardError.contains("Case reference"))
        #expect(try office.drafts() == [])
    }

    @Test("answers are taken from a file or from standard input", arguments: [true, false])
    func answers(fromFile: Bool) throws {
        let office = try Office()
        let file = office.directory.appending("answers.json")
        try Data(Answers.json().utf8).write(to: URL(filePath: file))

        let result =
            fromFile
            ? try office.run("change", "--answers", file)
            : try office.run("change", "--answers", "-", input: .text(Answers.json()))

        #expect(result.status == .exited(0))
        #expect(result.standardOutput.prefixMatch(of: /Submitted CC-\w{16} for .*\n/) != nil)
        #expect(try office.drafts() == [])
        let document = try office.document()
        #expect(document["contractManager"].text == "pat@example.com")
        let statement = try #require(document["authorization"]["statement"].text)
        let confirmedBy = try #require(document["authorization"]["confirmedBy"].text)
        #expect(
            result.standardOutput.hasSuffix(
                "Recorded as confirmed by \(confirmedBy):\n  \(statement)\n"))
    }

    @Test(
        "a mistake in the answers' JSON is told with its line and column, or its key",
        arguments: [
            (
                "{\n  \"firstName\": \"Zoë\" \"lastName\": \"Ito\"\n}",
                "not JSON: unexpected character, at line 2, column 22"
            ),
            (
                "{ \"phone\": 5, \"email\": null }",
                "under email, phone there has to be a text in quotes"
            ),
            ("[5]", "it has to be one JSON object with a text for each question"),
        ])
    func mistakes(content: String, words: String) throws {
        let office = try Office()

        let result = try office.run("change", "--answers", "-", input: .text(content))

        #expect(
            result.standardError == """
                What came on standard input cannot be used: \(words). Nothing was submitted. Correct \
                the file and start again.

                """)
        #expect(result.status == .exited(65))
    }

    @Test("options on the command line go before the file's answers")
    func options() throws {
        let office = try Office()

        let result = try office.run(
            "change", "--answers", "-", "--first-name", "Kim", input: .text(Answers.json()))

        #expect(result.status == .exited(0))
        #expect(try office.document()["newCoordinator"]["firstName"].text == "Kim")
    }

    @Test("all that is missing is listed at once, with code, question and remedy")
    func missing() throws {
        let office = try Office()

        let result = try office.run("change", "--no-input")

        #expect(result.status == .exited(65))
        #expect(result.standardOutput == "")
        for line in [
            "malformed-email at contractManager: ", "malformed-serial-number at serialNumber: ",
            "malformed-email at currentCoordinator: ", "missing-name at firstName: ",
            "missing-name at lastName: ", "malformed-email at email: ",
            "verification-missing at verification: ", "authorization-missing at authorization: ",
            "\"firstName\" in the answers file, or with --first-name", "called-back, email-reply",
        ] {
            #expect(result.standardError.contains(line))
        }
        #expect(try office.queued() == [])
        #expect(try office.drafts() == [])
    }

    @Test("all that is wrong is listed at once, in JSON too")
    func wrong() throws {
        let office = try Office()
        let answers = try Answers.json([
            "contractManager": "maya@example.org", "phone": "none", "lastName": "\u{1B}[2J",
            "authorization": "ok",
        ])

        let result = try office.json("change", "--answers", "-", input: .text(answers))

        #expect(result["requests"].list == [])
        let codes = Set(result["problems"].list.map { $0["code"].text })
        #expect(
            codes.isSuperset(of: [
                "sign-in-licenses-only", "malformed-phone", "malformed-text",
                "authorization-missing",
            ]))
        #expect(result["problems"][0]["question"].text == "contractManager")
        #expect(result["problems"].list.allSatisfy { !($0["message"].text ?? "").isEmpty })
        #expect(try office.queued() == [])
    }

    @Test("a request submitted with --format json prints its ID alone")
    func json() throws {
        let office = try Office()

        let result = try office.json(
            "change", "--answers", "-", input: .text(Answers.json()))

        #expect(result["requests"].list.count == 1)
        #expect(try office.document()["id"] == result["requests"][0])
    }

    private static let badFiles: [(content: String, words: String)] = [
        (#"{"contractManger": "x"}"#, "contractManger"),
        (#"{"a": "\u001b[2J", "a": ""}"#, "cannot be used"),
        ("", "cannot be used"), ("{", "cannot be used"), ("[]", "one JSON object"),
        (#"{"email": 7}"#, "under email there has to be a text"),
        (#"{"email": "x",}"#, "cannot be used"),
        (String(repeating: "[", count: 100_000), "cannot be used"),
        (String(repeating: " ", count: 2_000_000), "larger than 1 MiB"),
    ]

    @Test(
        "answers that cannot be read are told, and nothing is submitted",
        arguments: badFiles.indices)
    func unusable(index: Int) throws {
        let (content, words) = Self.badFiles[index]
        let office = try Office()

        let result = try office.run("change", "--answers", "-", input: .text(content))

        #expect(result.status == .exited(65))
        #expect(result.standardError.contains(words))
        #expect(result.standardError.contains("Nothing was submitted."))
        #expect(!result.standardError.contains("\u{1B}"))
        #expect(try office.queued() == [])
    }

    @Test(
        "an answers file that is not there, or is a folder, is told", arguments: ["/nowhere", "/"])
    func noFile(path: String) throws {
        let result = try Office().run("change", "--answers", path)

        #expect(result.status == .exited(path == "/nowhere" ? 66 : 65))
        #expect(result.standardError.contains("The answers file \(path) cannot be used"))
    }

    @Test(
        "a command that does not exist is named, whatever options follow",
        arguments: [
            ["chnage"], ["chnage", "--practice"], ["help", "chnage"],
        ])
    func unknownCommand(arguments: [String]) throws {
        let result = try Program.run("coordinator", arguments)

        #expect(
            result.standardError.hasPrefix("There is no command 'chnage'. There are: change, "))
        #expect(result.standardOutput == "" && result.status == .exited(64))
    }

    @Test("help and the version are there", arguments: ["coordinator", "coordinator-processor"])
    func helpAndVersion(program: String) throws {
        let version = try Program.run(program, ["--version"])
        let helps = [["--help"], ["help"], ["help", program.count > 11 ? "corrupt" : "drafts"]]

        #expect(version.standardOutput == "0.1.0\n" && version.status == .exited(0))
        for help in helps {
            let result = try Program.run(program, help)
            #expect(result.standardOutput.hasPrefix("OVERVIEW: "))
            #expect(result.status == .exited(0))
        }
        let inside = try Program.run("coordinator-processor", ["corrupt", "lst", "--practice"])
        #expect(inside.standardError.hasPrefix("There is no command 'lst'. There are: list, show,"))
    }

    @Test("a command line that cannot be followed is told", arguments: ["--serail", "--limit=0"])
    func usage(option: String) throws {
        let result = try Office().run("requests", option)

        #expect(result.status == .exited(64))
        #expect(result.standardOutput == "")
    }
}
