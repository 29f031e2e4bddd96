import Terminal

/// Where the bad rows of a file are.
enum BadRowsPlace: Hashable {
    /// There are none, or nothing was to be written.
    case nowhere
    /// In this file, which holds them as they were found, and nothing else.
    case written(String)
    /// Something was there already under the name given, and was left alone: the file of an earlier
    /// submit, by now corrected perhaps, or anything else.
    case leftAlone(String)

    /// The file that holds them; nil where that is not known.
    var written: String? {
        switch self {
        case .written(let path): path
        case .nowhere, .leftAlone: nil
        }
    }

    /// To be added to how many there are.
    var words: String {
        switch self {
        case .nowhere: ""
        case .written(let path): ", written to \(printable(path))"
        case .leftAlone(let path): "; \(printable(path)) was there already and was not touched"
        }
    }
}
