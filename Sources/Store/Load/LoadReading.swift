import CommaSeparated

/// The first half of a load: reads the text, once, and sets the good rows aside.
package enum LoadReading {
    package static func read(
        _ source: LoadSource, into target: some LoadTarget, _ report: inout LoadReport,
        _ progress: (LoadProgress) -> Void
    ) throws {
        var table = try open(source)
        while let record = try next(&table) {
            report.rowsRead += 1
            if report.rowsRead.isMultiple(of: 1000) { progress(.checked(rows: report.rowsRead)) }
            switch record {
            case .mistake(.unreadable(let mistake, let column), let line):
                if case .unclosedQuote = mistake { report.endsInsideQuote = true }
                let reason = LoadMistake.unreadable(mistake, column: column)
                report.badRows.append(.init(line: line, reason: reason))
            case .mistake(.fieldCount(let found, let expected), let line):
                let reason = LoadMistake.fieldCount(found: found, expected: expected)
                report.badRows.append(.init(line: line, reason: reason))
            case .row(let row):
                do {
                    try target.stage(try checked(row, beside: target))
                } catch let reason as LoadMistake {
                    report.badRows.append(.init(line: row.line, reason: reason))
                }
            }
        }
        progress(.checked(rows: report.rowsRead))
    }

    /// The row, where it is good by itself and beside the good rows before it.
    private static func checked(
        _ fields: TableReader<LoadColumn>.Row, beside target: some LoadTarget
    ) throws -> LoadRow {
        let row = try LoadRow(line: fields.line) { fields[$0] }
        if let line = try target.stagedLine(key: row.key) {
            throw LoadMistake.repeated(firstLine: line)
        }
        let serial = row[.serialNumber]
        try row.checkAgreement(
            sibling: serial.isEmpty ? nil : try target.firstStaged(serialNumber: serial),
            neighbour: try target.firstStaged(contract: row[.contractNumber].key))
        return row
    }

    private static func open(_ source: LoadSource) throws(LoadError) -> TableReader<LoadColumn> {
        let bytes: ByteSource
        do throws(ReadError) {
            bytes = try source.open()
        } catch {
            throw .table(.unreadable(error))
        }
        do throws(TableError) {
            return try TableReader(bytes)
        } catch {
            throw .table(error)
        }
    }

    private static func next(
        _ table: inout TableReader<LoadColumn>
    ) throws(LoadError) -> TableReader<LoadColumn>.Record? {
        do throws(ReadError) {
            return try table.next()
        } catch {
            throw .unreadable(error)
        }
    }
}
