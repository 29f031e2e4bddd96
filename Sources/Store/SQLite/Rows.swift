import CoordinatorModel
import GRDB

/// A value in the store that is none of what may stand there: some other program wrote it.
struct UnreadableValue: Error, CustomStringConvertible {
    let description: String

    init(_ value: String, _ type: Any.Type) {
        description = "the store holds “\(value)” where a \(type) belongs"
    }
}

/// A row that was just written is not there: a trigger that is none of ours took it away.
struct RowVanished: Error, CustomStringConvertible {
    let table: String

    var description: String { "a row written to “\(table)” is gone at once" }
}

extension Contract {
    /// The columns of `Database.contract`, from that place on.
    init(_ row: Row, at place: Int) throws {
        var activations: Set<Activation> = []
        if row[place + 2] { activations.insert(.serialNumber) }
        if row[place + 3] { activations.insert(.signIn) }
        self.init(
            number: row[place], company: row[place + 1],
            manager: try Person(email: row[place + 4], row, at: place + 5),
            activations: activations)
    }
}

extension Person {
    /// First name, last name and telephone number, from that place on.
    init(email: String, _ row: Row, at place: Int) throws {
        self.init(
            firstName: row[place], lastName: row[place + 1],
            email: try EmailAddress(stored: email), phone: row[place + 2])
    }
}

extension License {
    init(_ row: Row) throws {
        self.init(
            contractNumber: row[0], product: row[1],
            activation: try .stored(row[2]), access: try .stored(row[3]), seats: row[4],
            serialNumber: try (row[5] as String?).map { try SerialNumber(stored: $0) },
            subscriptionID: row[6],
            startsOn: try (row[7] as String?).map { try CalendarDate(stored: $0) },
            expiresOn: try (row[8] as String?).map { try CalendarDate(stored: $0) })
    }
}

extension EmailAddress {
    init(stored text: String) throws {
        do {
            try self.init(typed: text)
        } catch {
            throw UnreadableValue(text, Self.self)
        }
    }
}

extension SerialNumber {
    init(stored text: String) throws {
        guard let number = SerialNumber(typed: text) else {
            throw UnreadableValue(text, Self.self)
        }
        self = number
    }
}

extension CalendarDate {
    init(stored text: String) throws {
        guard let date = CalendarDate(text) else { throw UnreadableValue(text, Self.self) }
        self = date
    }
}

extension RequestID {
    init(stored text: String) throws {
        guard let id = RequestID(exactly: text) else { throw UnreadableValue(text, Self.self) }
        self = id
    }
}

extension RawRepresentable where RawValue == String {
    static func stored(_ text: String) throws -> Self {
        guard let value = Self(rawValue: text) else { throw UnreadableValue(text, Self.self) }
        return value
    }
}
