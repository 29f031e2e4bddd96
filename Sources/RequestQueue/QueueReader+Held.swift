import CoordinatorModel

extension QueueReader {
    /// Reads requests that are held and withdrawn: they are decided without being released.
    public mutating func claimWithdrawn(upTo count: Int) throws(QueueError) -> [ClaimedFile] {
        var held: [RequestID: FileName] = [:]
        for name in try files.names(in: home[.held]) {
            if let id = QueueName(name)?.id { held[id] = name }
        }
        if held.isEmpty { return [] }
        var names: Set<FileName> = []
        try files.forEachName(in: home[.withdrawals]) { name in
            guard let id = QueueFolder.withdrawn(FileName(bytes: name)) else { return }
            if let name = held[id] { names.insert(name) }
        }
        var withdrawn: [ClaimedFile] = []
        for name in names.sorted() where withdrawn.count < count {
            guard claimed.insert(Place(folder: .held, name: name)).inserted,
                let file = try read(name, in: .held), case .request(let claim) = file.content,
                claim.withdrawal != nil
            else { continue }
            withdrawn.append(file)
        }
        return withdrawn
    }

    /// What a waiting file is where a request is held under its ID: nil for the rest of a hold that
    /// was interrupted, which is removed, and for what is stuck from now on; else corrupt, as only one
    /// of them can bear the ID.
    mutating func unlessHeld(_ file: ClaimedFile) throws(QueueError) -> ClaimedFile? {
        guard case .request(let claim) = file.content else { return file }
        let holding: QueueFolder.Holding
        do throws(QueueError) {
            holding = try queue.holding(QueueName(claim.request), file.bytes)
        } catch {
            guard error.concernsOneFile else { throw error }
            report(file.name, in: file.folder, .failed(error))
            return nil
        }
        switch holding {
        case .nothing: return file
        case .same:
            try remove(file)
            return nil
        case .another:
            return ClaimedFile(
                name: file.name, folder: file.folder, content: .corrupt(.idAlreadyUsed),
                queuedAt: file.queuedAt, bytes: file.bytes, status: file.status, withdrawal: nil)
        }
    }

    /// Removes the records of requests that neither wait nor are held any more.
    func removeOldRecords() throws(QueueError) {
        let records = try files.names(in: home[.held]).compactMap { name in
            HandlingRecord.id(name)
        }
        if records.isEmpty { return }
        let present = try present(among: Set(records))
        for id in records where !present.contains(id) {
            try files.remove(home[.held].appending(HandlingRecord.name(id)))
        }
    }
}
