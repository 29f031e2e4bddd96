import CommaSeparated

/// The rows of a file of requests, one reading of it.
struct BatchTable {
    let reading: BatchReading
    private var table: TableReader<BatchColumn>

    init(_ file: BatchFile) throws(BatchError) {
        reading = try file.reading()
        do throws(TableError) {
            table = try TableReader(reading.source, skipsRemarks: true, keepsText: true)
        } catch {
            try reading.check()
            throw .table(error)
        }
    }

    var header: [String] { table.header }
    /// What came last, as it stands in the file.
    var lastText: RowText? { table.lastText }
    var bytesRead: Int { table.bytesRead }

    /// The next row, or what is wrong with it; nil at the end of a file that is what it was. The
    /// last row before that may be cut short where it is not. Rows of empty fields, which spreadsheets
    /// leave behind, are none.
    mutating func next() throws(BatchError) -> TableReader<BatchColumn>.Record? {
        while let record = try read() {
            switch record {
            case .mistake(.unreadable(.unclosedQuote, _), let line):
                throw .endsInsideQuote(line: line)
            case .row(let row) where row.fields.allSatisfy({ $0.allSatisfy(\.isWhitespace) }):
                continue
            case .row, .mistake:
                return record
            }
        }
        return nil
    }

    private mutating func read() throws(BatchError) -> TableReader<BatchColumn>.Record? {
        let record: TableReader<BatchColumn>.Record?
        do throws(ReadError) {
            record = try table.next()
        } catch {
            throw .unreadable(error)
        }
        try reading.check()
        return record
    }
}
