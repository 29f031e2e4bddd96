import Testing

@testable import Terminal

@Suite("Progress")
struct ProgressTests {
    private let start = ContinuousClock.now

    @Test("the line is redrawn at most ten times a second")
    func pace() {
        var drawing = ProgressDrawing()
        #expect(drawing.isDue(at: start))

        _ = drawing.draw("Applying 1 of 9", columns: 80, at: start)

        #expect(!drawing.isDue(at: start + .milliseconds(99)))
        #expect(drawing.isDue(at: start + .milliseconds(100)))
    }

    @Test("a shorter text covers the longer one before it")
    func covering() {
        var drawing = ProgressDrawing()

        #expect(drawing.draw("Applying 10 of 10", columns: 80, at: start) == "\rApplying 10 of 10")
        #expect(drawing.draw("Saving", columns: 80, at: start) == "\rSaving           ")
        #expect(drawing.erase() == "\r      \r")
        #expect(drawing.erase() == "")
    }

    @Test("the text never reaches the last column")
    func narrow() {
        var drawing = ProgressDrawing()

        #expect(drawing.draw("Applying 10 of 10", columns: 10, at: start) == "\rApplying…")
    }
}
