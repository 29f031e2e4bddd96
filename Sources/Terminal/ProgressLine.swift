/// One line that tells how far a long piece of work has come, redrawn in place.
///
/// Silent where there is no terminal, and in the linear mode. Finish it before anything else is shown.
public final class ProgressLine {
    private let screen: Screen
    private let isSilent: Bool
    private let now: () -> ContinuousClock.Instant
    private var drawing = ProgressDrawing()

    public init(
        on screen: Screen, isLinear: Bool = LinearMode.isAskedForByEnvironment,
        now: @escaping () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.screen = screen
        isSilent = !screen.isTerminal || isLinear
        self.now = now
    }

    /// Tells how far the work has come. Cheap: at most ten times a second something is drawn.
    public func update(done: Int, of total: Int, label: String) {
        guard !isSilent, drawing.isDue(at: now()) else { return }
        let text = "\(label) \(done) of \(total)"
        screen.show(drawing.draw(text, columns: screen.width, at: now()))
    }

    /// Erases the line; the cursor stands at its beginning.
    public func finish() {
        screen.show(drawing.erase())
    }
}

/// What to write so that the progress line shows a text: carriage returns and spaces alone.
struct ProgressDrawing {
    private var lastDrawn: ContinuousClock.Instant?
    private var columnsInUse = 0

    /// Whether a tenth of a second has passed since the line was drawn.
    func isDue(at now: ContinuousClock.Instant) -> Bool {
        lastDrawn.map { $0.duration(to: now) >= .milliseconds(100) } ?? true
    }

    /// Shows the text instead of what was shown; the last column stays free.
    mutating func draw(_ text: String, columns: Int, at now: ContinuousClock.Instant) -> String {
        let shown = printable(text).truncated(columns: columns - 1)
        let width = shown.displayWidth
        let rest = String(repeating: " ", count: max(min(columnsInUse, columns - 1) - width, 0))
        lastDrawn = now
        columnsInUse = width
        return "\r" + shown + rest
    }

    /// Removes what was shown, if anything was.
    mutating func erase() -> String {
        guard columnsInUse > 0 else { return "" }
        defer { self = ProgressDrawing() }
        return "\r" + String(repeating: " ", count: columnsInUse) + "\r"
    }
}
