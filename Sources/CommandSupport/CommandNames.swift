import ArgumentParser
import Terminal

/// The release, as `--version` prints it.
public let programVersion = "0.1.0"

extension ParsableCommand {
    /// Throws where a word that should name a command names none. The parser looks at options first,
    /// and would complain of the first one that it does not know without a command.
    static func checkCommand(in arguments: some Collection<String>) throws(Failure) {
        guard let word = arguments.first, !word.hasPrefix("-") else { return }
        if word == "help" { return try checkCommand(in: arguments.dropFirst()) }
        let commands = configuration.subcommands
        if commands.isEmpty || configuration.defaultSubcommand != nil { return }
        guard let command = commands.first(where: { $0._commandName == word }) else {
            throw Failure(
                """
                There is no command '\(printable(word))'. There are: \
                \(commands.map { $0._commandName }.joined(separator: ", ")). --help tells of each.
                """, .usage)
        }
        try command.checkCommand(in: arguments.dropFirst())
    }
}
