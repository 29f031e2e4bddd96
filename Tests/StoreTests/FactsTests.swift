import CoordinatorModel
import Store
import Testing

@Suite("Looking up facts")
struct FactsTests {
    @Test(
        "a manager's contracts, with the ways in which their licenses are activated",
        arguments: Engine.allCases)
    func contracts(engine: Engine) async throws {
        let store = try await engine.practice()
        let query = Query.contracts(managedBy: try Fixture.email("nadia@example.org"))

        let facts = try await store.facts(for: [query])

        guard case .contracts(let contracts) = facts[query] else {
            Issue.record("no contracts")
            return
        }
        #expect(contracts.map(\.number) == ["110005005", "110005006", "110005007"])
        #expect(
            contracts.map(\.activations) == [[.serialNumber], [.serialNumber], [.signIn]])
        #expect(contracts[0].manager.line == "Nadia Haddad <nadia@example.org>")
    }

    @Test("a serial number with contract, coordinator and licenses", arguments: Engine.allCases)
    func serialNumber(engine: Engine) async throws {
        let store = try await engine.practice()

        let found = try #require(try await store.registered())

        #expect(found.contract.manager.email.text == "pat@example.com")
        #expect(found.namedCoordinator?.line == "Lee Wong <lee@example.com>")
        #expect(found.licenses.map(\.product) == ["Plan Studio", "Render Box"])
        #expect(found.licenses[0].expiresOn == CalendarDate("2031-02-28"))
        #expect(found.licenses[0].seats == 5)
    }

    @Test("where no coordinator was named the manager acts", arguments: Engine.allCases)
    func noCoordinator(engine: Engine) async throws {
        let store = try await engine.practice()

        let found = try #require(try await store.registered("123-12345679"))

        #expect(found.namedCoordinator == nil)
        #expect(found.coordinator.email.text == "pat@example.com")
    }

    @Test("the other serial numbers of a contract are found", arguments: Engine.allCases)
    func sameContract(engine: Engine) async throws {
        let store = try await engine.practice()
        let number = Fixture.serial("123-12345678")
        let alone = Fixture.serial("345-11223344")

        let facts = try await store.facts(for: [.sameContract(number), .sameContract(alone)])

        #expect(facts.sameContract(as: number).map(\.number.text) == ["123-12345679"])
        #expect(facts.sameContract(as: number).map(\.coordinator.email.text) == ["pat@example.com"])
        #expect(facts.sameContract(as: alone).isEmpty)
    }

    @Test(
        "what is not there is answered, what waits in the queue is left out",
        arguments: Engine.allCases)
    func nothing(engine: Engine) async throws {
        let store = try await engine.practice()
        let number = Fixture.serial("999-99999999")
        let stranger = try Fixture.email("nobody@example.com")

        let facts = try await store.facts(for: [
            .serialNumber(number), .waiting(number), .contracts(managedBy: stranger),
            .reference("no such thing"),
        ])

        #expect(
            facts == [
                .serialNumber(number): .serialNumber(nil),
                .contracts(managedBy: stranger): .contracts([]),
                .reference("no such thing"): .reference(nil),
            ])
    }

    @Test(
        "a contract number or a subscription ID, in any letter case, leads to serial numbers",
        arguments: Engine.allCases,
        [
            ("110001001", Reference.Kind.contractNumber, ["123-12345678", "123-12345679"]),
            ("sub-88010002", .subscriptionID, ["345-11223344"]),
            ("SUB-77120034", .subscriptionID, []),
        ])
    func reference(
        engine: Engine, sample: (text: String, kind: Reference.Kind, serials: [String])
    ) async throws {
        let store = try await engine.practice()

        let facts = try await store.facts(for: [.reference(sample.text)])

        guard case .reference(let found?) = facts[.reference(sample.text)] else {
            Issue.record("not found")
            return
        }
        #expect(found.kind == sample.kind)
        #expect(found.serialNumbers.map(\.text) == sample.serials)
    }
}
