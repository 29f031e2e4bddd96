import CoordinatorModel
import Foundation

/// The receipts of files of many requests, in the home's `receipts`, by the SHA-256 of the file.
public struct Receipts: Sendable {
    let home: Home
    let files: Files

    public init(_ home: Home, files: Files = Files()) {
        (self.home, self.files) = (home, files)
    }

    /// Makes the folder in a home that was set up before there were receipts.
    public func prepare() throws(QueueError) {
        let folder = home[.receipts]
        if let status = try files.status(folder) {
            if status.kind != .folder { throw .notAFolder(folder) }
            return
        }
        let mode = try home.sharing(files).mode(of: .receipts)
        do throws(QueueError) {
            _ = try files.makeFolder(folder, mode: mode)
        } catch .noPermission {
            throw .homeMissing(folder)
        }
        try files.syncFolder(home.root)
    }

    /// The receipt of a file; nil where it was never submitted.
    public func read(_ digest: Digest) throws(QueueError) -> Receipt? {
        let path = path(digest)
        switch try files.read(path, atMost: Self.greatestSize) {
        case .missing: return nil
        case .other: throw .receipt(path, .notAFile)
        case .tooLarge: throw .receipt(path, .tooLarge)
        case .file(let content, _):
            guard let receipt = try? JSONDecoder().decode(Receipt.self, from: content) else {
                throw .receipt(path, .unreadable)
            }
            if receipt.digest != digest { throw .receipt(path, .otherFile) }
            return receipt
        }
    }

    /// Takes the right to submit a file, which nobody else has until the value is let go, in
    /// whatever process. Throws `receiptLocked` where somebody has it.
    public func open(_ digest: Digest, as holder: Holder) throws(QueueError) -> OpenReceipt {
        let attempt = try LockFile.acquire(
            home[.receipts].appending("\(digest).lock"), as: holder,
            mode: try home.sharing(files).modeOfFiles(in: .receipts), ending: .removed,
            files: files)
        switch attempt {
        case .held(let holder): throw .receiptLocked(by: holder)
        case .acquired(let lock):
            return OpenReceipt(digest, try read(digest), lock: lock, receipts: self)
        }
    }

    /// Replaces the receipt. The caller holds its lock, and syncs. After a throw the one before is
    /// there.
    func write(_ receipt: Receipt) throws(QueueError) {
        let mode = try home.sharing(files).modeOfFiles(in: .receipts)
        try files.replace(
            path(receipt.digest), content: StrictJSON.encode(receipt), mode: mode)
    }

    /// Until this has returned, a loss of power may bring the receipt before back.
    func sync() throws(QueueError) {
        try files.syncFolder(home[.receipts])
    }

    func path(_ digest: Digest) -> Path { home[.receipts].appending("\(digest).json") }

    /// In bytes: room for some hundred thousand stretches of rejected rows.
    static let greatestSize = 16 * 1024 * 1024
}

/// A receipt, or the place for one, that nobody else can write while this value is held.
public final class OpenReceipt {
    public let digest: Digest
    /// As it is in the folder; nil where the file was never submitted.
    public private(set) var receipt: Receipt?
    private let lock: LockFile
    private let receipts: Receipts

    init(_ digest: Digest, _ receipt: Receipt?, lock: LockFile, receipts: Receipts) {
        (self.digest, self.receipt) = (digest, receipt)
        (self.lock, self.receipts) = (lock, receipts)
    }

    /// Writes the receipt, durably. After a failed `syncFolder` it is there, and a loss of power may
    /// undo that; after any other throw the one before is there.
    public func write(_ receipt: Receipt) throws(QueueError) {
        precondition(receipt.digest == digest, "the receipt of another file")
        try receipts.write(receipt)
        self.receipt = receipt
        try receipts.sync()
    }
}
