import ArgumentParser
import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Store
import Terminal

struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Make the home: folders for drafts and queue, and an empty store.",
        discussion: """
            What is there already stays as it is, apart from the permissions of the folders, which \
            are set right. File systems over a network are refused.

            A home is one person's, unless --staff-group and --user are given, as root: then a \
            group of people drafts and submits in it, and a user of its own, whom nobody else \
            works as, processes.
            """)

    @Option(help: ArgumentHelp("Share the home with this group of people.", valueName: "group"))
    var staffGroup: String?

    @Option(help: ArgumentHelp("The account that processes a shared home.", valueName: "user"))
    var user: String?

    @OptionGroup var homeOptions: HomeOptions
    @OptionGroup var formatOptions: FormatOptions

    func validate() throws {
        if (staffGroup == nil) != (user == nil) {
            throw ValidationError("--staff-group and --user belong together.")
        }
        if staffGroup != nil, homeOptions.practice {
            throw ValidationError("A home for practice is one person's: leave out --staff-group.")
        }
    }

    func run() async throws {
        let home = try homeOptions.locate()
        var team: Team?
        if let staffGroup, let user { team = try Team(user: user, group: staffGroup) }
        let missing = Parts.missing(in: home)
        if homeOptions.practice {
            try await PracticeHome.prepare(home)
        } else if let team {
            try home.setUp(for: team)
            _ = try SQLiteStore.create(at: home.store.text, mode: Sharing.team.modeOfStore)
            try home.open(to: team)
        } else {
            try home.setUp()
            _ = try SQLiteStore.create(at: home.store.text)
        }
        let report = SetupReport(home: home.root.text, made: missing)
        switch formatOptions.format {
        case .json: try printJSON(report)
        case .text:
            try printWords(report.text)
            if let team { printRemark(words(for: team)) }
            if report.made.contains(Parts.store), !homeOptions.practice {
                let prefix = team.map { sudo(as: $0.user.name) + " " } ?? ""
                printRemark(
                    """
                    The store is empty. To load licenses:
                        \(prefix)coordinator-processor load FILE.csv\(homeOptions.retyped)
                    """)
            }
        }
    }

    private func words(for team: Team) -> String {
        var words =
            "It belongs to \(printable(team.user.name)); the group \(printable(team.group.name)) "
            + "drafts and submits in it."
        if !team.isUserInGroup {
            let names = "\(printable(team.group.name)) \(printable(team.user.name))"
            words += """
                 But that account is not in the group: it can read no drafts and receipts, and a \
                backup leaves them out. To end that:
                    usermod -aG \(names)
                """
        }
        let protection = "/proc/sys/fs/protected_hardlinks"
        if let text = try? String(contentsOfFile: protection, encoding: .utf8), text.hasPrefix("0")
        {
            words += """
                 But on this machine people can make hard links to each other's files, and so \
                submit in a colleague's name. To end that:
                    sysctl fs.protected_hardlinks=1
                """
        }
        return words
    }
}

/// What a home consists of, by its paths in it.
private enum Parts {
    static let store = "store.sqlite"

    static func missing(in home: Home) -> [String] {
        let parts = Home.Folder.allCases.map { ($0.rawValue, home[$0]) } + [(store, home.store)]
        let files = FileManager.default
        return parts.filter { _, path in
            // A store of no bytes is one that was never made, or lost: it is made anew, and said.
            let size = try? files.attributesOfItem(atPath: path.text)[.size] as? Int
            return !files.fileExists(atPath: path.text) || size == 0
        }.map(\.0)
    }
}

private struct SetupReport: Encodable {
    let home: String
    /// Empty where nothing was missing.
    let made: [String]

    var text: String {
        made.isEmpty
            ? "The home \(printable(home)) is complete; nothing was missing."
            : "The home \(printable(home)) is ready. Made: \(made.joined(separator: ", "))."
    }
}
