import CoordinatorModel

/// What becomes of a row.
enum RowVerdict: Hashable, Sendable {
    /// It is queued, in spite of these warnings.
    case good(warnings: Set<Problem.Code>)
    /// It was queued before.
    case done
    case bad
}

/// The verdicts on all rows, in two bytes each: files may have any number of rows.
struct RowVerdicts: Sendable {
    private var packed: [UInt16] = []

    var count: Int { packed.count }

    mutating func append(_ verdict: RowVerdict) {
        switch verdict {
        case .done: packed.append(Self.done)
        case .bad: packed.append(Self.bad)
        case .good(let warnings):
            packed.append(
                warnings.reduce(0) { packed, code in
                    guard let place = Self.warnings.firstIndex(of: code) else {
                        preconditionFailure("an error was overridden")
                    }
                    return packed | 1 << UInt16(place)
                })
        }
    }

    subscript(row: Int) -> RowVerdict {
        switch packed[row] {
        case Self.done: return .done
        case Self.bad: return .bad
        case let packed:
            let places = Self.warnings.indices.filter { packed & 1 << UInt16($0) != 0 }
            return .good(warnings: Set(places.map { Self.warnings[$0] }))
        }
    }

    /// At most fourteen, so that no set of them is one of the two numbers below.
    private static let warnings = Problem.Code.allCases.filter(\.isWarning)
    private static let done = UInt16.max
    private static let bad = UInt16.max - 1
}
