import CoordinatorModel
import Store
import Testing

@Suite("Which licenses a term names")
struct HoldingsTests {
    @Test("what was typed is an address, a serial number or a text")
    func terms() throws {
        #expect(
            HoldingTerm(typed: " Pat@Example.com") == .person(try Fixture.email("pat@example.com")))
        #expect(
            HoldingTerm(typed: "123 12345678")
                == .serialNumber(Fixture.serial("123-12345678"), typed: "123 12345678"))
        #expect(HoldingTerm(typed: " Pat  Lee ") == .text("Pat Lee"))
    }

    struct Sample: Sendable {
        let term: String
        let matches: Set<Holdings.Match>
        var contracts: [String] = []
        var coordinated: [String] = []
        var leftOut = 0
    }

    static let samples = [
        Sample(term: "pat@example.com", matches: [.contractManager], contracts: ["110001001"]),
        Sample(term: "lee@example.com", matches: [.coordinator], coordinated: ["123-12345678"]),
        Sample(
            term: "123-12345678", matches: [.serialNumber], contracts: ["110001001"], leftOut: 1),
        Sample(term: "110003003", matches: [.contractNumber], contracts: ["110003003"]),
        Sample(
            term: "sub-88010001", matches: [.subscriptionID], contracts: ["110003003"],
            leftOut: 1),
        Sample(term: "PAT LEE", matches: [.contractManager], contracts: ["110001001"]),
        Sample(term: "rosa díaz", matches: [.coordinator], coordinated: ["345-11223344"]),
        Sample(
            term: "fjord engineering (practice)", matches: [.company], contracts: ["110006006"]),
        Sample(term: "Pat", matches: []),
    ]

    @Test("every kind of term finds its licenses", arguments: Engine.allCases, samples)
    func find(engine: Engine, sample: Sample) async throws {
        let store = try await engine.practice()

        let found = try await store.holdings(of: HoldingTerm(typed: sample.term))

        #expect(found.matches == sample.matches)
        #expect(found.contracts.map(\.contract.number) == sample.contracts)
        #expect(found.coordinated.map(\.number.text) == sample.coordinated)
        #expect(found.contracts.map(\.licensesLeftOut).reduce(0, +) == sample.leftOut)
    }

    @Test(
        "both engines tell the same",
        arguments: [
            "pat@example.com", "345-11223344", "110005005", "Nadia Haddad", "SUB-90550001",
        ])
    func same(term: String) async throws {
        let term = HoldingTerm(typed: term)
        let (memory, sqlite) = (
            try await Engine.memory.practice(), try await Engine.sqlite.practice()
        )

        let (left, right) = (
            try await memory.holdings(of: term), try await sqlite.holdings(of: term)
        )

        #expect(left == right)
        #expect(!left.matches.isEmpty)
    }

    @Test("long lists are cut, and the rest is counted", arguments: Engine.allCases)
    func bounded(engine: Engine) async throws {
        let store = try engine.store()
        let one = (0..<60).map { LoadText.row(serial: "100-000000\($0 + 10)", contract: "C-1") }
        let many = (0..<55).map {
            LoadText.row(
                serial: "200-000000\($0 + 10)", contract: "D-\($0)", manager: "d@example.com")
        }
        _ = try await store.load(LoadText.source(one + many), at: Fixture.loadedAt)

        let contract = try await store.holdings(of: .text("c-1"))
        let manager = try await store.holdings(of: HoldingTerm(typed: "d@example.com"))
        let coordinator = try await store.holdings(of: HoldingTerm(typed: "lee@example.com"))

        #expect(contract.contracts[0].licenses.count == 50)
        #expect(contract.contracts[0].licensesLeftOut == 10)
        #expect(manager.contracts.count == 50)
        #expect(manager.contractsLeftOut == 5)
        #expect(coordinator.coordinated.count == 50)
        #expect(coordinator.coordinatedLeftOut == 65)
    }
}
