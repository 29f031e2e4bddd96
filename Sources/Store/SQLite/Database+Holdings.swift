import CoordinatorModel
import GRDB

extension Database {
    func holdings(of term: HoldingTerm) throws -> Holdings {
        switch term {
        case .person(let email):
            return try holdings(ofPeople: [email.text])
        case .serialNumber(let number, let typed):
            return try registered(number).map(holdings) ?? holdings(named: typed)
        case .text(let text):
            return try holdings(named: text)
        }
    }

    private func holdings(of serial: RegisteredSerialNumber) throws -> Holdings {
        var holdings = Holdings()
        holdings.matches = [.serialNumber]
        holdings.contracts = [
            try holding(
                serial.contract.number.key, "l.serial = ?", [serial.number.text])
        ].compactMap(\.self)
        return holdings
    }

    private func holdings(named text: String) throws -> Holdings {
        var holdings = Holdings()
        if let holding = try holding(text.key) {
            holdings.matches = [.contractNumber]
            holdings.contracts = [holding]
            return holdings
        }
        let keys = try rows(
            "SELECT DISTINCT contract FROM licenses WHERE subscription_key = ? ORDER BY contract",
            [text.key]
        ) { $0[0] as String }
        if !keys.isEmpty {
            holdings.matches = [.subscriptionID]
            holdings.contracts = try keys.compactMap {
                try holding($0, "l.subscription_key = ?", [text.key])
            }
            return holdings
        }
        let people = try rows(
            "SELECT email FROM people WHERE name_key = ? ORDER BY email LIMIT \(Holdings.mostListed)",
            [text.key]
        ) { $0[0] as String }
        holdings = try self.holdings(ofPeople: people)
        let company = try contractKeys("company_key = ?", text.key)
        if !company.isEmpty { holdings.matches.insert(.company) }
        try list(company, in: &holdings)
        return holdings
    }

    private func holdings(ofPeople emails: [String]) throws -> Holdings {
        var holdings = Holdings()
        for email in emails {
            let keys = try contractKeys("manager = ?", email)
            if !keys.isEmpty { holdings.matches.insert(.contractManager) }
            try list(keys, in: &holdings)
            let numbers = try rows(
                "SELECT serial FROM serial_numbers WHERE coordinator = ? ORDER BY serial", [email]
            ) { $0[0] as String }
            if !numbers.isEmpty { holdings.matches.insert(.coordinator) }
            let room = Holdings.mostListed - holdings.coordinated.count
            for number in numbers.prefix(room) {
                try registered(SerialNumber(stored: number)).map {
                    holdings.coordinated.append($0)
                }
            }
            holdings.coordinatedLeftOut += max(0, numbers.count - room)
        }
        return holdings
    }

    private func contractKeys(_ condition: String, _ value: String) throws -> [String] {
        try rows("SELECT key FROM contracts WHERE \(condition) ORDER BY key", [value]) { $0[0] }
    }

    /// Adds contracts that are not listed yet, as far as there is room.
    private func list(_ keys: [String], in holdings: inout Holdings) throws {
        let listed = Set(holdings.contracts.map(\.contract.number.key))
        let keys = keys.filter { !listed.contains($0) }
        let room = Holdings.mostListed - holdings.contracts.count
        holdings.contracts += try keys.prefix(room).compactMap { try holding($0) }
        holdings.contractsLeftOut += max(0, keys.count - room)
    }

    /// A contract with those of its licenses that meet a condition; nil where there is none.
    private func holding(
        _ key: String, _ condition: String = "TRUE", _ arguments: StatementArguments = []
    ) throws -> Holding? {
        guard let contract = try contract(key) else { return nil }
        let licenses = try licenses(
            "l.contract = ? AND \(condition)", [key] + arguments, limit: Holdings.mostLicenses)
        let count = try rows("SELECT count(*) FROM licenses WHERE contract = ?", [key]) {
            $0[0] as Int
        }
        return Holding(
            contract: contract, licenses: licenses,
            serialNumbers: try Set(licenses.compactMap(\.serialNumber)).sorted()
                .compactMap { try registered($0) },
            licensesLeftOut: (count.first ?? 0) - licenses.count)
    }
}
