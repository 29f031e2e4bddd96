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
        let file = try read(name, in: folder) { bytes, status throws(CorruptReason) in
            let request: SubmittedRequest
            do throws(DocumentError) {
                request = try SubmittedRequest(document: bytes)
            } catch {
                throw .document(error)
            }
            let expected = QueueName(request).fileName
            if name != expected { throw .nameDisagrees(expected: expected.text) }
            return .request(
                Claim(request: request, document: bytes, owner: accounts.name(status.ownerID)))
        }
        guard let file, case .request(let claim) = file.content,
            let record = try record(of: claim, file.status)
        else { return file }
        let handled = Claim(
            request: claim.request, document: claim.document, owner: record.owner,
            handling: record.steps)
        return ClaimedFile(
            name: name, folder: folder, content: .request(handled), queuedAt: record.queuedAt,
            bytes: file.bytes, status: file.status, withdrawal: nil)
    }

    /// What is kept of a request that operators handled. It counts for a file of the processor's
    /// alone: anybody may put a file under any name into `incoming`.
    private func record(
        of claim: Claim, _ status: FileStatus
    ) throws(QueueError) -> HandlingRecord? {
        guard let folder = try files.status(home[.held]), folder.ownerID == status.ownerID,
            let record = try files.handling(of: claim.request.id, in: home),
            record.speaks(of: claim.document)
        else { return nil }
        return record
    }

    /// What operators made of the ID of a request.
    enum Holding {
        case nothing
        /// The same document is on hold.
        case same
        /// Another document with that ID is on hold, or was handled and waits, under the same name or
        /// for another subject.
        case another
    }

    /// Looks for a request of operators' with the ID of this one. Cheap where they never handled one:
    /// then there is no record.
    func holding(_ name: QueueName, _ document: Data) throws(QueueError) -> Holding {
        guard let record = try files.handling(of: name.id, in: home) else { return .nothing }
        let handled = FileName(record.name)
        let isHeld = try files.status(home[.held].appending(handled)) != nil
        if record.speaks(of: document) { return isHeld ? .same : .nothing }
        let waits = try files.status(home[.incoming].appending(handled)) != nil
        return isHeld || waits && handled != name.fileName ? .another : .nothing
    }

    /// The same as `request`, with the withdrawal that waits for it.
    func requestAndWithdrawal(
        _ name: FileName, in folder: Home.Folder
    ) throws(QueueError) -> ClaimedFile? {
        guard let file = try request(name, in: folder) else { return nil }
        guard case .request(var claim) = file.content else { return file }
        let found: ClaimedFile?
        do throws(QueueError) {
            found = try withdrawal(FileName("\(claim.request.id).json"))
        } catch {
            // One that is in the way itself is no withdrawal; `claimLateWithdrawals` reports it.
            guard error.concernsOneFile else { throw error }
            found = nil
        }
        guard let found, case .withdrawal(let wish) = found.content else { return file }
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
            return .withdrawal(withdrawal)
        }
    }

    /// The ID that the name of a withdrawal speaks of.
    static func withdrawn(_ name: FileName) -> RequestID? {
        guard let text = name.text, text.hasSuffix(".json") else { return nil }
        return RequestID(exactly: String(text.dropLast(5)))
    }

    private func read(
        _ name: FileName, in folder: Home.Folder,
        _ content: (Data, FileStatus) throws(CorruptReason) -> ClaimedFile.Content
    ) throws(QueueError) -> ClaimedFile? {
        func claimed(
            _ content: ClaimedFile.Content, _ bytes: Data, _ status: FileStatus
        ) -> ClaimedFile {
            ClaimedFile(
                name: name, folder: folder, content: content, queuedAt: status.changedAt,
                bytes: bytes, status: status, withdrawal: nil)
        }
        let path = home[folder].appending(name)
        switch try files.read(path, atMost: SubmittedRequest.greatestSize) {
        case .missing: return nil
        case .other(let status): return claimed(.corrupt(.notAFile), Data(), status)
        case .tooLarge(let beginning, let status):
            return claimed(.corrupt(.document(.tooLarge)), beginning, status)
        case .file(let bytes, let status):
            do throws(CorruptReason) {
                return claimed(try content(bytes, status), bytes, status)
            } catch {
                return claimed(.corrupt(error), bytes, status)
            }
        }
    }
}
