import CoordinatorModel

extension LoadMerge {
    /// The row's serial number, with its contract and coordinator.
    ///
    /// - Returns: The number of the contract that it is on then.
    mutating func bringInSerialNumber() throws -> String {
        let (number, coordinator) = (row[.serialNumber], row.coordinator?.email.text)
        guard let known = try target.loadedSerialNumber(number) else {
            let contract = try bringInContract(insteadOf: nil)
            try bringIn(row.coordinator, .coordinatorEmail, isNamed: true)
            try target.keep(
                LoadedSerialNumber(number: number, contract: contract, coordinator: coordinator),
                insteadOf: nil)
            let column = coordinator == nil ? LoadColumn.contractNumber : .coordinatorEmail
            try enter(column, of: number, old: nil, new: coordinator ?? contract)
            return contract
        }
        var serial = known
        serial.contract = try bringInContract(insteadOf: known.contract)
        // A license new to a known serial number changes nothing of it.
        var isNamed = false
        if let last {
            isNamed = shallWrite(
                .coordinatorEmail, of: number, last: last[.coordinatorEmail],
                store: known.coordinator ?? "")
        }
        try bringIn(row.coordinator, .coordinatorEmail, isNamed: isNamed)
        if isNamed {
            serial.coordinator = coordinator
            try enter(.coordinatorEmail, of: number, old: known.coordinator, new: coordinator)
        }
        if serial != known { try target.keep(serial, insteadOf: known) }
        return serial.contract
    }

    /// The row's contract with its company and manager.
    ///
    /// - Parameter current: The contract that the row's license or serial number is on so far.
    /// - Returns: The number of the one that it is on from now on.
    mutating func bringInContract(insteadOf current: String?) throws -> String {
        let number = row[.contractNumber]
        var moves = current == nil
        if let current, current.key != number.key, let last {
            moves = shallWrite(
                .contractNumber, of: row.subject, last: last[.contractNumber], store: current)
        }
        guard let known = try target.loadedContract(number.key) else {
            guard moves else { return current ?? number }
            let manager = row.manager.email.text
            try bringIn(row.manager, .managerEmail, isNamed: true)
            try target.keep(
                LoadedContract(number: number, company: row[.company], manager: manager),
                insteadOf: nil)
            try enter(.managerEmail, of: number, old: nil, new: manager)
            if let current { try enterMove(from: current, to: number) }
            return number
        }
        try bringIn(known)
        if moves, let current { try enterMove(from: current, to: known.number) }
        return moves ? known.number : current ?? known.number
    }

    private mutating func enterMove(from old: String, to new: String) throws {
        try enter(.contractNumber, of: row.subject, old: old, new: new)
    }

    /// Company and manager of a known contract.
    private mutating func bringIn(_ known: LoadedContract) throws {
        let manager = row.manager.email.text
        if (known.company, known.manager) == (row[.company], manager) {
            return try bringIn(row.manager, .managerEmail, isNamed: false)
        }
        var last = last
        if last?[.contractNumber]?.key != known.number.key {
            last = try target.lastLoaded(contract: known.number.key)
        }
        var contract = known
        if shallWrite(
            .company, of: known.number, last: last?[.company], store: known.company)
        {
            contract.company = row[.company]
            try enter(.company, of: known.number, old: known.company, new: contract.company)
        }
        let isNamed = shallWrite(
            .managerEmail, of: known.number, last: last?[.managerEmail], store: known.manager)
        try bringIn(row.manager, .managerEmail, isNamed: isNamed)
        if isNamed {
            contract.manager = manager
            try enter(.managerEmail, of: known.number, old: known.manager, new: manager)
        }
        if contract != known { try target.keep(contract, insteadOf: known) }
    }

    /// A person in the row, with first and last name; both empty say nothing.
    ///
    /// - Parameter isNamed: Whether the store is to name the person where the row does. Somebody not
    ///   known yet is added only then, beside an entry that says so.
    private mutating func bringIn(
        _ person: Person?, _ column: LoadColumn, isNamed: Bool
    ) throws {
        guard let person else { return }
        let email = person.email.text
        guard let known = try target.person(email) else {
            if isNamed { try target.keep(person, insteadOf: nil) }
            return
        }
        if (person.firstName, person.lastName) == (known.firstName, known.lastName)
            || (person.firstName + person.lastName).isEmpty
        {
            return
        }
        let isSamePerson = last?[column] == email
        let (first, second) = column.names
        var changed = known
        if shallWrite(
            first, of: email, last: isSamePerson ? last?[first] : nil, store: known.firstName)
        {
            changed.firstName = person.firstName
            try enter(first, of: email, old: known.firstName, new: person.firstName)
        }
        if shallWrite(
            second, of: email, last: isSamePerson ? last?[second] : nil, store: known.lastName)
        {
            changed.lastName = person.lastName
            try enter(second, of: email, old: known.lastName, new: person.lastName)
        }
        if changed != known { try target.keep(changed, insteadOf: known) }
    }

    /// The row's license, on that contract.
    mutating func bringIn(_ known: License?, on contract: String) throws {
        var license = row.license
        license.contractNumber = contract
        guard let known else {
            try target.keep(license, key: row.key, insteadOf: nil)
            return try enter(.product, of: row.subject, old: nil, new: license.product)
        }
        let stored: [(LoadColumn, String)] = [
            (.product, known.product), (.access, known.access.rawValue),
            (.seats, known.seats.map(String.init) ?? ""),
            (.startsOn, known.startsOn?.description ?? ""),
            (.expiresOn, known.expiresOn?.description ?? ""),
        ]
        var merged = known
        merged.contractNumber = contract
        for (column, store) in stored
        where shallWrite(column, of: row.subject, last: last?[column], store: store) {
            try enter(
                column, of: row.subject, old: store, new: row[column], reason: known.product)
            switch column {
            case .product: merged.product = license.product
            case .access: merged.access = license.access
            case .seats: merged.seats = license.seats
            case .startsOn: merged.startsOn = license.startsOn
            case .expiresOn: merged.expiresOn = license.expiresOn
            default: preconditionFailure("a column that the license's row does not keep")
            }
        }
        if merged != known { try target.keep(merged, key: row.key, insteadOf: known) }
    }
}
