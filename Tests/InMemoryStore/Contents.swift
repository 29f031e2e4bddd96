import CoordinatorModel
import Store

/// Everything that the in-memory store holds, and what the look-ups find in it.
struct Contents {
    var people: [String: Person] = [:]
    /// By `String.key` of the number.
    var contracts: [String: LoadedContract] = [:]
    var serialNumbers: [String: LoadedSerialNumber] = [:]
    /// By `LoadRow.key`.
    var licenses: [String: License] = [:]
    var loaded: [String: [LoadColumn: String]] = [:]
    var requests: [RequestID: RequestRecord] = [:]
    /// The requests in the order in which they were decided.
    var decisions: [RequestID] = []
    var journal: [JournalEntry] = []

    /// What the journal may say of a contract.
    func subjects(of number: String) -> Set<String> {
        let serials = serialNumbers.filter { $0.value.contract.key == number.key }.keys
        let subscriptions = licenses.values.filter { $0.contractNumber.key == number.key }
            .compactMap(\.subscriptionID)
        return Set([number] + serials + subscriptions)
    }

    func facts(for queries: Set<Query>) -> Facts {
        var facts: Facts = [:]
        for query in queries {
            switch query {
            case .contracts(let manager):
                facts[query] = .contracts(keys { $0.manager == manager.text }.compactMap(contract))
            case .serialNumber(let number): facts[query] = .serialNumber(registered(number.text))
            case .sameContract(let number):
                facts[query] = .sameContract(others(onContractOf: number.text))
            case .reference(let text): facts[query] = .reference(reference(text))
            case .waiting: break
            }
        }
        return facts
    }

    func contract(_ key: String) -> Contract? {
        guard let stored = contracts[key], let manager = people[stored.manager] else { return nil }
        return Contract(
            number: stored.number, company: stored.company.filled, manager: manager,
            activations: Set(licenses(onContract: key).map(\.activation)))
    }

    func registered(_ number: String) -> RegisteredSerialNumber? {
        guard let stored = serialNumbers[number], let contract = contract(stored.contract.key),
            let serial = SerialNumber(typed: number)
        else { return nil }
        return RegisteredSerialNumber(
            number: serial, contract: contract,
            namedCoordinator: stored.coordinator.flatMap { people[$0] },
            licenses: sorted { $0.serialNumber == serial })
    }

    private func others(onContractOf number: String) -> [RegisteredSerialNumber] {
        guard let contract = serialNumbers[number]?.contract.key else { return [] }
        let others = serialNumbers.values.filter {
            $0.contract.key == contract && $0.number != number
        }
        return Array(others.map(\.number).sorted().prefix(100)).compactMap(registered)
    }

    private func reference(_ text: String) -> Reference? {
        var (kind, found) = (Reference.Kind.contractNumber, contract(text.key))
        if found == nil {
            let license = sorted { $0.subscriptionID?.key == text.key }.first
            (kind, found) = (.subscriptionID, license.flatMap { contract($0.contractNumber.key) })
        }
        return found.map { contract in
            Reference(
                kind: kind, contract: contract,
                serialNumbers: Array(
                    serialNumbers.values.filter { $0.contract.key == contract.number.key }
                        .compactMap { SerialNumber(typed: $0.number) }.sorted().prefix(20)))
        }
    }

    func holdings(of term: HoldingTerm) -> Holdings {
        switch term {
        case .person(let email): return holdings(ofPeople: [email.text])
        case .text(let text): return holdings(named: text)
        case .serialNumber(let number, let typed):
            guard let serial = registered(number.text) else { return holdings(named: typed) }
            var holdings = Holdings()
            holdings.matches = [.serialNumber]
            holdings.contracts = [
                holding(serial.contract.number.key) { $0.serialNumber == number }
            ].compactMap(\.self)
            return holdings
        }
    }

    private func holdings(named text: String) -> Holdings {
        var holdings = Holdings()
        if let holding = holding(text.key, { _ in true }) {
            holdings.matches = [.contractNumber]
            holdings.contracts = [holding]
            return holdings
        }
        let subscribed = Set(
            licenses.values.filter { $0.subscriptionID?.key == text.key }.map(\.contractNumber.key))
        if !subscribed.isEmpty {
            holdings.matches = [.subscriptionID]
            holdings.contracts = subscribed.sorted().compactMap {
                holding($0) { $0.subscriptionID?.key == text.key }
            }
            return holdings
        }
        holdings = self.holdings(
            ofPeople: people.values.filter { $0.nameKey == text.key }.map(\.email.text).sorted())
        let company = keys { $0.company.key == text.key }
        if !company.isEmpty { holdings.matches.insert(.company) }
        list(company, in: &holdings)
        return holdings
    }

    private func holdings(ofPeople emails: [String]) -> Holdings {
        var holdings = Holdings()
        for email in emails {
            let keys = keys { $0.manager == email }
            if !keys.isEmpty { holdings.matches.insert(.contractManager) }
            list(keys, in: &holdings)
            let numbers = serialNumbers.values.filter { $0.coordinator == email }.map(\.number)
            if !numbers.isEmpty { holdings.matches.insert(.coordinator) }
            let room = Holdings.mostListed - holdings.coordinated.count
            holdings.coordinated += numbers.sorted().prefix(room).compactMap(registered)
            holdings.coordinatedLeftOut += max(0, numbers.count - room)
        }
        return holdings
    }

    private func list(_ keys: [String], in holdings: inout Holdings) {
        let listed = Set(holdings.contracts.map(\.contract.number.key))
        let keys = keys.filter { !listed.contains($0) }
        let room = Holdings.mostListed - holdings.contracts.count
        holdings.contracts += keys.prefix(room).compactMap { holding($0) { _ in true } }
        holdings.contractsLeftOut += max(0, keys.count - room)
    }

    private func holding(_ key: String, _ isMeant: (License) -> Bool) -> Holding? {
        guard let contract = contract(key) else { return nil }
        let all = licenses(onContract: key)
        let shown = Array(all.filter(isMeant).prefix(Holdings.mostLicenses))
        return Holding(
            contract: contract, licenses: shown,
            serialNumbers: Set(shown.compactMap(\.serialNumber)).sorted()
                .compactMap { registered($0.text) },
            licensesLeftOut: all.count - shown.count)
    }

    private func keys(_ isMeant: (LoadedContract) -> Bool) -> [String] {
        contracts.filter { isMeant($0.value) }.map(\.key).sorted()
    }

    private func licenses(onContract key: String) -> [License] {
        sorted { $0.contractNumber.key == key }
    }

    private func sorted(_ isMeant: (License) -> Bool) -> [License] {
        licenses.filter { isMeant($0.value) }.sorted { $0.key < $1.key }.map(\.value)
    }
}
