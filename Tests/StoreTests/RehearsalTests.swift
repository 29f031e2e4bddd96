import CoordinatorModel
import ModelFixtures
import Store
import Testing

@Suite("Rehearsing decisions")
struct RehearsalTests {
    @Test(
        "a rehearsal sees its own changes over several batches and keeps none",
        arguments: Engine.allCases)
    func severalBatches(engine: Engine) async throws {
        let store = try await engine.practice()
        var rehearsal = Rehearsal(in: store, rules: Fixture.rules)

        let first = try await rehearsal.decide([Fixture.claim(Fixture.request(1))])
        let second = try await rehearsal.decide([
            Fixture.claim(Fixture.request(2)),
            Fixture.claim(Fixture.request(3, from: "sam@example.com", to: "kim@example.com")),
        ])

        #expect(first.map(\.outcome) == [.applied])
        #expect(second.map(\.outcome) == [.rejected, .applied])
        #expect(try await store.request(Fixture.id(1)) == nil)
        #expect(try await store.registered()?.namedCoordinator?.email.text == "lee@example.com")
        #expect(try await store.decide(Fixture.request(1)).map(\.outcome) == [.applied])
    }

    @Test("whatever waits, it decides what is decided then", arguments: Engine.allCases)
    func sameDecisions(engine: Engine) async throws {
        var random = SeededGenerator(seed: 20)
        let people = ["lee", "sam", "kim", "pat"].map { "\($0)@example.com" }
        for _ in 1...20 {
            let store = try await engine.practice()
            var rehearsal = Rehearsal(in: store, rules: Fixture.rules)
            let claims = (1...30).map { _ in
                let count = UInt32.random(in: 1...25, using: &random)
                let request = Fixture.request(
                    count, from: people.randomElement(using: &random)!,
                    to: people.randomElement(using: &random)!,
                    serialNumber: ["123-12345678", "123-12345679"].randomElement(using: &random)!)
                let isWithdrawn = Int.random(in: 1...10, using: &random) == 1
                return Fixture.claim(
                    request, withdrawal: isWithdrawn ? Fixture.withdrawal(count) : nil)
            }
            _ = try await store.decide(claims.suffix(3), rules: Fixture.rules, at: Fixture.loadedAt)

            let rehearsed =
                try await rehearsal.decide(Array(claims[..<13]))
                + rehearsal.decide(Array(claims[13...]))

            let decided = try await store.decide(
                claims, rules: Fixture.rules, at: Fixture.decidedAt)
            #expect(rehearsed == decided)
            #expect(Set(decided.map(\.outcome)).count >= 3)
        }
    }
}
