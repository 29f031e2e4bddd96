import CoordinatorModel
import Terminal

/// How many of something have which age: a histogram in one line, after Postfix's qshape.
struct AgeShape: Encodable {
    /// The upper ends of the columns, in minutes; what is older comes last.
    private static let ends: [(minutes: Int64, name: String)] = [
        (5, "5 min"), (30, "30 min"), (120, "2 h"), (480, "8 h"), (1440, "1 d"), (4320, "3 d"),
        (10080, "7 d"),
    ]

    /// One number for each column.
    private(set) var counts = [Int](repeating: 0, count: ends.count + 1)

    init(_ moments: some Sequence<Timestamp>, at now: Timestamp) {
        for moment in moments {
            let minutes = (now.millisecondsSince1970 - moment.millisecondsSince1970) / 60_000
            let column = Self.ends.firstIndex { minutes < $0.minutes } ?? Self.ends.count
            counts[column] += 1
        }
    }

    var total: Int { counts.reduce(0, +) }

    /// The shapes of several states, one row each; on a narrow screen only the columns that hold
    /// something, in words.
    static func text(_ shapes: [(state: String, shape: AgeShape)], width: Int?) -> String {
        let columns = ends.map { "<\($0.name)" } + ["older"]
        if let width, width < leastWidth {
            return shapes.map { state, shape in
                let parts = zip(columns, shape.counts).filter { $1 > 0 }.map { "\($0): \($1)" }
                return (["\(state) \(shape.total)"] + parts).joined(separator: ", ") + "\n"
            }.joined()
        }
        var table = Table((["AGE", "ALL"] + columns).map { Table.Column($0) })
        for (state, shape) in shapes {
            table.add([state, "\(shape.total)"] + shape.counts.map { $0 == 0 ? "." : "\($0)" })
        }
        return table.text()
    }

    /// What the table takes, and numbers of some digits.
    private static let leastWidth = 78
}
