import CoordinatorModel
import Store

/// A copy of the contents, which a load changes; the store takes it over at the end.
final class InMemoryLoadTarget: LoadTarget {
    private(set) var contents: Contents
    private let moment: Timestamp
    private let actor: String
    private var staged: [LoadRow] = []

    init(_ contents: Contents, moment: Timestamp, actor: String) {
        self.contents = contents
        self.moment = moment
        self.actor = actor
    }

    func stage(_ row: LoadRow) { staged.append(row) }

    func stagedLine(key: String) -> Int? { staged.first { $0.key == key }?.line }

    func firstStaged(serialNumber: String) -> LoadRow? {
        staged.first { $0[.serialNumber] == serialNumber }
    }

    func firstStaged(contract key: String) -> LoadRow? {
        staged.first { $0[.contractNumber].key == key }
    }

    func eachStaged(_ body: (LoadRow) throws -> Void) rethrows { try staged.forEach(body) }

    func eachNewcomerToKnownSerialNumbers(_ body: (LoadRow) throws -> Void) rethrows {
        let known = Set(
            staged.filter { contents.loaded[$0.key] != nil }.map { $0[.serialNumber] })
        for row in staged
        where contents.serialNumbers[row[.serialNumber]] != nil
            && contents.loaded[row.key] == nil && !known.contains(row[.serialNumber])
        {
            try body(row)
        }
    }

    func unstage(line: Int) { staged.removeAll { $0.line == line } }

    func lastLoaded(key: String) -> [LoadColumn: String]? { contents.loaded[key] }

    func lastLoaded(serialNumber: String) -> [[LoadColumn: String]] {
        contents.licenses.filter { $0.value.serialNumber?.text == serialNumber }
            .compactMap { contents.loaded[$0.key] }
    }

    func lastLoaded(contract key: String) -> [LoadColumn: String]? {
        contents.licenses.filter { $0.value.contractNumber.key == key }
            .sorted { $0.key < $1.key }.compactMap { contents.loaded[$0.key] }
            .first { $0[.contractNumber]?.key == key }
    }

    func keepLastLoaded(_ values: [LoadColumn: String], key: String) {
        contents.loaded[key] = values
    }

    func person(_ email: String) -> Person? { contents.people[email] }

    func keep(_ person: Person, insteadOf known: Person?) {
        contents.people[person.email.text] = person
    }

    func loadedContract(_ key: String) -> LoadedContract? { contents.contracts[key] }

    func keep(_ contract: LoadedContract, insteadOf known: LoadedContract?) {
        contents.contracts[contract.number.key] = contract
    }

    func loadedSerialNumber(_ text: String) -> LoadedSerialNumber? { contents.serialNumbers[text] }

    func keep(_ serial: LoadedSerialNumber, insteadOf known: LoadedSerialNumber?) {
        contents.serialNumbers[serial.number] = serial
        for (key, license) in contents.licenses
        where license.serialNumber?.text == serial.number {
            contents.licenses[key]?.contractNumber = serial.contract
        }
    }

    func license(key: String) -> License? { contents.licenses[key] }

    func keep(_ license: License, key: String, insteadOf known: License?) {
        contents.licenses[key] = license
    }

    func enter(subject: String, field: String, old: String?, new: String?, reason: String?) {
        contents.enter(
            at: moment, kind: JournalEntry.loadKind, subject: subject, field: field, old: old,
            new: new, actor: actor, reason: reason)
    }
}
