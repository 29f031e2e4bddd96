import CoordinatorModel

/// What waited and was held at one moment, by ID and by subject, held compactly: for judging many
/// requests at once.
public struct QueueSnapshot: Sendable {
    private var waiting: [PackedName] = []
    private var bySerial: [PackedName] = []
    private var held: [RequestID: ListedName] = [:]
    private var heldBySerial: [UInt64: [RequestID]] = [:]
    /// Names of what waits that are not of the usual form.
    private var others: [QueueName] = []

    /// An empty queue.
    public init() {}

    init(_ home: Home, _ files: Files) throws(QueueError) {
        // A request goes from `incoming` to `held` or back; seen in both is better than in none.
        try readHeld(home, files)
        try files.forEachRequest(in: home[.incoming]) { name in
            switch name {
            case .usual(let name): waiting.append(name)
            case .other(let name): others.append(name)
            }
        }
        try readHeld(home, files)
        for case .usual(let name) in held.values {
            heldBySerial[name.serial, default: []].append(name.id)
        }
        heldBySerial = heldBySerial.mapValues { $0.sorted() }
        waiting.sort()
        bySerial = waiting.sorted { ($0.serial, $0) < ($1.serial, $1) }
    }

    /// Where the request with this ID is; nil where it neither waits nor is held.
    public func folder(of id: RequestID) -> Home.Folder? {
        if held[id] != nil { return .held }
        let place = waiting.leading { $0.id < id }
        if place < waiting.count, waiting[place].id == id { return .incoming }
        return others.contains { $0.id == id } ? .incoming : nil
    }

    /// The requests that wait for a serial number, by ID.
    public func waiting(for number: SerialNumber) -> [RequestID] {
        let serial = number.packed
        let start = bySerial.leading { $0.serial < serial }
        return bySerial[start...].prefix { $0.serial == serial }.map(\.id)
    }

    /// The requests for a serial number that are held, by ID.
    public func held(for number: SerialNumber) -> [RequestID] {
        heldBySerial[number.packed] ?? []
    }

    private mutating func readHeld(_ home: Home, _ files: Files) throws(QueueError) {
        try files.forEachRequest(in: home[.held]) { held[$0.id] = $0 }
    }
}

extension SerialNumber {
    /// Its digits as one number, as packed names hold it.
    fileprivate var packed: UInt64 {
        text.utf8.filter { $0 != UInt8(ascii: "-") }
            .reduce(UInt64(0)) { $0 * 10 + UInt64($1 & 15) }
    }
}

extension QueueListing {
    /// Everything that waits or is held, at this moment.
    public func snapshot() throws(QueueError) -> QueueSnapshot {
        try QueueSnapshot(home, files)
    }
}

extension Array {
    /// How many elements come first for which this holds, where it holds for no element after one
    /// for which it does not.
    fileprivate func leading(where comesBefore: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if comesBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
