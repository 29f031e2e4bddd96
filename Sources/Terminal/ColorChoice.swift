/// Whether text is shown with styles: the values of `--color`.
public enum ColorChoice: String, CaseIterable, Sendable {
    /// On a terminal that can, unless `NO_COLOR` is set.
    case auto

    /// Even where the text goes to a file or a program.
    case always

    case never

    /// Whether styles are shown, given where the text goes and how to look up the environment.
    func showsColor(onTerminal: Bool, environment: (String) -> String?) -> Bool {
        switch self {
        case .always:
            return true
        case .never:
            return false
        case .auto:
            // https://no-color.org: set to anything but the empty string.
            guard onTerminal, (environment("NO_COLOR") ?? "").isEmpty else { return false }
            return environment("TERM").map { !["", "dumb"].contains($0) } ?? false
        }
    }
}
