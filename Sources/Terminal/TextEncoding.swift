import Glibc

/// The C library's idea of how characters are encoded.
///
/// Swift's strings are UTF-8 whatever the environment says; `wcwidth` and readline must agree.
enum TextEncoding {
    /// Takes the encoding of the environment, or UTF-8 if that is another one. Returns whether the
    /// environment's had to be replaced.
    @discardableResult
    static func useUTF8() -> Bool {
        if setlocale(LC_CTYPE, "") != nil, isUTF8 { return false }
        return setlocale(LC_CTYPE, "C.UTF-8") != nil
    }

    /// Evaluated once; `wcwidth` is called after it.
    static let isReady: Bool = {
        useUTF8()
        return isUTF8
    }()

    private static var isUTF8: Bool {
        nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
    }
}
