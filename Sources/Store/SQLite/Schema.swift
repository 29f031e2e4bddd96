import GRDB

/// The store's tables, and how a store comes to have them.
enum Schema {
    /// Marks a SQLite file as a store of this program ("CCor"), in its header.
    static let applicationID: Int32 = 0x4343_6F72
    /// The number of migrations; in the header of every store as `user_version`.
    static let version = migrations.count

    /// All migrations, in order. One that was released is never altered; a new one is appended.
    private static let migrations: [(name: String, sql: String)] = [
        ("licenses, requests and journal", firstTables),
        ("decisions are counted", countedDecisions),
    ]

    /// Brings a new or older store up to date; each migration is one transaction.
    ///
    /// - Parameter version: Where to stop; tests make older stores so.
    static func migrate(_ writer: DatabaseQueue, to version: Int = version) throws {
        var migrator = DatabaseMigrator()
        for (number, migration) in migrations.enumerated() {
            migrator.registerMigration(migration.name) { db in
                try db.execute(sql: migration.sql)
                try db.execute(sql: "PRAGMA application_id = \(applicationID)")
                try db.execute(sql: "PRAGMA user_version = \(number + 1)")
            }
        }
        try migrator.migrate(writer, upTo: migrations[version - 1].name)
    }

    /// The statements that made a store's tables, indexes and all else, by their names, as they stand
    /// in it.
    static func statements(_ db: Database) throws -> [String: String] {
        let pairs = try db.rows("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema")
        {
            ($0[0] as String, $0[1] as String)
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// The same of a new store.
    static func statements() throws -> [String: String] {
        let queue = try DatabaseQueue()
        try migrate(queue)
        return try queue.read { try statements($0) }
    }

    /// The store's version, where it is one that this program knows.
    ///
    /// The header has been looked at before, but a newer version may stand in the log only.
    @discardableResult
    static func checkVersion(_ db: Database, path: String) throws -> Int {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if version > Self.version {
            throw StoreError.newerVersion(path: path, found: version, known: Self.version)
        }
        return version
    }

    /// Keys (`key`, `…_key`) are texts in lower case, where letter case is not to count. Moments are
    /// milliseconds since 1970. People stand everywhere as their address. What `hash`, `total` and
    /// `digest` are over, `Chains` says.
    private static let firstTables = """
        CREATE TABLE people (
            email TEXT NOT NULL PRIMARY KEY,
            first_name TEXT NOT NULL,
            last_name TEXT NOT NULL,
            phone TEXT,
            name_key TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX people_by_name ON people (name_key);

        CREATE TABLE contracts (
            key TEXT NOT NULL PRIMARY KEY,
            number TEXT NOT NULL,
            company TEXT,
            company_key TEXT,
            manager TEXT NOT NULL REFERENCES people
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX contracts_by_manager ON contracts (manager);
        CREATE INDEX contracts_by_company ON contracts (company_key)
            WHERE company_key IS NOT NULL;

        CREATE TABLE serial_numbers (
            serial TEXT NOT NULL PRIMARY KEY,
            contract TEXT NOT NULL REFERENCES contracts,
            coordinator TEXT REFERENCES people
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX serial_numbers_by_contract ON serial_numbers (contract);
        CREATE INDEX serial_numbers_by_coordinator ON serial_numbers (coordinator)
            WHERE coordinator IS NOT NULL;

        CREATE TABLE licenses (
            row_key TEXT NOT NULL PRIMARY KEY,
            contract TEXT NOT NULL REFERENCES contracts,
            product TEXT NOT NULL,
            activation TEXT NOT NULL CHECK (activation IN ('serial-number', 'sign-in')),
            access TEXT NOT NULL CHECK (access IN ('single-user', 'multi-user')),
            seats INTEGER,
            serial TEXT REFERENCES serial_numbers,
            subscription TEXT,
            subscription_key TEXT,
            starts_on TEXT,
            expires_on TEXT,
            CHECK ((activation = 'serial-number') = (serial IS NOT NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX licenses_by_contract ON licenses (contract, activation);
        CREATE INDEX licenses_by_serial ON licenses (serial) WHERE serial IS NOT NULL;
        CREATE INDEX licenses_by_subscription ON licenses (subscription_key)
            WHERE subscription_key IS NOT NULL;

        -- Each license's row as the last load had it. NULL: file and store never agreed on it.
        CREATE TABLE loaded_rows (
            row_key TEXT NOT NULL PRIMARY KEY REFERENCES licenses,
            contract_number TEXT, contract_manager_email TEXT,
            contract_manager_first_name TEXT, contract_manager_last_name TEXT,
            company TEXT, starts_on TEXT, expires_on TEXT, product TEXT, activation TEXT,
            access TEXT, seats TEXT, serial_number TEXT, subscription_id TEXT,
            coordinator_email TEXT, coordinator_first_name TEXT, coordinator_last_name TEXT
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE requests (
            id TEXT NOT NULL PRIMARY KEY,
            reversed_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            document BLOB NOT NULL,
            digest BLOB NOT NULL,
            owner TEXT NOT NULL,
            prepared_user TEXT NOT NULL,
            prepared_host TEXT NOT NULL,
            requester TEXT NOT NULL,
            case_reference TEXT,
            submitted_at INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'rejected', 'withdrawn')),
            problems TEXT NOT NULL,
            withdrawal TEXT,
            handling TEXT NOT NULL,
            decided_at INTEGER NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE INDEX requests_by_ending ON requests (reversed_id);
        CREATE INDEX requests_by_subject ON requests (subject, id);
        CREATE INDEX requests_by_preparer ON requests (prepared_user, id);
        CREATE INDEX requests_by_case ON requests (case_reference, id)
            WHERE case_reference IS NOT NULL;
        CREATE INDEX requests_rejected ON requests (prepared_user, decided_at)
            WHERE outcome = 'rejected';

        CREATE TABLE journal (
            seq INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            request TEXT REFERENCES requests,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            field TEXT NOT NULL,
            old TEXT,
            new TEXT,
            actor TEXT NOT NULL,
            requester TEXT,
            reason TEXT,
            hash BLOB NOT NULL,
            total BLOB NOT NULL
        ) STRICT;
        CREATE INDEX journal_by_subject ON journal (subject);
        CREATE INDEX journal_by_request ON journal (request) WHERE request IS NOT NULL;
        CREATE INDEX journal_by_old ON journal (old) WHERE instr(old, '@') > 0;
        CREATE INDEX journal_by_new ON journal (new) WHERE instr(new, '@') > 0;
        CREATE INDEX journal_by_requester ON journal (requester) WHERE requester IS NOT NULL;

        -- What each row of people, contracts, serial_numbers and licenses (with loaded_rows) came to
        -- whenever it was written, by `HashedTable`.
        CREATE TABLE row_digests (
            seq INTEGER PRIMARY KEY,
            place TEXT NOT NULL,
            key TEXT NOT NULL,
            digest BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;

        -- Where the chains ended when a transaction did: counts, and the digest over all ends.
        CREATE TABLE seals (
            entries INTEGER NOT NULL,
            requests INTEGER NOT NULL,
            states INTEGER NOT NULL,
            digest BLOB NOT NULL
        ) STRICT;
        """

    /// `decision` counts up in the order in which decisions become durable, as one writer at a time
    /// makes them. (Where several do, a number drawn from a sequence can become visible after a
    /// greater one: such an engine has to draw it under a lock that it holds until the commit.)
    private static let countedDecisions = """
        ALTER TABLE requests ADD COLUMN decision INTEGER NOT NULL DEFAULT 0;
        UPDATE requests SET decision = rowid;
        CREATE UNIQUE INDEX requests_by_decision ON requests (decision);
        DROP INDEX requests_rejected;
        CREATE INDEX requests_rejected ON requests (prepared_user, decision)
            WHERE outcome = 'rejected';
        """
}

extension String {
    /// The form in which letter case does not count.
    package var key: String { normalised.lowercased() }
}
