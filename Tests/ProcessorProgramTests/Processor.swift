import Foundation
import ProcessingFixtures
import TestSupport

/// Runs the built processor with pipes, on the home of an office.
func processor(
    _ arguments: String..., in office: Office, timeout: Duration = .seconds(60)
) throws -> Program.Result {
    try Program.run(
        "coordinator-processor", arguments + ["--home", office.home.root.text], timeout: timeout)
}

/// The same in a terminal, for what has to be seen or stopped while it runs.
func processorInTerminal(_ arguments: String..., in office: Office) throws -> PseudoTerminal {
    try PseudoTerminal(
        "coordinator-processor", arguments + ["--home", office.home.root.text])
}

extension Program.Result {
    /// Standard output with the time that the run took replaced by `TIME`, and without the line that
    /// tells the store's digest, which has to be there.
    var timelessOutput: String {
        let digest = #/Digest of the store: [0-9a-f]{64}\n/#
        return standardOutput.contains(digest)
            ? standardOutput.replacing(#/in (less than )?\d+\.\d s/#, with: "in TIME s")
                .replacing(digest, with: "")
            : "no digest: \(standardOutput)"
    }

    /// Standard output as JSON.
    func json() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(standardOutput.utf8))
        return value as? [String: Any] ?? [:]
    }
}
