import CoordinatorModel

/// What the store's hashes are over: each is the SHA-256 of the `HashedFields` named here.
///
/// Four things are only ever appended: the journal's entries, finished requests, digests of rows, and
/// seals. Each is hashed over what stands before it, so that none can be altered, left out or
/// exchanged without all hashes after it being made anew; and then the digest is another.
///
/// | kind | values |
/// |---|---|
/// | `entry` | the `entry` before it about the same subject; the columns `seq`, `at`, `request`, `kind`, `subject`, `field`, `old`, `new`, `actor`, `requester`, `reason`; where there is a request, its document's digest and its outcome |
/// | `total` | the `total` of the entry before it, whatever that is about; the `entry` |
/// | `request` | the `request` decided before it; all columns but the hash |
/// | `row` | the table's name, and the row's columns |
/// | `state` | the `state` before it; the columns `seq`, `place`, `key`, and the `row` |
/// | `store` | how many entries, and the last `total`; how many requests, and the last `request`; how many digests of rows, and the last `state` |
///
/// Chains of entries are apart for each subject, so that an engine with several writers can append
/// to different subjects at once.
enum Chains {
    static func entry(
        _ entry: JournalEntry, of request: (document: Digest, outcome: RequestOutcome)?,
        after previous: Digest?
    ) -> Digest {
        var fields = HashedFields("entry")
        fields.append(previous)
        fields.append(entry.sequence)
        fields.append(entry.at.millisecondsSince1970)
        fields.append(entry.requestID?.description)
        for text in [entry.kind, entry.subject, entry.field] { fields.append(text) }
        for text in [entry.old, entry.new, entry.actor, entry.requester, entry.reason] {
            fields.append(text)
        }
        fields.append(request?.document)
        fields.append(request?.outcome.rawValue)
        return fields.digest
    }

    static func total(_ entry: Digest?, after previous: Digest?) -> Digest {
        var fields = HashedFields("total")
        fields.append(previous)
        fields.append(entry)
        return fields.digest
    }

    static func state(
        _ sequence: Int64, of key: String, in place: String, _ row: Digest?,
        after previous: Digest?
    ) -> Digest {
        var fields = HashedFields("state")
        fields.append(previous)
        fields.append(sequence)
        fields.append(place)
        fields.append(key)
        fields.append(row)
        return fields.digest
    }
}

/// Where the store's chains end.
struct ChainEnds: Hashable {
    struct End: Hashable {
        var count: Int64 = 0
        /// Nil where there is none yet.
        var hash: Digest?
    }

    var entries = End()
    var requests = End()
    var states = End()

    /// One digest over all of them.
    var digest: Digest {
        var fields = HashedFields("store")
        for end in [entries, requests, states] {
            fields.append(end.count)
            fields.append(end.hash)
        }
        return fields.digest
    }
}
