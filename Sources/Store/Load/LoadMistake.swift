import CommaSeparated
import CoordinatorModel

/// Why a row cannot be loaded.
public enum LoadMistake: Error, Hashable, Sendable {
    case unreadable(RowReader.Mistake, column: String?)
    case fieldCount(found: Int, expected: Int)
    case missing(LoadColumn)
    /// More characters than the column may have.
    case tooLong(LoadColumn, longest: Int)
    /// Control characters, or others that nobody means to type.
    case unprintable(LoadColumn)
    case malformedEmail(LoadColumn, String)
    case malformedSerialNumber(String)
    /// Not a day that exists, written `YYYY-MM-DD`.
    case malformedDate(LoadColumn, String)
    /// Not a whole number from 1.
    case malformedSeats(String)
    /// Not one of the words that the column may have.
    case unknownWord(LoadColumn, String, known: [String])
    case expiresBeforeStart
    /// Every multi-user license is a serial-number license.
    case multiUserSignIn
    /// A serial-number license without a serial number.
    case noSerialNumber
    /// A sign-in license without a subscription ID.
    case noSubscriptionID
    /// A sign-in license has neither serial number nor coordinator.
    case notForSignIn(LoadColumn)
    /// A coordinator's name without an address.
    case nameWithoutEmail(LoadColumn)
    /// The license of an earlier line once more.
    case repeated(firstLine: Int)
    /// Rows of one serial number or one contract that do not agree.
    case disagrees(LoadColumn, firstLine: Int, value: String, first: String)
    /// A new license of a known serial number that says otherwise than the store, with nothing in the
    /// file that would change it there.
    case disagreesWithStore(LoadColumn, value: String, store: String)
}

extension LoadMistake: CustomStringConvertible {
    /// One line for an operator, without a full stop. What the file says may be in it.
    public var description: String {
        switch self {
        case .unreadable(let mistake, let column): mistake.words(column: column)
        case .fieldCount(let found, let expected):
            "has \(found) fields; the header names \(expected)"
        case .missing(let column): "\(column.rawValue) is empty"
        case .tooLong(let column, let longest):
            "\(column.rawValue) is longer than \(longest) characters"
        case .unprintable(let column): "\(column.rawValue) holds control characters"
        case .malformedEmail(let column, let text):
            "\(column.rawValue): “\(text)” is not an email address"
        case .malformedSerialNumber(let text):
            "serial_number: “\(text)” is not three digits, a dash and eight digits"
        case .malformedDate(let column, let text):
            "\(column.rawValue): “\(text)” is not a day such as 2026-11-23"
        case .malformedSeats(let text): "seats: “\(text)” is not a whole number from 1"
        case .unknownWord(let column, let text, let known):
            "\(column.rawValue): “\(text)” is not \(known.joined(separator: " or "))"
        case .expiresBeforeStart: "expires_on lies before starts_on"
        case .multiUserSignIn:
            "a multi-user license cannot be a sign-in license: all of them have serial numbers"
        case .noSerialNumber: "a serial-number license without serial_number"
        case .noSubscriptionID: "a sign-in license without subscription_id"
        case .notForSignIn(let column): "a sign-in license has no \(column.rawValue)"
        case .nameWithoutEmail(let column): "\(column.rawValue) is given without an address"
        case .repeated(let line): "the same license as on line \(line)"
        case .disagrees(let column, let line, let value, let first):
            "\(column.rawValue) is \(Self.quoted(value)) here and \(Self.quoted(first)) on line \(line)"
        case .disagreesWithStore(let column, let value, let store):
            "\(column.rawValue) is \(Self.quoted(value)) here and \(Self.quoted(store)) in the store"
        }
    }

    private static func quoted(_ value: String) -> String {
        value.isEmpty ? "empty" : "“\(value)”"
    }
}

extension RowReader.Mistake {
    fileprivate func words(column: String?) -> String {
        func place(_ field: Int) -> String { column ?? "field \(field)" }
        return switch self {
        case .unclosedQuote(let field):
            "the quote that opens \(place(field)) is never closed, so nothing after it was read"
        case .textAfterQuote(let field): "text follows the closing quote of \(place(field))"
        case .invalidUTF8(let field): "\(place(field)) is not UTF-8 text"
        case .nul(let field): "\(place(field)) holds a NUL byte"
        case .fieldTooLong(let field, let longest):
            "\(place(field)) is longer than \(longest) bytes"
        case .tooManyFields(let most): "has more than \(most) fields"
        }
    }
}
