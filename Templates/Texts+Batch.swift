import CoordinatorModel

extension Texts {
    /// The words to be confirmed for a whole file of requests. They are true whichever of its rows
    /// are good: the digest says what was confirmed, byte for byte.
    public func batchStatement(file: String, digest: Digest, rows: Int) -> String {
        let values = [
            "file": file, "sha": digest.description, "rows": rows == 1 ? "1 row" : "\(rows) rows",
        ]
        return render("batch-statement.mustache", values)
    }
}
