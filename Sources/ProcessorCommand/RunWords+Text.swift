import CoordinatorModel
import Terminal

extension RunWords {
    /// So many of each kind are listed for people.
    private static let mostListed = 20

    /// For people.
    var text: String {
        var lines = [summary]
        if alreadyOnRecord > 0 {
            lines.append(
                """
                \(counted(alreadyOnRecord, "request")) had been recorded by an earlier run; only \
                the files were removed.
                """)
        }
        if lateWithdrawals > 0 {
            lines.append(
                """
                \(counted(lateWithdrawals, "withdrawal")) came too late: the request had been \
                decided. The journal says so.
                """)
        }
        if cooling > 0 {
            lines.append(
                "\(counted(cooling, "request")) \(cooling == 1 ? "waits" : "wait") to cool off.")
        }
        if rejected > 0 {
            lines.append("Rejected:")
            lines += listed(rejectedRequests, of: rejected) { rejection in
                ["  \(rejection.id)  \(printable(rejection.subject))"]
                    + rejection.problems.filter { !$0.isWarning }.map {
                        "    \($0.code.rawValue): \(printable($0.message))"
                    }
            }
        }
        if corrupt > 0 {
            lines.append("Corrupt, put aside in \(printable(corruptFolder)):")
            lines += listed(corruptFiles, of: corrupt) {
                ["  \(printable($0.name)): \(printable($0.reason))"]
            }
        }
        if !stuckFiles.isEmpty {
            lines.append("Left in the queue:")
            lines += listed(stuckFiles, of: stuck) {
                ["  \(printable($0.name)): \(printable($0.reason))"]
            }
        }
        if let digest { lines.append("Digest of the store: \(digest)") }
        return lines.joined(separator: "\n")
    }

    private var summary: String {
        let counts = [
            (applied, "applied"), (rejected, "rejected"), (corrupt, "corrupt"),
            (withdrawn, "withdrawn"),
        ]
        let said = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if said.isEmpty, ending == .drained, cooling == 0 { return "Nothing waited in the queue." }
        let outcome = said.isEmpty ? "Nothing was decided" : said.joined(separator: ", ")
        return "\(outcome), in \(secondsText) s\(ending == .limitReached ? " (--limit)" : "")."
    }

    private var secondsText: String {
        let tenths = Int((seconds * 10).rounded())
        return seconds < 0.1 ? "less than 0.1" : "\(tenths / 10).\(tenths % 10)"
    }

    private func listed<Element>(
        _ elements: [Element], of count: Int, _ lines: (Element) -> [String]
    ) -> [String] {
        let listed = elements.prefix(Self.mostListed)
        let rest = count - listed.count
        return listed.flatMap(lines) + (rest > 0 ? ["  and \(rest) more"] : [])
    }
}
