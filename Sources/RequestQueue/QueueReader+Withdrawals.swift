import CoordinatorModel

extension QueueReader {
    /// Reads withdrawals of requests that neither wait nor are held, and what is no withdrawal.
    /// The store knows what became of the requests: recorded, or never seen.
    ///
    /// For the end of a run, when nothing waits any more.
    public mutating func claimLateWithdrawals(upTo count: Int) throws(QueueError) -> [ClaimedFile] {
        var late: [ClaimedFile] = []
        // In their time: they are looked at again when this is next called.
        var early: Set<FileName> = []
        while late.isEmpty {
            if withdrawals.isEmpty { withdrawals = try listWithdrawals(without: early) }
            if withdrawals.isEmpty { break }
            let names = withdrawals.prefix(count)
            withdrawals = withdrawals.dropFirst(count)
            let present = try present(among: Set(names.compactMap(QueueFolder.withdrawn)))
            for name in names {
                guard let file = try read(name, in: .withdrawals) else { continue }
                if case .withdrawal(let wish) = file.content, present.contains(wish.id) {
                    early.insert(name)
                } else {
                    claimed.insert(Place(folder: .withdrawals, name: name))
                    late.append(file)
                }
            }
        }
        return late
    }

    /// The next names that were not claimed yet: some thousand at most, as anybody may put any
    /// number there.
    private func listWithdrawals(
        without early: Set<FileName>
    ) throws(QueueError) -> ArraySlice<FileName> {
        let done = claimedNames(in: .withdrawals).union(early)
        var names: [FileName] = []
        try files.forEachName(in: home[.withdrawals]) { bytes in
            if names.count >= WaitingNames.greatestNumberOfOthers { return }
            let name = FileName(bytes: bytes)
            if !done.contains(name) { names.append(name) }
        }
        return names.sorted()[...]
    }
}
