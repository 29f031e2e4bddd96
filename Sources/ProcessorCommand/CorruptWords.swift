import CommandSupport
import CoordinatorModel
import Foundation
import RequestQueue
import Terminal

/// Corrupt files, for people and for programs.
struct CorruptWords {
    let records: [Record]

    struct Record: Encodable {
        let number: Int
        /// What is recorded; nil where the record cannot be read.
        let record: CorruptRecord?

        init(_ number: Int, _ record: CorruptRecord?) {
            (self.number, self.record) = (number, record)
        }
    }

    init(_ records: [(number: Int, record: CorruptRecord?)]) {
        self.records = records.map { Record($0.number, $0.record) }
    }

    func table(width: Int?) -> String {
        var table = Table([
            .init("NUMBER"), .init("AGE"), .init("OWNER"), .init("NAME", isTruncated: true),
            .init("WHY", isTruncated: true),
        ])
        for entry in records {
            guard let record = entry.record else {
                table.add(["\(entry.number)", "", "", "", "its record cannot be read"])
                continue
            }
            let ending = record.ending.map { "\($0.action.rawValue): " } ?? ""
            table.add([
                "\(entry.number)", record.putAsideAt.age(at: .now), record.owner, record.name,
                ending + record.reason,
            ])
        }
        return table.text(width: width)
    }

    /// One record in full, then the beginning of the content.
    static func text(_ number: Int, _ record: CorruptRecord?, _ content: Data?) -> String {
        guard let record else { return "The record of corrupt file \(number) cannot be read." }
        var lines = [
            "Corrupt file \(number)",
            "  Why:       \(record.reason)",
            "  Name:      \(record.name), in \(record.folder)",
            "  Kind:      \(record.kind.rawValue)\(record.target.map { " to \($0)" } ?? "")",
            "  Owner:     \(record.owner)",
            "  Size:      \(counted(Int(record.size), "byte"))",
            record.isOriginal == true
                ? "  Content:   the file itself, which \(record.owner) may alter" : nil,
            "  Modified:  \(record.modifiedAt)",
            "  Put aside: \(record.putAsideAt)",
        ].compactMap(\.self)
        if let ending = record.ending {
            let reason = ending.reason.map { ": \($0)" } ?? ""
            lines.append(
                "  \(ending.action.rawValue.capitalized) by \(ending.by.actor) at "
                    + "\(ending.at)\(reason)")
        }
        lines = lines.map(printable)
        if let content {
            lines.append("")
            lines += String(decoding: content, as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false)
                .map { printable(String($0)) }
            if Int64(content.count) < record.size { lines.append("…") }
        }
        return lines.joined(separator: "\n")
    }
}
