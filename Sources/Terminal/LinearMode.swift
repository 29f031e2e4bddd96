import Glibc

/// Whether everything is to be shown one line after the other, nothing drawn again: for screen readers,
/// and for terminals that can do nothing else.
public enum LinearMode {
    /// `ACCESSIBLE=1` or `TERM=dumb`.
    public static var isAskedForByEnvironment: Bool {
        value("ACCESSIBLE") == "1" || value("TERM") == "dumb"
    }

    private static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
