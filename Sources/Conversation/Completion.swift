/// What Tab makes of a line: the candidates that begin like it.
public struct Completion: Equatable, Sendable {
    /// Something that can stand in the line.
    public struct Candidate: Hashable, Sendable {
        /// The whole line.
        public let line: String
        /// What is shown beside it in a list.
        public let remark: String

        public init(_ line: String, remark: String = "") {
            self.line = line
            self.remark = remark
        }
    }

    /// What stands in the line now: the one candidate, or what all of them have in common.
    public let line: String
    /// The candidates to choose from; empty where nothing is left to choose.
    public let choices: [Candidate]

    /// Letter case does not count. A line that begins like none of them stays as it is.
    public init(of line: String, among candidates: [Candidate]) {
        let fitting = candidates.filter { $0.line.lowercased().hasPrefix(line.lowercased()) }
        guard let first = fitting.first else {
            (self.line, choices) = (line, [])
            return
        }
        if fitting.count == 1 {
            (self.line, choices) = (first.line, [])
            return
        }
        let common = fitting.dropFirst().reduce(first.line) { common, candidate in
            String(zip(common, candidate.line).prefix { $0 == $1 }.map(\.0))
        }
        self.line = common.count > line.count ? common : line
        choices = fitting
    }
}
