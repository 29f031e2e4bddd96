import CoordinatorModel

/// What a load needs of an engine: `LoadReading` and `LoadMerge` do the rest.
///
/// Keys of contracts are their numbers without regard to letter case (`String.key`).
package protocol LoadTarget {
    // The rows of this load that are good, set aside.

    func stage(_ row: LoadRow) throws
    /// The line of the row with that key.
    func stagedLine(key: String) throws -> Int?
    func firstStaged(serialNumber: String) throws -> LoadRow?
    func firstStaged(contract key: String) throws -> LoadRow?
    /// Calls `body` with each row, in the order of the lines.
    func eachStaged(_ body: (LoadRow) throws -> Void) throws
    /// Calls `body` with the rows that no load had before and whose serial number is in the store,
    /// unless this load has a row for that serial number which was loaded before.
    func eachNewcomerToKnownSerialNumbers(_ body: (LoadRow) throws -> Void) throws
    func unstage(line: Int) throws

    // The last load. A column that file and store never agreed on is not in it.

    func lastLoaded(key: String) throws -> [LoadColumn: String]?
    func lastLoaded(serialNumber: String) throws -> [[LoadColumn: String]]
    /// Some row of a license that is on the contract now.
    func lastLoaded(contract key: String) throws -> [LoadColumn: String]?
    func keepLastLoaded(_ values: [LoadColumn: String], key: String) throws

    // The store. Each `keep` adds what is not there and replaces what is.

    func person(_ email: String) throws -> Person?
    func keep(_ person: Person, insteadOf known: Person?) throws
    func loadedContract(_ key: String) throws -> LoadedContract?
    func keep(_ contract: LoadedContract, insteadOf known: LoadedContract?) throws
    func loadedSerialNumber(_ text: String) throws -> LoadedSerialNumber?
    /// Licenses follow their serial number to another contract.
    func keep(_ serial: LoadedSerialNumber, insteadOf known: LoadedSerialNumber?) throws
    func license(key: String) throws -> License?
    func keep(_ license: License, key: String, insteadOf known: License?) throws
    func enter(
        subject: String, field: String, old: String?, new: String?, reason: String?) throws
}

/// A contract as a load sees it.
package struct LoadedContract: Hashable, Sendable {
    package var number: String
    package var company: String
    package var manager: String

    package init(number: String, company: String, manager: String) {
        self.number = number
        self.company = company
        self.manager = manager
    }
}

/// A serial number as a load sees it.
package struct LoadedSerialNumber: Hashable, Sendable {
    package var number: String
    /// The contract's number as it is printed.
    package var contract: String
    package var coordinator: String?

    package init(number: String, contract: String, coordinator: String?) {
        self.number = number
        self.contract = contract
        self.coordinator = coordinator
    }
}
