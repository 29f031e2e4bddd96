import CoordinatorModel

/// The name of a request as a folder lists it: where names of files are read as requests.
enum ListedName: Hashable, Sendable {
    /// Of a request about a serial number.
    case usual(PackedName)
    case other(QueueName)

    /// Nil for the name of what is no request.
    init?(_ name: UnsafeBufferPointer<UInt8>) {
        if let usual = PackedName(name) {
            self = .usual(usual)
        } else if let other = QueueName(FileName(bytes: name)) {
            self = .other(other)
        } else {
            return nil
        }
    }

    var id: RequestID {
        switch self {
        case .usual(let name): name.id
        case .other(let name): name.id
        }
    }

    var name: QueueName {
        switch self {
        case .usual(let name): name.name
        case .other(let name): name
        }
    }
}

extension Files {
    /// Calls `body` with the name of each request in a folder, in no order.
    func forEachRequest(
        in folder: Path, _ body: (ListedName) -> Void
    ) throws(QueueError) {
        try forEachName(in: folder) { bytes in
            if let name = ListedName(bytes) { body(name) }
        }
    }
}
