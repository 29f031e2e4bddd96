extension EmailAddress {
    /// The normalised form of an address of plain ASCII, as nearly all are; nil for what has to be
    /// looked at more closely. A file of requests asks for hundreds of thousands.
    static func plain(_ typed: String) -> String? {
        guard typed.utf8.count <= 254 else { return nil }
        var (isInDomain, length, labels) = (false, 0, 0)
        var (previous, isNumber, hasUpperCase) = (UInt8(ascii: "."), true, false)
        for byte in typed.utf8 {
            switch byte {
            case UInt8(ascii: "@"):
                guard !isInDomain, previous != UInt8(ascii: "."), length <= 64 else { return nil }
                (isInDomain, length, labels, isNumber) = (true, 0, 1, true)
                previous = UInt8(ascii: ".")
                continue
            case UInt8(ascii: "."):
                guard previous != byte, !isInDomain || previous != UInt8(ascii: "-") else {
                    return nil
                }
                if isInDomain {
                    (length, labels, isNumber) = (0, labels + 1, true)
                } else {
                    length += 1
                }
                previous = byte
                continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                break
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                isNumber = false
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                (isNumber, hasUpperCase) = (false, true)
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"):
                isNumber = false
                if isInDomain, byte != UInt8(ascii: "-") || previous == UInt8(ascii: ".") {
                    return nil
                }
            default:
                return nil
            }
            length += 1
            if isInDomain && length > 63 { return nil }
            previous = byte
        }
        guard isInDomain, labels >= 2, length > 0, !isNumber, previous != UInt8(ascii: "-") else {
            return nil
        }
        return hasUpperCase ? typed.lowercased() : typed
    }
}
