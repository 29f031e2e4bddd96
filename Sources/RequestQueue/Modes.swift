/// Who can do what with the folders and files of a home: the only place where modes stand.
///
/// They are set exactly, whatever the umask.
public enum Sharing: Hashable, Sendable {
    /// One person's own: nobody else can look inside.
    case personal
    /// A staff group drafts and submits, a processor's account does the rest.
    case team

    /// How the home with this root is shared.
    init(rootMode: UInt32) {
        self = rootMode & 0o2050 == 0o2050 ? .team : .personal
    }

    var rootMode: UInt32 {
        switch self {
        case .personal: 0o700
        case .team: 0o2750
        }
    }

    func mode(of folder: Home.Folder) -> UInt32 {
        switch (self, folder) {
        case (.personal, _): 0o700
        // A colleague can go on with what somebody began.
        case (.team, .drafts), (.team, .receipts): 0o2770
        case (.team, .queue), (.team, .held), (.team, .corrupt): 0o2750
        // Sticky: who may put a file in may not remove a colleague's.
        case (.team, .temporary), (.team, .incoming), (.team, .withdrawals): 0o3770
        }
    }

    /// The mode of the files in a folder. Documents are made in `temporary`.
    func modeOfFiles(in folder: Home.Folder) -> UInt32 {
        switch (self, folder) {
        case (.personal, _): 0o600
        case (.team, .drafts), (.team, .receipts): 0o660
        case (.team, .temporary), (.team, .incoming), (.team, .withdrawals): 0o644
        case (.team, .held), (.team, .corrupt), (.team, .queue): 0o640
        }
    }

    /// The mode of the store; what SQLite makes beside it has the same.
    public var modeOfStore: UInt32 {
        switch self {
        case .personal: 0o600
        case .team: 0o640
        }
    }

    static let processorLockMode: UInt32 = 0o600
}
