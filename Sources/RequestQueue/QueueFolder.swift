import CoordinatorModel
import Foundation

/// Reading requests and withdrawals from the queue, as anything at all may lie there.
struct QueueFolder: Sendable {
    let home: Home
    let files: Files
    private let accounts = Accounts()

    init(home: Home, files: Files) {
        (self.home, self.files) = (home, files)
    }

    /// Reads a file of `incoming` or `held`. Nil where it is gone.
    func request(
        _ name: FileName, in folder: Home.Folder
    ) throws(QueueError) -> ClaimedFile? {
        try read(name, in: folder) { bytes, status throws(CorruptReason) in
            let request: SubmittedRequest
            do throws(DocumentError) {
                request = try SubmittedRequest(document: bytes)
            } catch {
                throw .document(error)
            }
            let expected = QueueName(request).fileName
            if name != expected { throw .nameDisagrees(expected: expected.text) }
            let record = record(of: request.id, status)
            let claim = Claim(
                request: request, document: bytes,
                owner: record?.owner ?? accounts.name(status.ownerID),
                handling: record?.steps ?? [])
            return (.request(claim), record?.queuedAt ?? status.changedAt)
        }
    }

    /// What is kept of a request that operators handled. It counts for a file of the processor's
    /// alone: anybody may put a file under any name into `incoming`.
    private func record(of id: RequestID, _ status: FileStatus) -> HandlingRecord? {
        guard let folder = try? files.status(home[.held]), folder.ownerID == status.ownerID
        else { return nil }
        return try? files.handling(of: id, in: home)
    }

    /// The same as `request`, with the withdrawal that waits for it.
    func requestAndWithdrawal(
        _ name: FileName, in folder: Home.Folder
    ) throws(QueueError) -> ClaimedFile? {
        guard let file = try request(name, in: folder) else { return nil }
        guard case .request(var claim) = file.content else { return file }
        // One that cannot be read is no withdrawal; `claimLateWithdrawals` reports it.
        guard let found = try? withdrawal(FileName("\(claim.request.id).json")),
            case .withdrawal(let wish) = found.content
        else { return file }
        claim.withdrawal = wish
        return ClaimedFile(
            name: file.name, folder: folder, content: .request(claim), queuedAt: file.queuedAt,
            bytes: file.bytes, status: file.status, withdrawal: found.status)
    }

    /// Reads a file of `withdrawals`. Nil where it is gone.
    func withdrawal(_ name: FileName) throws(QueueError) -> ClaimedFile? {
        try read(name, in: .withdrawals) { bytes, status throws(CorruptReason) in
            var withdrawal: Withdrawal
            do throws(DocumentError) {
                withdrawal = try Withdrawal(document: bytes)
            } catch {
                throw .document(error)
            }
            let expected = FileName("\(withdrawal.id).json")
            if name != expected { throw .nameDisagrees(expected: expected.text) }
            withdrawal.owner = accounts.name(status.ownerID)
            return (.withdrawal(withdrawal), status.changedAt)
        }
    }

    /// The ID that the name of a withdrawal speaks of.
    static func withdrawn(_ name: FileName) -> RequestID? {
        guard let text = name.text, text.hasSuffix(".json") else { return nil }
        return RequestID(exactly: String(text.dropLast(5)))
    }

    private func read(
        _ name: FileName, in folder: Home.Folder,
        _ content: (Data, FileStatus) throws(CorruptReason) -> (ClaimedFile.Content, Timestamp)
    ) throws(QueueError) -> ClaimedFile? {
        func claimed(
            _ content: ClaimedFile.Content, _ bytes: Data, _ status: FileStatus,
            queuedAt: Timestamp? = nil
        ) -> ClaimedFile {
            ClaimedFile(
                name: name, folder: folder, content: content,
                queuedAt: queuedAt ?? status.changedAt, bytes: bytes, status: status,
                withdrawal: nil)
        }
        let path = home[folder].appending(name)
        switch try files.read(path, atMost: SubmittedRequest.greatestSize) {
        case .missing: return nil
        case .other(let status): return claimed(.corrupt(.notAFile), Data(), status)
        case .tooLarge(let beginning, let status):
            return claimed(.corrupt(.document(.tooLarge)), beginning, status)
        case .file(let bytes, let status):
            do throws(CorruptReason) {
                let (content, queuedAt) = try content(bytes, status)
                return claimed(content, bytes, status, queuedAt: queuedAt)
            } catch {
                return claimed(.corrupt(error), bytes, status)
            }
        }
    }
}
