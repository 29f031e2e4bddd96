import CoordinatorModel
import Store
import Testing

@Suite("Finished requests and the journal")
struct RequestsTests {
    @Test("filters are met all together, the newest ID comes first", arguments: Engine.allCases)
    func filters(engine: Engine) async throws {
        let store = try await engine.practice()
        _ = try await store.decide(
            Fixture.request(1, user: "maria", caseReference: "00123456"),
            Fixture.request(2, user: "joe"),
            Fixture.request(
                3, from: "x@example.com", user: "maria", caseReference: " 77 ",
                serialNumber: "410-00998877"))
        func counts(_ filter: RequestFilter) async throws -> [UInt32] {
            try await store.requests(matching: filter).map { $0.id.counter - Fixture.id(0).counter }
        }

        #expect(try await counts(RequestFilter()) == [3, 2, 1])
        #expect(try await counts(RequestFilter(limit: 2)) == [3, 2])
        #expect(try await counts(RequestFilter(limit: 0)) == [])
        #expect(try await counts(RequestFilter(preparedBy: "maria")) == [3, 1])
        #expect(try await counts(RequestFilter(caseReference: "00123456 ")) == [1])
        #expect(try await counts(RequestFilter(caseReference: "77")) == [3])
        #expect(try await counts(RequestFilter(subject: "123-12345678")) == [2, 1])
        #expect(try await counts(RequestFilter(outcomes: [.applied])) == [1])
        #expect(try await counts(RequestFilter(outcomes: [.rejected, .withdrawn])) == [3, 2])
        #expect(try await counts(RequestFilter(outcomes: [])) == [])
        #expect(
            try await counts(RequestFilter(preparedBy: "maria", outcomes: [.rejected])) == [3])
    }

    @Test("an ending finds its request; an ambiguous one finds two", arguments: Engine.allCases)
    func endings(engine: Engine) async throws {
        let store = try await engine.practice()
        let twin = RequestID(
            milliseconds: Fixture.id(1).milliseconds + 256, counter: Fixture.id(1).counter)
        var second = Fixture.request(2)
        second.id = twin
        _ = try await store.decide(Fixture.request(1), second)
        let text = Fixture.id(1).description

        #expect(try await store.requestIDs(endingIn: String(text.suffix(16))) == [Fixture.id(1)])
        #expect(
            Set(try await store.requestIDs(endingIn: String(text.suffix(4)))) == [
                Fixture.id(1), twin,
            ])
        #expect(try await store.requestIDs(endingIn: "ZZZZ") == [])
        #expect(try await store.requestIDs(endingIn: "CC06") == [])
    }

    @Test("many IDs at once: how each that is finished ended", arguments: Engine.allCases)
    func outcomes(engine: Engine) async throws {
        let store = try await engine.practice()
        _ = try await store.decide(
            Fixture.request(1), Fixture.request(2, from: "nobody@example.com"))

        let outcomes = try await store.outcomes(of: Set((1...1000).map(Fixture.id)))

        #expect(outcomes == [Fixture.id(1): .applied, Fixture.id(2): .rejected])
        #expect(try await store.outcomes(of: []).isEmpty)
    }

    @Test(
        "a person's history holds what they became, ceased to be and asked for",
        arguments: Engine.allCases)
    func person(engine: Engine) async throws {
        let store = try await engine.practice()
        _ = try await store.decide(
            Fixture.request(1), Fixture.request(2, from: "sam@example.com", to: "kim@example.com"))
        func entries(_ email: String) async throws -> [RequestID?] {
            try await store.history(of: .person(try Fixture.email(email))).map(\.requestID)
                .filter { $0 != nil }
        }

        #expect(try await entries("lee@example.com") == [Fixture.id(1)])
        #expect(try await entries("sam@example.com") == [Fixture.id(1), Fixture.id(2)])
        #expect(try await entries("pat@example.com") == [Fixture.id(1), Fixture.id(2)])
        #expect(try await entries("rosa@example.net") == [])
    }

    @Test(
        "a serial number's history is in order, and the newest of it where it is cut",
        arguments: Engine.allCases)
    func subject(engine: Engine) async throws {
        let store = try await engine.practice()
        _ = try await store.decide(
            Fixture.request(1), Fixture.request(2, from: "sam@example.com", to: "kim@example.com"))

        let all = try await store.history(of: .subject("123-12345678"))
        let last = try await store.history(of: .subject("123-12345678"), limit: 1)

        #expect(all.map(\.sequence) == all.map(\.sequence).sorted())
        let coordinators = all.filter { $0.field == JournalEntry.coordinatorField }
        #expect(
            coordinators.map(\.new) == ["lee@example.com", "sam@example.com", "kim@example.com"])
        #expect(coordinators.map(\.kind) == ["load", "coordinator-change", "coordinator-change"])
        #expect(all[0].actor == "load practice")
        #expect(last.map(\.new) == ["kim@example.com"])
    }

    @Test("a contract's history tells of its serial numbers", arguments: Engine.allCases)
    func contract(engine: Engine) async throws {
        let store = try await engine.practice()
        let number = try #require(SerialNumber(typed: "123-12345678"))
        let registered = try #require(
            try await store.facts(for: [.serialNumber(number)]).registered(number) ?? nil)
        _ = try await store.decide(Fixture.request(1))

        let entries = try await store.history(of: .contract(registered.contract.number))

        #expect(entries.contains { $0.requestID == Fixture.id(1) })
        #expect(entries.contains { $0.subject == registered.contract.number })
        #expect(!entries.contains { $0.subject == "345-11223344" })
    }

    @Test("a store is empty until something was loaded", arguments: Engine.allCases)
    func empty(engine: Engine) async throws {
        #expect(try await engine.store().isEmpty())
        #expect(try await !engine.practice().isEmpty())
    }
}
