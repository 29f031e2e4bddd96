/// Makes IDs that only ever grow: by the clock, and within one millisecond by counting.
///
/// The counter starts at random in each new millisecond, so that two machines do not meet. Where it
/// overflows, or the clock stands still or goes back, counting goes on from the last ID.
public struct RequestIDSource: Sendable {
    private var last: RequestID?

    public init(after last: RequestID? = nil) {
        self.last = last
    }

    public mutating func next(
        at moment: Timestamp, using generator: inout some RandomNumberGenerator
    ) -> RequestID {
        let fresh = RequestID(
            milliseconds: UInt64(max(0, moment.millisecondsSince1970)),
            counter: .random(in: 0...UInt32.max, using: &generator))
        let next = last.map { fresh.milliseconds > $0.milliseconds ? fresh : $0.successor } ?? fresh
        last = next
        return next
    }
}
