/// One row byte for byte as it stands in a text, quotes and mistakes included.
public struct RowText: Hashable, Sendable {
    /// In bytes; of a longer row nothing is kept.
    public static let longest = 256 * 1024

    private var bytes: [UInt8] = []
    /// Where each field but the last one ends, its comma included.
    private var ends: [Int] = []
    private var isTooLong = false

    /// Every field, without the commas between them; none of a row that is too long.
    public var fields: [[UInt8]] {
        if isTooLong { return [] }
        let starts = [0] + ends
        return zip(starts, ends.map { $0 - 1 } + [bytes.count]).map { Array(bytes[$0..<$1]) }
    }

    mutating func append(_ byte: UInt8) {
        if isTooLong { return }
        bytes.append(byte)
        if bytes.count > Self.longest { (bytes, ends, isTooLong) = ([], [], true) }
    }

    /// Called after the comma was appended.
    mutating func endField() {
        if !isTooLong { ends.append(bytes.count) }
    }
}
