import CommaSeparated
import CoordinatorModel
import RequestQueue

/// Queues the good rows of a file that was checked and confirmed.
public struct BatchQueueing {
    let file: BatchFile
    let findings: BatchFindings
    /// Durable by now.
    let receipt: Receipt
    let writer: QueueWriter

    public init(
        _ file: BatchFile, _ findings: BatchFindings, _ receipt: Receipt, writer: QueueWriter
    ) {
        (self.file, self.findings) = (file, findings)
        (self.receipt, self.writer) = (receipt, writer)
    }

    /// Reads the file again and queues its good rows, some thousand with one durable step. `progress`
    /// is told how many there are by now, and may throw to stop.
    ///
    /// After a throw any of them may be queued; to submit the file again queues what is missing.
    public func run(progress: (Int) throws(BatchError) -> Void) throws(BatchError) {
        var table = try BatchTable(file)
        var (row, queued) = (0, 0)
        var requests: [ChangeRequest] = []
        while let record = try table.next() {
            if case .row(let fields) = record, row < findings.rows,
                case .good(let warnings) = findings.verdicts[row]
            {
                let authorization = receipt.authorization
                let good = BatchRow(
                    fields, confirmedBy: authorization.confirmedBy, at: authorization.confirmedAt)
                requests.append(good.request(receipt, row: row, warnings: warnings))
            }
            row += 1
            if requests.count == Self.documentsAtATime {
                try put(requests)
                queued += requests.count
                requests.removeAll(keepingCapacity: true)
                try progress(queued)
            }
        }
        try put(requests)
        try progress(queued + requests.count)
    }

    private static let documentsAtATime = 4096

    private func put(_ requests: [ChangeRequest]) throws(BatchError) {
        if requests.isEmpty { return }
        let puts: [QueueWriter.Put]
        do throws(QueueError) {
            puts = try writer.put(requests)
        } catch {
            throw .queue(error)
        }
        if let place = puts.firstIndex(of: .nameTaken) {
            throw .nameTaken(QueueName(.coordinatorChange(requests[place])))
        }
    }
}
