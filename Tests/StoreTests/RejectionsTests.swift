import CoordinatorModel
import Store
import Testing

@Suite("What a person's rejected requests are since they were told")
struct RejectionsTests {
    @Test(
        "a decision that was begun before somebody was told, and made durable after, is told",
        arguments: Engine.allCases)
    func begunBefore(engine: Engine) async throws {
        let store = try await engine.practice()
        try await reject(1, in: store, at: Fixture.decidedAt)
        let first = try await store.rejections(of: "maria", after: 0, listing: 10)

        try await reject(2, in: store, at: Fixture.loadedAt)
        let second = try await store.rejections(
            of: "maria", after: first.lastDecision, listing: 10)
        let third = try await store.rejections(
            of: "maria", after: second.lastDecision, listing: 10)

        #expect(first.listed.map(\.id) == [Fixture.id(1)])
        #expect(second.listed.map(\.id) == [Fixture.id(2)])
        #expect(third.count == 0 && third.listed == [] && third.reach == 0)
    }

    @Test("only this person's, and only what was rejected", arguments: Engine.allCases)
    func others(engine: Engine) async throws {
        let store = try await engine.practice()
        _ = try await store.decide(Fixture.request(1), Fixture.request(2, user: "joe"))

        let marias = try await store.rejections(of: "maria", after: 0, listing: 10)
        let joes = try await store.rejections(of: "joe", after: 0, listing: 10)

        #expect(marias.count == 0 && marias.lastDecision == 2)
        #expect(joes.listed.map(\.id) == [Fixture.id(2)])
    }

    @Test(
        "what is not listed is counted, and a list of the newest that holds it all is named",
        arguments: Engine.allCases)
    func many(engine: Engine) async throws {
        let store = try await engine.practice()
        try await reject(1, 4, in: store)
        let told = try await store.rejections(of: "maria", after: 0, listing: 10).lastDecision
        try await reject(5, 2, 3, in: store)

        let rejections = try await store.rejections(of: "maria", after: told, listing: 2)

        #expect(rejections.listed.map(\.id) == [Fixture.id(5), Fixture.id(3)])
        #expect(rejections.count == 3)
        let newest = try await store.requests(
            matching: RequestFilter(
                preparedBy: "maria", outcomes: [.rejected], limit: rejections.reach))
        #expect(newest.map(\.id) == [5, 4, 3, 2].map(Fixture.id))
    }

    @Test("of a store put back from a backup everything is told again", arguments: Engine.allCases)
    func putBack(engine: Engine) async throws {
        let store = try await engine.practice()
        try await reject(1, in: store)

        let rejections = try await store.rejections(of: "maria", after: 17, listing: 10)

        #expect(rejections.count == 1 && rejections.lastDecision == 1)
    }

    private func reject(
        _ counts: UInt32..., in store: any LicenseStore, at moment: Timestamp = Fixture.decidedAt
    ) async throws {
        let claims = counts.map { Fixture.claim(Fixture.request($0, from: "x@example.com")) }
        _ = try await store.decide(claims, rules: Fixture.rules, at: moment)
    }
}
