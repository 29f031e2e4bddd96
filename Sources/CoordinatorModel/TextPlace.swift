/// A place in a text that people edit, as editors number it.
public struct TextPlace: Hashable, Sendable {
    /// From 1.
    public let line: Int
    /// From 1, in characters.
    public let column: Int

    /// The place of the byte at `offset`; the end of the text for one after it.
    public init(offset: Int, in text: some Sequence<UInt8>) {
        let lines = text.prefix(offset)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        line = lines.count
        column = String(decoding: lines.last ?? [], as: UTF8.self).count + 1
    }
}

extension TextPlace: CustomStringConvertible {
    public var description: String { "line \(line), column \(column)" }
}

extension StrictJSON.Mistake {
    /// What is wrong, and where in a file that somebody wrote.
    public func description(in text: some Sequence<UInt8>) -> String {
        "\(kind), at \(TextPlace(offset: offset, in: text))"
    }
}
