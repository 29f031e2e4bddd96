import CoordinatorModel
import Foundation

@testable import RequestQueue

/// A folder of its own with a home in it, removed when the test is over.
final class Sandbox: Sendable {
    let folder: Path
    let home: Home

    init(isSetUp: Bool = true) throws {
        // In memory where the system has a place for that: thousands of homes are synced here.
        let memory = URL(fileURLWithPath: "/dev/shm")
        let place =
            access(memory.path, W_OK) == 0 ? memory : FileManager.default.temporaryDirectory
        let url = place.appendingPathComponent("queue-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = Path(url.path)
        // Whatever the umask, which one of the tests changes.
        try Files().setMode(folder, 0o755)
        home = Home(folder.appending("home"))
        if isSetUp { try home.setUp() }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder.text)
    }

    func drafts(_ files: Files = Files()) -> Drafts {
        Drafts(in: home, as: .maria, files: files)
    }

    func names(_ place: Home.Folder) throws -> [String] {
        try Files().names(in: home[place]).map(\.description).sorted()
    }

    func mode(_ path: Path) throws -> UInt32? { try Files().status(path)?.mode }

    /// Puts a file where anybody could.
    func drop(_ content: some Sequence<UInt8>, _ name: String, in place: Home.Folder) throws {
        try Data(content).write(to: URL(fileURLWithPath: home[place].appending(name).text))
    }

    func queue(_ documents: SealedDocument...) throws {
        for document in documents { _ = try QueueWriter(home).put(document) }
    }

    /// Makes the modes those of a home that a team shares.
    func share() throws {
        try Files().setMode(home.root, Sharing.team.rootMode)
        for place in Home.Folder.allCases {
            try Files().setMode(home[place], Sharing.team.mode(of: place))
        }
    }
}

extension QueueWriter {
    /// Seals the documents into the draft, unless it is sealed, and finishes it.
    @discardableResult
    func submit(
        _ draft: OpenDraft, sealing documents: [SealedDocument]
    ) throws(QueueError) -> SubmittedDraft {
        if draft.draft.sealed == nil { try draft.seal(documents) }
        return try finish(draft, renamed: \.renamed)
    }
}

extension Preparer {
    static let maria = Preparer(user: "maria", host: "desk-4")
}

extension Timestamp {
    static let noon = Timestamp("2026-11-23T12:00:00.000Z")!
}

extension RequestID {
    init(_ number: UInt32) {
        self.init(milliseconds: 1_795_454_431_123, counter: number)
    }
}

extension SealedDocument {
    init(_ number: UInt32, serial: String = "123-12345678", note: String? = nil) {
        self.init(ChangeRequest(number, serial: serial, note: note))
    }

    /// The same request under the next ID.
    var renamed: SealedDocument {
        guard case .coordinatorChange(var request) = try? SubmittedRequest(document: bytes) else {
            return self
        }
        request.id = request.id.successor
        return SealedDocument(request)
    }
}

extension ChangeRequest {
    init(_ number: UInt32, serial: String, note: String?) {
        self.init(
            id: RequestID(number), submittedAt: .noon, preparedBy: .maria, caseReference: nil,
            contractManager: "pat@example.com", serialNumber: serial,
            currentCoordinator: "lee@example.com",
            newCoordinator: .init(
                firstName: "Sam", lastName: "Ito", email: "sam@example.com", phone: nil),
            verification: .init(method: "called-back", note: note),
            authorization: .init(
                statement: "I may.", confirmedBy: "maria", confirmedAt: .noon),
            acknowledgedWarnings: [])
    }
}

extension Sheet {
    static func typed(_ text: String) -> Sheet {
        Sheet(answers: [.contractManager: Answer(text: text, by: "maria", at: .noon)])
    }
}

extension Withdrawal {
    /// As it is read from a file of ours.
    var ours: Withdrawal {
        var read = self
        read.owner = Accounts.name(geteuid())
        return read
    }
}
