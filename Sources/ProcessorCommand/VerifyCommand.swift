import ArgumentParser
import CommandSupport
import CoordinatorModel
import Store
import Terminal

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Tell whether somebody else than this program has edited the store.",
        discussion: """
            Journal, requests, licenses, contracts and people are hashed as they are written. This \
            makes all hashes anew and compares; it only reads. It finds every edit and deletion \
            whose author did not make the hashes anew too; with a digest that a run printed, and that \
            was kept elsewhere, those as well.
            """)

    @Option(
        help: ArgumentHelp(
            "The digest that some run printed: the store has to have come from there.",
            valueName: "digest"),
        transform: digest)
    var expect: Digest?

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func run() async throws {
        let place = try Workplace(lookingAt: homeOptions)
        let line = SharedProgressLine(label: "Verifying:")
        let verification: Verification
        do {
            verification = try await place.directory.verify(expecting: expect) {
                line.update(done: $0.done, of: $0.total)
            }
        } catch {
            line.finish()
            throw error
        }
        line.finish()
        let words = VerifyWords(verification)
        switch formatOptions.format {
        case .json: try printJSON(words)
        case .text: try printWords(words.text)
        }
        if let failure = words.failure(path: place.home.store.text) { throw failure }
    }
}

/// Reads a digest of the command line.
@Sendable private func digest(_ text: String) throws -> Digest {
    guard let digest = Digest(hexadecimal: text) else {
        throw ValidationError("--expect needs a digest: 64 hexadecimal digits.")
    }
    return digest
}
