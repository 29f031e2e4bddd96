import CoordinatorModel
import GRDB

extension Database {
    /// Answers all queries but those about the queue.
    func facts(for queries: Set<Query>) throws -> Facts {
        var facts: Facts = [:]
        for query in queries {
            switch query {
            case .contracts(let manager):
                facts[query] = .contracts(try contracts(managedBy: manager))
            case .serialNumber(let number):
                facts[query] = .serialNumber(try registered(number))
            case .sameContract(let number):
                facts[query] = .sameContract(try others(onContractOf: number))
            case .reference(let text):
                facts[query] = .reference(try reference(text))
            case .waiting:
                break
            }
        }
        return facts
    }

    private func contracts(managedBy email: EmailAddress) throws -> [Contract] {
        try rows(
            "SELECT \(Self.contract) WHERE c.manager = ? ORDER BY c.key", [email.text]
        ) { try Contract($0, at: 0) }
    }

    /// The contract of that key.
    func contract(_ key: String) throws -> Contract? {
        try rows("SELECT \(Self.contract) WHERE c.key = ?", [key]) { try Contract($0, at: 0) }.first
    }

    func registered(_ number: SerialNumber) throws -> RegisteredSerialNumber? {
        let found = try rows(
            """
            SELECT s.contract, s.coordinator, p.first_name, p.last_name, p.phone
            FROM serial_numbers s LEFT JOIN people p ON p.email = s.coordinator
            WHERE s.serial = ?
            """, [number.text]
        ) { row in
            let coordinator: String? = row[1]
            return (
                contract: row[0] as String,
                coordinator: try coordinator.map { try Person(email: $0, row, at: 2) }
            )
        }
        guard let (key, coordinator) = found.first, let contract = try contract(key) else {
            return nil
        }
        return RegisteredSerialNumber(
            number: number, contract: contract, namedCoordinator: coordinator,
            licenses: try licenses("l.serial = ?", [number.text]))
    }

    private func others(onContractOf number: SerialNumber) throws -> [RegisteredSerialNumber] {
        try rows(
            """
            SELECT other.serial FROM serial_numbers known
                JOIN serial_numbers other ON other.contract = known.contract
            WHERE known.serial = ?1 AND other.serial <> ?1 ORDER BY other.serial LIMIT 100
            """, [number.text]
        ) { try SerialNumber(stored: $0[0]) }.compactMap(registered)
    }

    private func reference(_ text: String) throws -> Reference? {
        if let contract = try contract(text.key) {
            return Reference(
                kind: .contractNumber, contract: contract,
                serialNumbers: try serialNumbers(onContract: text.key))
        }
        let keys = try rows(
            "SELECT contract FROM licenses WHERE subscription_key = ? ORDER BY row_key LIMIT 1",
            [text.key]
        ) { $0[0] as String }
        guard let key = keys.first, let contract = try contract(key) else { return nil }
        return Reference(
            kind: .subscriptionID, contract: contract,
            serialNumbers: try serialNumbers(onContract: key))
    }

    private func serialNumbers(onContract key: String) throws -> [SerialNumber] {
        try rows(
            "SELECT serial FROM serial_numbers WHERE contract = ? ORDER BY serial LIMIT 20", [key]
        ) { try SerialNumber(stored: $0[0]) }
    }

    /// Licenses by serial number or subscription ID, then product. `condition` names them `l`.
    func licenses(
        _ condition: String, _ arguments: StatementArguments, limit: Int = -1
    ) throws -> [License] {
        try rows(
            """
            SELECT c.number, l.product, l.activation, l.access, l.seats, l.serial, l.subscription,
                l.starts_on, l.expires_on
            FROM licenses l JOIN contracts c ON c.key = l.contract
            WHERE \(condition) ORDER BY l.row_key LIMIT \(limit)
            """, arguments, License.init)
    }

    /// What `Contract.init` reads, of contracts called `c`.
    static let contract = """
        c.number, c.company,
            EXISTS (SELECT 1 FROM licenses l WHERE l.contract = c.key
                AND l.activation = 'serial-number'),
            EXISTS (SELECT 1 FROM licenses l WHERE l.contract = c.key
                AND l.activation = 'sign-in'),
            p.email, p.first_name, p.last_name, p.phone
        FROM contracts c JOIN people p ON p.email = c.manager
        """

    /// All rows of a statement that is prepared once for each connection.
    func rows<T>(
        _ sql: String, _ arguments: StatementArguments = [], _ read: (Row) throws -> T
    ) throws -> [T] {
        let cursor = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
        var result: [T] = []
        while let row = try cursor.next() { result.append(try read(row)) }
        return result
    }

    /// Runs a statement that is prepared once for each connection.
    func change(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
