import RequestQueue
import Terminal

/// Tells on standard error where other accounts can get into a home, and how it is shut. It keeps
/// nobody from working; what keeps one is for the home's own checks to say.
public func remarkIfOpen(_ home: Home) {
    guard let openness = try? home.openness() else { return }
    printRemark(openness.words(for: home))
}

extension Home.Openness {
    func words(for home: Home) -> String {
        let path = printable(home.root.text)
        return """
            Other accounts can get into the home \(path): its permissions are \(octal(mode)), and \
            should be \(octal(proper)). To shut it:
                chmod \(octal(proper)) \(shellQuoted(path))
            """
    }

    private func octal(_ mode: UInt32) -> String { String(mode, radix: 8) }
}
