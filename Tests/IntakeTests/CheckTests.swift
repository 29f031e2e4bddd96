import CoordinatorModel
import Foundation
import ModelFixtures
import RequestQueue
import Store
import Testing

@testable import Conversation
@testable import Intake

@Suite("checking a file of requests")
struct CheckTests {
    @Test("good rows are good; all that is wrong with a bad one is told, with its line")
    func faults() async throws {
        let batch = try await Batch(Batch.sam, Batch.bad, "x,y", Batch.kim)

        let findings = try await batch.check(try BatchFile(path: batch.path))

        #expect(findings.rows == 4)
        #expect(findings.good == 2)
        #expect(findings.rejectedRows == RangeSet([1..<3]))
        #expect(findings.badRows.map(\.line) == [3, 4])
        #expect(
            findings.badRows.map { $0.faults.map(\.code) } == [
                ["serial-number-not-on-contract", "missing-name"], ["unreadable-row"],
            ])
    }

    @Test("a row for a serial number of an earlier good row is warned of, and can be accepted")
    func waitingInFile() async throws {
        let batch = try await Batch(Batch.sam, Batch.sam)
        let file = try BatchFile(path: batch.path)

        let findings = try await batch.check(file)
        let accepted = try await batch.check(file, accepting: [.requestWaiting])

        #expect(findings.good == 1)
        let problem = Problem(
            .requestWaiting, .serialNumber,
            ["serialNumber": "123-12345678", "requests": "CC-06H0JV3FJEDBSQQH"])
        #expect(findings.badRows == [BadRow(line: 3, faults: [.rowBefore(problem, line: 2)])])
        #expect(accepted.good == 2)
        #expect(accepted.verdicts[1] == .good(warnings: [.requestWaiting]))
    }

    @Test("a row for a serial number with a request on hold is warned of")
    func onHold() async throws {
        let batch = try await Batch(Batch.sam)
        let id: RequestID = "CC-06H0JV3FJEDBSQQJ"
        let name = QueueName(id: id, subject: "123-12345678").fileName
        try Data().write(
            to: URL(fileURLWithPath: batch.home[.held].appending(name).text))

        let findings = try await batch.check(try BatchFile(path: batch.path))

        let problem = Problem(
            .requestWaiting, .serialNumber,
            ["serialNumber": "123-12345678", "held": "\(id)"])
        #expect(findings.badRows == [BadRow(line: 2, faults: [.problem(problem)])])
    }

    @Test("a warning is never accepted for a row by the acceptance of another")
    func otherWarning() async throws {
        let batch = try await Batch(Batch.sam.replacing("sam@", with: "sam@other."))

        let findings = try await batch.check(
            try BatchFile(path: batch.path), accepting: [.requestWaiting])

        #expect(findings.badRows.map { $0.faults.map(\.code) } == [["other-domain"]])
    }

    @Test("columns may stand in any order, with remarks before them and others between them")
    func forgiving() async throws {
        let batch = try await Batch(
            "called-back,,sam@example.com,Ito,Sam,ours,lee@example.com,123-12345678,pat@example.com,#7",
            header: """
                # What each column is
                # and "more

                Verification,PHONE,E-mail,Last Name,First Name,Our Column,Current Coordinator,\
                Serial-Number,Contract Manager,Case Reference
                """)

        let findings = try await batch.submit()

        #expect(findings.good == 1)
        let document = try #require(try batch.waiting().values.first)
        let request = try #require(try? JSONDecoder().decode(ChangeRequest.self, from: document))
        #expect(request.caseReference == "#7")
        #expect(request.newCoordinator.firstName == "Sam")
    }

    @Test("a row that begins with # is a row once the columns are named")
    func numberSign() async throws {
        let batch = try await Batch("#" + Batch.sam)

        #expect(try await batch.check(try BatchFile(path: batch.path)).good == 1)
    }

    @Test("a row becomes the document that the same answers give at the prompt, and a group")
    func document() async throws {
        let batch = try await Batch(Batch.kim.replacing("kim@example.com", with: " KIM@gmail.com"))
        let file = try BatchFile(path: batch.path)
        var table = try BatchTable(file)
        guard case .row(let fields)? = try table.next() else {
            Issue.record("no row")
            return
        }
        let receipt = batch.receipt(file)
        var answers = BatchRow(fields, confirmedBy: "maria", at: Sample.now).answers
        answers[.authorization]?.shown = receipt.authorization.statement
        let flow = CoordinatorChangeFlow(
            rules: ChangeRules(
                lists: Sample.lists, today: Sample.today,
                place: .conversation(statement: { _, _ in nil })))
        let facts = try await batch.store.facts(for: flow.queries(Sheet(answers: answers)))

        let row = BatchRow(fields, confirmedBy: "maria", at: Sample.now)
        let ours = row.request(receipt, row: 0, warnings: [.otherDomain])

        let prepared = try #require(flow.request(Sheet(answers: answers), facts))
        var expected = try #require(
            prepared.requests(
                at: receipt.submittedAt, by: receipt.preparedBy, reopens: nil,
                newID: { receipt.firstID }
            ).first)
        expected.group = file.digest.description
        #expect(ours == expected)
    }

    @Test("verdicts are packed without loss", arguments: Problem.Code.allCases.filter(\.isWarning))
    func packed(code: Problem.Code) {
        let all = Set(Problem.Code.allCases.filter(\.isWarning))
        let verdicts: [RowVerdict] = [
            .good(warnings: []), .bad, .good(warnings: [code]), .done, .good(warnings: all),
        ]
        var packed = RowVerdicts()

        for verdict in verdicts { packed.append(verdict) }

        #expect(verdicts.indices.map { packed[$0] } == verdicts)
    }
}
