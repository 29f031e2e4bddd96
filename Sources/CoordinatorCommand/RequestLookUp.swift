import CommandSupport
import CoordinatorModel
import RequestQueue
import Store
import Terminal

/// A request wherever it is: a file in the queue, or a row in the store.
enum FoundRequest {
    case queued(ClaimedFile, RequestID, withdrawal: Withdrawal?)
    case held(ClaimedFile, RequestID)
    case finished(RequestRecord)

    var id: RequestID {
        switch self {
        case .queued(_, let id, _), .held(_, let id): id
        case .finished(let record): record.id
        }
    }
}

extension Desk {
    /// The request that somebody means by its ID or an unambiguous ending of it.
    func request(typed: String) async throws -> FoundRequest {
        let id = try await requestID(typed: typed)
        // A request moves from the queue into the store, never back: looked for in that order it
        // cannot slip through. One that is on hold stays so, whoever puts it in once more.
        let waiting = try file(of: id, in: .incoming)
        if let file = try file(of: id, in: .held) { return .held(file, id) }
        if let waiting {
            return .queued(waiting, id, withdrawal: try listing.withdrawal(of: id))
        }
        if let record = try await directory.request(id) { return .finished(record) }
        throw noSuchRequest(typed)
    }

    private func file(of id: RequestID, in folder: Home.Folder) throws -> ClaimedFile? {
        try listing.names(endingIn: id.digits, in: folder).first
            .flatMap { try listing.read($0, in: folder) }
    }

    /// The ID that somebody means; an ending has to be unambiguous.
    func requestID(typed: String) async throws -> RequestID {
        if let id = RequestID(typed: typed) { return id }
        guard let ending = RequestID.ending(typed: typed) else {
            throw Failure(
                """
                "\(printable(typed))" is not the ID of a request, such as CC-06H0JV3FJEDBSQQH, nor \
                the last four or more characters of one.
                """, .usage)
        }
        // The queue first, for the same reason as above.
        var found: Set<RequestID> = []
        for folder in [Home.Folder.incoming, .held] {
            found.formUnion(try listing.names(endingIn: ending, in: folder).map(\.id))
        }
        found.formUnion(try await directory.requestIDs(endingIn: ending))
        switch found.count {
        case 0: throw noSuchRequest(typed)
        case 1: return found[found.startIndex]
        default:
            let some = found.sorted().prefix(5).map(\.description).joined(separator: ", ")
            throw Failure(
                "More than one request ends in \"\(printable(typed))\": \(some). Give more of it.",
                .usage)
        }
    }

    private func noSuchRequest(_ typed: String) -> Failure {
        Failure(
            """
            There is no request \(printable(typed)), neither in the queue nor finished. To see \
            requests: coordinator requests\(retyped)
            """, .notFound)
    }
}

extension RequestID {
    /// The ID without its `CC-`.
    fileprivate var digits: String { String(description.dropFirst(3)) }
}
