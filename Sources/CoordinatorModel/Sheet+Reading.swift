extension Sheet {
    private enum Key: String, CodingKey, CaseIterable {
        case answers, overridden, halfTyped, position
    }

    /// The keys that it reads and writes.
    public static let keys = Set(Key.allCases.map(\.rawValue))

    /// Reads a sheet that an earlier or a later version wrote: what is missing was not there yet,
    /// and an override of a warning that this version does not know is no override.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let overridden = try fields.decodeIfPresent([Known].self, forKey: .overridden) ?? []
        self.init(
            answers: try fields.decodeIfPresent(Answers.self, forKey: .answers) ?? [:],
            overridden: Set(overridden.compactMap(\.problem)),
            halfTyped: try fields.decodeIfPresent([QuestionID: String].self, forKey: .halfTyped)
                ?? [:],
            position: try fields.decodeIfPresent(QuestionID.self, forKey: .position))
    }

    private struct Known: Decodable {
        let problem: Problem?

        init(from decoder: any Decoder) throws {
            problem = try? Problem(from: decoder)
        }
    }
}
