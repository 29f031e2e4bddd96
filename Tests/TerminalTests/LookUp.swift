import Glibc
import TestSupport

/// A look-up that `EchoPrompt` is busy with until the test ends it.
struct LookUp {
    private let directory: TemporaryDirectory

    /// What to name after `--look-up`.
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.appending("look-up")
        guard mkfifo(path, 0o600) == 0 else {
            throw ProgramFailure(description: "mkfifo: error \(errno)")
        }
    }

    func finish() {
        close(open(path, O_WRONLY))
    }
}
