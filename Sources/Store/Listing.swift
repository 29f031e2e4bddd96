/// The first of a list, and how many there are: a load or a run may meet millions.
public struct Listing<Element: Hashable & Sendable>: Hashable, Sendable {
    public private(set) var first: [Element] = []
    public private(set) var count = 0
    private let mostListed: Int

    public init(mostListed: Int) {
        self.mostListed = mostListed
    }

    package mutating func append(_ element: Element) {
        count += 1
        if first.count < mostListed { first.append(element) }
    }
}
