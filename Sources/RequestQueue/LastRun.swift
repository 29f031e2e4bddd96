import CoordinatorModel
import Foundation

/// How the last run of the processor ended: `queue/last-run.json`.
public struct LastRun: Hashable, Sendable, Codable {
    public var by: Holder
    public var endedAt: Timestamp
    /// As the report of the run says it: `drained`, `stopped`.
    public var ending: String
    public var applied: Int
    public var rejected: Int
    public var corrupt: Int
    public var withdrawn: Int
    public var seconds: Double

    public init(
        by: Holder, endedAt: Timestamp, ending: String, applied: Int, rejected: Int, corrupt: Int,
        withdrawn: Int, seconds: Double
    ) {
        (self.by, self.endedAt, self.ending) = (by, endedAt, ending)
        (self.applied, self.rejected) = (applied, rejected)
        (self.corrupt, self.withdrawn, self.seconds) = (corrupt, withdrawn, seconds)
    }

    /// Keeps this in place of what was there.
    public func keep(in home: Home, files: Files = Files()) throws(QueueError) {
        try files.replace(
            home.lastRun, content: StrictJSON.encode(self),
            mode: try home.sharing(files).modeOfFiles(in: .queue))
    }

    /// Nil where no run has ended yet, or what it left cannot be read.
    public static func read(from home: Home, files: Files = Files()) throws(QueueError) -> LastRun?
    {
        guard case .file(let content, _) = try files.read(home.lastRun, atMost: 65_536) else {
            return nil
        }
        return try? JSONDecoder().decode(LastRun.self, from: content)
    }
}
