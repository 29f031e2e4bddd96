/// What a program wrote to a terminal, without what is not text.
///
/// Escape sequences, carriage returns and bells are left out; a backspace stays.
struct ScreenText {
    private enum State {
        case text
        /// After ESC.
        case escape
        /// In a sequence that a letter or another final byte ends (`ESC [ … m`).
        case control
        /// In a sequence that a bell or `ESC \` ends (`ESC ] … BEL`).
        case string
    }

    private var bytes: [UInt8] = []
    private var state = State.text

    /// Everything so far.
    var text: String { text(from: 0) }

    mutating func take(_ received: [UInt8]) {
        for byte in received {
            switch (state, byte) {
            case (.text, 0x1B): state = .escape
            case (.text, 0x0D), (.text, 0x07): break
            case (.text, _): bytes.append(byte)
            case (.escape, UInt8(ascii: "[")): state = .control
            case (.escape, UInt8(ascii: "]")): state = .string
            case (.escape, 0x20...0x2F): break
            case (.escape, _): state = .text
            case (.control, 0x40...0x7E): state = .text
            case (.control, _): break
            case (.string, 0x07): state = .text
            case (.string, 0x1B): state = .escape
            case (.string, _): break
            }
        }
    }

    /// The first place of the text from an offset on.
    func find(_ text: String, from start: Int) -> Range<Int>? {
        let wanted = Array(text.utf8)
        guard !wanted.isEmpty else { return start..<start }
        guard bytes.count - start >= wanted.count else { return nil }
        return (start...(bytes.count - wanted.count))
            .first { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
            .map { $0..<($0 + wanted.count) }
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    func text(from start: Int) -> String {
        text(start..<bytes.count)
    }
}
