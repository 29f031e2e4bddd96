import ArgumentParser
import CoordinatorModel
import RequestQueue

/// How long ago something was, or how long it lasts: `30d`, `12h` or `45m`.
public struct Age: ExpressibleByArgument, Hashable, Sendable {
    public let milliseconds: Int64

    public var duration: Duration { .milliseconds(milliseconds) }

    public init?(argument: String) {
        let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let unit = argument.last.flatMap({ units[$0] }),
            let count = Int64(argument.dropLast()), (0...100_000).contains(count)
        else { return nil }
        milliseconds = count * unit
    }

    /// Whether `moment` is longer ago than this.
    public func isExceeded(since moment: Timestamp, at now: Timestamp) -> Bool {
        now.millisecondsSince1970 - moment.millisecondsSince1970 > milliseconds
    }
}

extension Age: Decodable {
    public init(from decoder: any Decoder) throws {
        self = try decoder.value(expected: "not a time such as 30d, 12h or 45m") {
            Age(argument: $0)
        }
    }
}

extension Timestamp {
    /// How long ago this was, for people: `now`, `5 min`, `3 h`, `12 d`.
    public func age(at now: Timestamp) -> String {
        let minutes = max(0, now.millisecondsSince1970 - millisecondsSince1970) / 60_000
        return switch minutes {
        case 0: "now"
        case ..<60: "\(minutes) min"
        case ..<(48 * 60): "\(minutes / 60) h"
        default: "\(minutes / (24 * 60)) d"
        }
    }
    /// The same within a sentence: `just now`, `5 min ago`.
    public func ago(at now: Timestamp) -> String {
        let age = age(at: now)
        return age == "now" ? "just now" : age + " ago"
    }
}

extension Holder {
    /// Who it is and since when, within a sentence.
    public func words(at now: Timestamp) -> String {
        "\(user) on \(host), process \(process), begun \(since.ago(at: now))"
    }
}
