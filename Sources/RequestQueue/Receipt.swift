import CoordinatorModel
import Foundation

/// What was confirmed for a file of many requests: by whom, when, and under which IDs.
///
/// The request of row n, counted from 0, has the ID `firstID` + n. With the same receipt the same row
/// gives the same document, byte for byte, however often the file is submitted.
public struct Receipt: Hashable, Sendable {
    public static let schema = "receipt/1"

    /// The file's name, without its folder, when it was first submitted.
    public var file: String
    /// Of the file's bytes: it names the receipt.
    public var digest: Digest
    /// How many rows the file has, good or bad.
    public var rows: Int
    public var firstID: RequestID
    public var submittedAt: Timestamp
    public var preparedBy: Preparer
    public var authorization: ChangeRequest.Authorization
    /// Rows that were bad, counted from 0: they went into a file of their own, to be corrected and
    /// submitted there, and are never queued from this one.
    public var rejectedRows: RangeSet<Int>
    /// The warnings that were accepted for its rows: those that a crash kept out of the queue are no
    /// worse for it when the file is submitted again.
    public var acceptedWarnings: Set<Problem.Code>

    public init(
        file: String, digest: Digest, rows: Int, firstID: RequestID, submittedAt: Timestamp,
        preparedBy: Preparer, authorization: ChangeRequest.Authorization,
        rejectedRows: RangeSet<Int> = RangeSet(), acceptedWarnings: Set<Problem.Code> = []
    ) {
        self.file = file
        self.digest = digest
        self.rows = rows
        self.firstID = firstID
        self.submittedAt = submittedAt
        self.preparedBy = preparedBy
        self.authorization = authorization
        self.rejectedRows = rejectedRows
        self.acceptedWarnings = acceptedWarnings
    }

    /// What the documents of one file have in common: their `group`.
    public var name: String { digest.description }

    /// The ID of the request of a row, counted from 0.
    public func id(ofRow row: Int) -> RequestID { firstID.advanced(by: UInt32(row)) }
}

/// Why a receipt cannot be used.
public enum ReceiptError: Error, Hashable, Sendable {
    case notAFile
    case tooLarge
    case unreadable
    /// It speaks of another file.
    case otherFile
}

extension ReceiptError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAFile: "it is not a regular file"
        case .tooLarge: "it is too large"
        case .unreadable: "it is not the text of a receipt"
        case .otherFile: "it belongs to another file"
        }
    }
}

extension Receipt: Codable {
    private enum Key: String, CodingKey {
        case schema, file, sha256, rows, firstID, submittedAt, preparedBy, authorization
        case rejectedRows, acceptedWarnings
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func unreadable(_ key: Key) -> DecodingError {
            .dataCorruptedError(forKey: key, in: fields, debugDescription: "not of a receipt")
        }
        if try fields.decode(String.self, forKey: .schema) != Self.schema {
            throw unreadable(.schema)
        }
        let digest = Digest(hexadecimal: try fields.decode(String.self, forKey: .sha256))
        guard let digest else { throw unreadable(.sha256) }
        var rejected = RangeSet<Int>()
        for pair in try fields.decode([[Int]].self, forKey: .rejectedRows) {
            guard pair.count == 2, 0 <= pair[0], pair[0] <= pair[1], pair[1] < Int.max else {
                throw unreadable(.rejectedRows)
            }
            rejected.insert(contentsOf: pair[0]..<pair[1] + 1)
        }
        self.init(
            file: try fields.decode(String.self, forKey: .file), digest: digest,
            rows: try fields.decode(Int.self, forKey: .rows),
            firstID: try fields.decode(RequestID.self, forKey: .firstID),
            submittedAt: try fields.decode(Timestamp.self, forKey: .submittedAt),
            preparedBy: try fields.decode(Preparer.self, forKey: .preparedBy),
            authorization: try fields.decode(
                ChangeRequest.Authorization.self, forKey: .authorization),
            rejectedRows: rejected,
            // Receipts that were written before it was kept have none.
            acceptedWarnings: try fields.decodeIfPresent(
                Set<Problem.Code>.self, forKey: .acceptedWarnings) ?? [])
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(Self.schema, forKey: .schema)
        try fields.encode(file, forKey: .file)
        try fields.encode(digest.description, forKey: .sha256)
        try fields.encode(rows, forKey: .rows)
        try fields.encode(firstID, forKey: .firstID)
        try fields.encode(submittedAt, forKey: .submittedAt)
        try fields.encode(preparedBy, forKey: .preparedBy)
        try fields.encode(authorization, forKey: .authorization)
        // First and last row of each stretch.
        let stretches = rejectedRows.ranges.map { [$0.lowerBound, $0.upperBound - 1] }
        try fields.encode(stretches, forKey: .rejectedRows)
        let accepted = acceptedWarnings.map(\.rawValue).sorted()
        try fields.encode(accepted, forKey: .acceptedWarnings)
    }
}
