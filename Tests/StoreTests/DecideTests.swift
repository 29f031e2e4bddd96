import CoordinatorModel
import Store
import Testing

@Suite("Deciding claims")
struct DecideTests {
    @Test(
        "an applied request changes the coordinator and has one journal entry",
        arguments: Engine.allCases)
    func applied(engine: Engine) async throws {
        let store = try await engine.practice()

        let decisions = try await store.decide(Fixture.request(phone: "+1 503 555 0100"))

        #expect(decisions == [.recorded(.applied(warnings: []), before: false)])
        let coordinator = try #require(try await store.registered()?.namedCoordinator)
        #expect(coordinator.line == "Sam Ito <sam@example.com>")
        #expect(coordinator.phone == "+1 503 555 0100")
        let entries = try await store.history(of: .request(Fixture.id(1)))
        #expect(entries.count == 1)
        let entry = try #require(entries.first)
        #expect(entry.at == Fixture.decidedAt)
        #expect(entry.kind == "coordinator-change")
        #expect((entry.subject, entry.field) == ("123-12345678", "coordinator"))
        #expect((entry.old, entry.new) == ("lee@example.com", "sam@example.com"))
        #expect((entry.actor, entry.requester) == ("maria@desk-4", "pat@example.com"))
    }

    @Test(
        "where no coordinator was named, the journal's old value is empty",
        arguments: Engine.allCases)
    func firstCoordinator(engine: Engine) async throws {
        let store = try await engine.practice()

        _ = try await store.decide(
            Fixture.request(from: "pat@example.com", serialNumber: "123-12345679"))

        let entry = try #require(try await store.history(of: .request(Fixture.id(1))).first)
        #expect(entry.old == nil)
        #expect(entry.new == "sam@example.com")
    }

    @Test(
        "a rejected request is recorded with its problems and changes nothing else",
        arguments: Engine.allCases)
    func rejected(engine: Engine) async throws {
        let store = try await engine.practice()
        let request = Fixture.request(from: "old@example.com")

        let decisions = try await store.decide(request)

        guard case .recorded(.rejected(let problems), before: false) = decisions[0] else {
            Issue.record("\(decisions)")
            return
        }
        #expect(problems.map(\.code) == [.currentCoordinatorMismatch])
        #expect(try await store.registered()?.namedCoordinator?.email.text == "lee@example.com")
        #expect(try await store.history(of: .request(request.id)).isEmpty)
        let record = try #require(try await store.request(request.id))
        #expect(record.verdict == .rejected(problems))
        #expect(record.document == request.document)
        #expect(record.digest == Digest(of: request.document))
        #expect(record.decidedAt == Fixture.decidedAt)
        #expect(record.owner == "maria")
    }

    @Test("a claim sees what the claims before it changed", arguments: Engine.allCases)
    func successive(engine: Engine) async throws {
        let store = try await engine.practice()

        let decisions = try await store.decide(
            Fixture.request(1), Fixture.request(2),
            Fixture.request(3, from: "sam@example.com", to: "kim@example.com"))

        #expect(decisions.map(\.outcome) == [.applied, .rejected, .applied])
        #expect(try await store.registered()?.namedCoordinator?.email.text == "kim@example.com")
    }

    @Test(
        "the same document again is not decided again; another under its ID is not recorded",
        arguments: Engine.allCases)
    func again(engine: Engine) async throws {
        let store = try await engine.practice()
        _ = try await store.decide(Fixture.request())

        let decisions = try await store.decide(
            Fixture.request(), Fixture.request(to: "kim@example.com"))

        #expect(decisions == [.recorded(.applied(warnings: []), before: true), .idAlreadyUsed])
        #expect(try await store.registered()?.namedCoordinator?.email.text == "sam@example.com")
        #expect(try await store.history(of: .request(Fixture.id(1))).count == 1)
    }

    @Test("a withdrawn claim is recorded as withdrawn", arguments: Engine.allCases)
    func withdrawn(engine: Engine) async throws {
        let store = try await engine.practice()
        let withdrawal = Fixture.withdrawal(1)
        let claim = Fixture.claim(Fixture.request(), withdrawal: withdrawal)

        let decisions = try await store.decide(
            [claim], rules: Fixture.rules, at: Fixture.decidedAt)

        #expect(decisions == [.recorded(.withdrawn(withdrawal), before: false)])
        #expect(try await store.request(Fixture.id(1))?.verdict == .withdrawn(withdrawal))
        #expect(try await store.registered()?.namedCoordinator?.email.text == "lee@example.com")
        #expect(
            try await store.noteLate([withdrawal], at: Fixture.decidedAt) == [.doneBefore])
    }

    @Test("what operators did with a request is kept with it", arguments: Engine.allCases)
    func handling(engine: Engine) async throws {
        let store = try await engine.practice()
        let olga = Preparer(user: "olga", host: "desk-1")
        let steps = [
            HandlingStep(.held, by: olga, at: Fixture.loadedAt, reason: "ask “Pat” first"),
            HandlingStep(.released, by: olga, at: Fixture.decidedAt, reason: nil),
        ]

        _ = try await store.decide(
            [Fixture.claim(Fixture.request(), handling: steps)], rules: Fixture.rules,
            at: Fixture.decidedAt)

        #expect(try await store.request(Fixture.id(1))?.handling == steps)
    }

    @Test("warnings are kept with an applied request", arguments: Engine.allCases)
    func warnings(engine: Engine) async throws {
        let store = try await engine.practice()

        _ = try await store.decide(Fixture.request(to: "pat@example.com", firstName: "Pat"))

        guard case .applied(let warnings) = try await store.request(Fixture.id(1))?.verdict else {
            Issue.record("not applied")
            return
        }
        #expect(warnings.map(\.code) == [.managerAsCoordinator])
    }

    @Test(
        "a known person's new name and number are in the journal too",
        arguments: Engine.allCases)
    func renamed(engine: Engine) async throws {
        let store = try await engine.practice()
        _ = try await store.decide(Fixture.request(1, phone: "+1 503 555 0100"))

        _ = try await store.decide(
            Fixture.request(2, from: "sam@example.com", to: "lee@example.com", firstName: "Leigh"),
            Fixture.request(3, from: "lee@example.com", to: "sam@example.com", phone: nil))

        let renaming = try await store.history(of: .request(Fixture.id(2)))
        #expect(renaming.map(\.field) == ["coordinator", "name"])
        #expect(renaming[1].old == "Lee Wong")
        #expect(renaming[1].new == "Leigh Ito")
        #expect(try await store.registered()?.namedCoordinator?.phone == "+1 503 555 0100")
    }

    @Test(
        "whoever is known under another manager's contract keeps name and number, and that is told",
        arguments: Engine.allCases)
    func notRenamed(engine: Engine) async throws {
        let store = try await engine.practice()
        let phone = "+1 503 555 0100"

        _ = try await store.decide(
            Fixture.request(1, to: "rosa@example.net", firstName: "Rose", phone: phone),
            Fixture.request(2, from: "rosa@example.net", to: "jonas@example.net", phone: nil))

        for (count, email, fields) in [
            (1, "rosa@example.net", ["coordinator", "name-not-taken", "phone-not-taken"]),
            (2, "jonas@example.net", ["coordinator", "name-not-taken"]),
        ] as [(UInt32, String, [String])] {
            let entries = try await store.history(of: .request(Fixture.id(count)))
            #expect(entries.map(\.field) == fields)
            #expect(entries.dropFirst().allSatisfy { $0.subject == email && $0.reason != nil })
        }
        let entries = try await store.history(of: .request(Fixture.id(1)))
        let rosa = try #require(try await store.registered("345-11223344")?.coordinator)
        #expect(rosa.email.text == "rosa@example.net" && rosa.firstName == "Rosa")
        #expect(rosa.phone == nil)
        #expect((entries[1].old, entries[1].new) == (rosa.name, "Rose Ito"))
        #expect((entries[2].old, entries[2].new) == (nil, phone))
        #expect(try await store.registered()?.coordinator.name == "Jonas Berg")
    }

    @Test("whoever is not known elsewhere any more is called as asked", arguments: Engine.allCases)
    func renamedAfterwards(engine: Engine) async throws {
        let store = try await engine.practice()

        _ = try await store.decide(
            Fixture.request(
                1, from: "rosa@example.net", serialNumber: "345-11223344",
                manager: "jonas@example.net"),
            Fixture.request(2, to: "rosa@example.net", firstName: "Rose"))

        #expect(try await store.registered()?.coordinator.name == "Rose Ito")
    }

    @Test(
        "whose file it was is in the journal, beside who the document says prepared it",
        arguments: Engine.allCases)
    func owners(engine: Engine) async throws {
        let store = try await engine.practice()
        let request = Fixture.request()
        let claim = Claim(
            request: .coordinatorChange(request), document: request.document, owner: "omar")
        var late = Fixture.withdrawal(1)
        late.owner = "kim"

        _ = try await store.decide([claim], rules: Fixture.rules, at: Fixture.decidedAt)
        _ = try await store.noteLate([late], at: Fixture.decidedAt)

        let entries = try await store.history(of: .request(Fixture.id(1)))
        #expect(
            entries.map(\.actor) == [
                "maria@desk-4 (file of omar)", "maria@desk-4 (file of kim)",
            ])
    }

    @Test("a withdrawal that came too late is entered once", arguments: Engine.allCases)
    func late(engine: Engine) async throws {
        let store = try await engine.practice()
        _ = try await store.decide(Fixture.request())
        let withdrawals = [Fixture.withdrawal(1), Fixture.withdrawal(7)]

        let first = try await store.noteLate(withdrawals, at: Fixture.decidedAt)
        let second = try await store.noteLate(withdrawals, at: Fixture.decidedAt)

        #expect(first == [.tooLate(.applied), .unknown])
        #expect(second == first)
        let entries = try await store.history(of: .request(Fixture.id(1)))
        #expect(entries.map(\.field) == ["coordinator", "withdrawal-too-late"])
        #expect(entries[1].reason == "wrong person")
        #expect(entries[1].new == "applied")
    }
}

extension Decision {
    var outcome: RequestOutcome? {
        if case .recorded(let verdict, _) = self { RequestOutcome(verdict) } else { nil }
    }
}
