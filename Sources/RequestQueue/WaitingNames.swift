import CoordinatorModel

/// The names in `incoming`, held compactly and handed out by ID.
struct WaitingNames: Sendable {
    /// Names that are not of the usual form take more room, and they come after the others: what is
    /// over is found by listing again, so that requests that arrive meanwhile do not wait for all.
    static let greatestNumberOfOthers = 2_000

    private var packed: ArraySlice<PackedName> = []
    private var others: ArraySlice<FileName> = []

    init() {}

    /// Lists the folder, without the names in `excluded`.
    ///
    /// Reading a folder takes time, and a request put meanwhile may be seen while one that was put
    /// before it is not. So the folder is read twice; from the second time is taken what comes
    /// before something of the first, for the same serial number.
    init(
        in folder: Path, files: Files, without excluded: Set<FileName>
    ) throws(QueueError) {
        var packed: [PackedName] = []
        var others: [FileName] = []
        try files.forEachName(in: folder) { name in
            if let name = PackedName(name) {
                packed.append(name)
            } else if others.count < Self.greatestNumberOfOthers + excluded.count {
                others.append(FileName(bytes: name))
            }
        }
        packed.sort()
        let missed = try Self.missed(in: folder, files: files, first: packed)
        if !missed.isEmpty {
            packed += missed
            packed.sort()
        }
        if !excluded.isEmpty {
            let stuck = Set(
                excluded.compactMap { $0.bytes.withUnsafeBufferPointer(PackedName.init) })
            packed.removeAll(where: stuck.contains)
            others.removeAll(where: excluded.contains)
        }
        others.sort()
        self.packed = packed[...]
        self.others = others[...]
    }

    var isEmpty: Bool { packed.isEmpty && others.isEmpty }

    /// The next name; those of the usual form come first.
    mutating func next() -> FileName? {
        if let name = packed.popFirst() { return name.name.fileName }
        return others.popFirst()
    }

    private static func missed(
        in folder: Path, files: Files, first: [PackedName]
    ) throws(QueueError) -> [PackedName] {
        if first.isEmpty { return [] }
        var fresh: [PackedName] = []
        try files.forEachName(in: folder) { name in
            guard let name = PackedName(name) else { return }
            if !first.containsSorted(name) { fresh.append(name) }
        }
        if fresh.isEmpty { return [] }
        let last = Dictionary(first.map { ($0.serial, $0) }, uniquingKeysWith: max)
        return fresh.filter { name in last[name.serial].map { name < $0 } ?? false }
    }
}

extension Array where Element: Comparable {
    /// Whether a sorted array contains the element.
    fileprivate func containsSorted(_ element: Element) -> Bool {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low < endIndex && self[low] == element
    }
}
