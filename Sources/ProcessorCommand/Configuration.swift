import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Terminal

/// What an operator has set for a home, in `HOME/configuration.json`.
struct Configuration: Decodable, Equatable {
    /// How long a request waits before it is applied; nil for not at all.
    var coolingOff: Age?

    init() {}

    private enum CodingKeys: CodingKey, CaseIterable {
        case coolingOff
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(refusingKeysOutside: CodingKeys.self)
        coolingOff = try fields.decodeIfPresent(Age.self, forKey: .coolingOff)
    }

    /// Reads a home's configuration; all is as ever where there is none.
    init(of home: Home) throws {
        let path = home.configuration.text
        guard FileManager.default.fileExists(atPath: path) else { return }
        let reason: String
        var content = Data()
        do {
            content = try Data(contentsOf: URL(fileURLWithPath: path))
            self = try StrictJSON.decode(
                Configuration.self, from: content, orThrow: DocumentError.self)
            return
        } catch DocumentError.notStrictJSON(let mistake) {
            reason = mistake.description(in: content)
        } catch let error as DocumentError {
            reason = "\(error)"
        } catch {
            reason = "it cannot be read"
        }
        throw Failure(
            """
            \(printable(path)) cannot be used: \(printable(reason)). Nothing was done. Correct it, or \
            remove it to do without.
            """, .setUpNeeded)
    }
}

/// How long requests wait before they are applied.
struct CoolingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Apply only what has waited so long, so that it can still be withdrawn: 24h, 45m, 2d.",
            discussion: "Default: \"coolingOff\" in the home's configuration.json, else none.",
            valueName: "time"))
    var coolingOff: Age?

    func time(in home: Home) throws -> Duration {
        let configured = try Configuration(of: home).coolingOff
        return (coolingOff ?? configured)?.duration ?? .zero
    }
}
