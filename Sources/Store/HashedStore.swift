import CoordinatorModel

/// A store whose past is hashed, so that edits by other programs can be found.
public protocol HashedStore: Sendable {
    /// One digest over all that was ever entered, decided and written: it is another after every
    /// change. Cheap.
    func digest() async throws(StoreError) -> Digest

    /// Makes all hashes of one state of the store anew, and compares. It only reads.
    ///
    /// - Parameters:
    ///   - expected: What `digest` was at any time, kept elsewhere: then what led to it was not
    ///     made anew since.
    ///   - progress: Called from time to time, on no particular thread.
    func verify(
        expecting expected: Digest?, progress: @escaping @Sendable (VerifyProgress) -> Void
    ) async throws(StoreError) -> Verification
}

extension HashedStore {
    /// Verifies without telling of its progress.
    public func verify(
        expecting expected: Digest? = nil
    ) async throws(StoreError) -> Verification {
        try await verify(expecting: expected) { _ in }
    }
}

/// How far a verification has come; in links and rows.
public struct VerifyProgress: Hashable, Sendable {
    public let done: Int
    public let total: Int
}
