import CoordinatorModel
import GRDB

/// What a load reads and writes of a SQLite store, inside its transaction.
struct SQLiteLoadTarget: LoadTarget {
    let db: Database
    let moment: Timestamp
    let actor: String

    static let columns = LoadColumn.allCases.map(\.rawValue).joined(separator: ", ")

    func lastLoaded(key: String) throws -> [LoadColumn: String]? {
        try lastLoaded("WHERE row_key = ?", key).first
    }

    func lastLoaded(serialNumber: String) throws -> [[LoadColumn: String]] {
        try lastLoaded(
            "WHERE row_key IN (SELECT row_key FROM licenses WHERE serial = ?)", serialNumber)
    }

    func lastLoaded(contract key: String) throws -> [LoadColumn: String]? {
        try lastLoaded(
            "WHERE row_key IN (SELECT row_key FROM licenses WHERE contract = ? LIMIT 20)", key
        ).first { $0[.contractNumber]?.key == key }
    }

    private func lastLoaded(_ condition: String, _ key: String) throws -> [[LoadColumn: String]] {
        try db.rows("SELECT \(Self.columns) FROM loaded_rows \(condition)", [key]) { row in
            var values: [LoadColumn: String] = [:]
            for (place, column) in LoadColumn.allCases.enumerated() { values[column] = row[place] }
            return values
        }
    }

    func keepLastLoaded(_ values: [LoadColumn: String], key: String) throws {
        let values: [(any DatabaseValueConvertible)?] = LoadColumn.allCases.map { values[$0] }
        try db.change(
            """
            INSERT OR REPLACE INTO loaded_rows (row_key, \(Self.columns))
            VALUES (?\(String(repeating: ", ?", count: values.count)))
            """, [key] + StatementArguments(values))
        try db.hashRow(of: .licenses, key)
    }

    func person(_ email: String) throws -> Person? { try db.person(email) }

    func keep(_ person: Person, insteadOf known: Person?) throws {
        try db.keep(person, insteadOf: known)
    }

    func loadedContract(_ key: String) throws -> LoadedContract? {
        try db.rows(
            "SELECT number, coalesce(company, ''), manager FROM contracts WHERE key = ?", [key]
        ) { LoadedContract(number: $0[0], company: $0[1], manager: $0[2]) }.first
    }

    func keep(_ contract: LoadedContract, insteadOf known: LoadedContract?) throws {
        let company = contract.company.filled
        let values: StatementArguments = [
            contract.number, company, company?.key, contract.manager, contract.number.key,
        ]
        try db.change(
            known == nil
                ? """
                INSERT INTO contracts (number, company, company_key, manager, key)
                VALUES (?, ?, ?, ?, ?)
                """
                : """
                UPDATE contracts SET number = ?, company = ?, company_key = ?, manager = ?
                WHERE key = ?
                """, values)
        try db.hashRow(of: .contracts, contract.number.key)
    }

    func loadedSerialNumber(_ text: String) throws -> LoadedSerialNumber? {
        try db.rows(
            """
            SELECT c.number, s.coordinator
            FROM serial_numbers s JOIN contracts c ON c.key = s.contract WHERE s.serial = ?
            """, [text]
        ) { LoadedSerialNumber(number: text, contract: $0[0], coordinator: $0[1]) }.first
    }

    func keep(_ serial: LoadedSerialNumber, insteadOf known: LoadedSerialNumber?) throws {
        let values: StatementArguments = [
            serial.contract.key, serial.coordinator, serial.number,
        ]
        try db.change(
            known == nil
                ? "INSERT INTO serial_numbers (contract, coordinator, serial) VALUES (?, ?, ?)"
                : "UPDATE serial_numbers SET contract = ?, coordinator = ? WHERE serial = ?",
            values)
        try db.hashRow(of: .serialNumbers, serial.number)
        guard let known, known.contract.key != serial.contract.key else { return }
        try db.change(
            "UPDATE licenses SET contract = ? WHERE serial = ?",
            [serial.contract.key, serial.number])
        let moved = try db.rows(
            "SELECT row_key FROM licenses WHERE serial = ?", [serial.number]
        ) { $0[0] as String }
        for key in moved { try db.hashRow(of: .licenses, key) }
    }

    func license(key: String) throws -> License? {
        try db.licenses("l.row_key = ?", [key]).first
    }

    /// Hashed by `keepLastLoaded`, which follows for every row that brings in something.
    func keep(_ license: License, key: String, insteadOf known: License?) throws {
        let values: StatementArguments = [
            license.contractNumber.key, license.product, license.activation.rawValue,
            license.access.rawValue, license.seats, license.serialNumber?.text,
            license.subscriptionID, license.subscriptionID?.key, license.startsOn?.description,
            license.expiresOn?.description, key,
        ]
        try db.change(
            known == nil
                ? """
                INSERT INTO licenses (contract, product, activation, access, seats, serial,
                    subscription, subscription_key, starts_on, expires_on, row_key)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
                : """
                UPDATE licenses SET contract = ?, product = ?, activation = ?, access = ?,
                    seats = ?, serial = ?, subscription = ?, subscription_key = ?, starts_on = ?,
                    expires_on = ?
                WHERE row_key = ?
                """, values)
    }

    func enter(
        subject: String, field: String, old: String?, new: String?, reason: String?
    ) throws {
        try db.journal(
            at: moment, kind: JournalEntry.loadKind, subject: subject, field: field, old: old,
            new: new, actor: actor, reason: reason)
    }
}
