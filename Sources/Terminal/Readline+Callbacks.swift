import CReadline
import Glibc

/// What readline calls while a line is edited.
extension Readline {
    /// Binds Tab, Shift-Tab and Ctrl-D, whatever the `inputrc` says and in every editing mode.
    static func bindOwnKeys() {
        for name in ["emacs", "vi-insert", "vi-move"] {
            guard let keymap = rl_get_keymap_by_name(name) else { continue }
            rl_bind_keyseq_in_map("\\C-i", { _, _ in Readline.askForCompletion() }, keymap)
            rl_bind_keyseq_in_map("\\e[Z", { _, _ in Readline.goBack() }, keymap)
            rl_bind_keyseq_in_map("\\C-d", { _, key in Readline.deleteOrLeave(key) }, keymap)
        }
    }

    /// Binds the keys of the history for a terminal on which nothing may be drawn again: the line
    /// is asked for once more instead. There is no searching in it.
    static func bindHistoryKeys() {
        for name in ["emacs", "vi-insert", "vi-move"] {
            guard let keymap = rl_get_keymap_by_name(name) else { continue }
            for keys in ["\\e[A", "\\eOA", "\\C-p"] {
                rl_bind_keyseq_in_map(keys, { _, _ in Readline.recall(.older) }, keymap)
            }
            for keys in ["\\e[B", "\\eOB", "\\C-n"] {
                rl_bind_keyseq_in_map(keys, { _, _ in Readline.recall(.newer) }, keymap)
            }
            for keys in ["\\C-r", "\\C-s"] {
                rl_bind_keyseq_in_map(keys, { _, _ in rl_ding() }, keymap)
            }
        }
    }

    private static func recall(_ direction: ReadInProgress.Direction) -> CInt {
        ReadInProgress.note(.recalled(direction))
        return 0
    }

    /// Readline's `rl_getc_function`.
    ///
    /// Readline asks for a key only when one is there, except in the middle of a paste or a key's
    /// sequence of bytes: then this waits, and signals are still seen to.
    static func nextByte() -> CInt {
        while ReadInProgress.waitForByte() {
            var byte: UInt8 = 0
            switch Glibc.read(STDIN_FILENO, &byte, 1) {
            case 1:
                return CInt(isPastedLineBreak(byte) ? UInt8(ascii: " ") : byte)
            case 0:
                // A terminal in readline's modes never has an end: Ctrl-D is a key. It is gone.
                ReadInProgress.note(.ended(.hungUp))
            default:
                if errno != EINTR, errno != EAGAIN { ReadInProgress.note(.ended(.hungUp)) }
            }
        }
        ReadInProgress.noteEndOfInput(at: String(cString: creadline_line()))
        return EOF
    }

    /// A terminal that can only write on does not say that it pastes. A line break with more keys
    /// right behind it was pasted, and must not answer this prompt and the next ones.
    private static func isPastedLineBreak(_ byte: UInt8) -> Bool {
        let isLineBreak = byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
        return isLineBreak && ReadInProgress.style == .plain && creadline_waiting_bytes() > 0
    }

    /// Readline's `rl_startup_hook`: the terminal is prepared, the prompt not yet drawn.
    static func startLine() -> CInt {
        // For every line readline takes over the environment's encoding once more.
        TextEncoding.useUTF8()
        guard let prompt = ReadInProgress.prompt else { return 0 }
        if prompt.discardsTypeAhead { tcflush(STDIN_FILENO, TCIFLUSH) }
        clear_history()
        if ReadInProgress.style == .editing {
            for line in prompt.history { add_history(line) }
        }
        using_history()
        if !prompt.prefill.isEmpty { rl_insert_text(prompt.prefill.shownByReadline) }
        return 0
    }

    private static func askForCompletion() -> CInt {
        // Likewise, a Tab with more keys than an Enter right behind it was pasted, and parts the
        // fields of a person.
        if ReadInProgress.style == .plain, creadline_waiting_bytes() > 1 {
            return rl_insert(1, CInt(UInt8(ascii: "\t")))
        }
        guard ReadInProgress.prompt?.offersCompletion == true else { return rl_ding() }
        ReadInProgress.note(.completionAsked)
        return 0
    }

    private static func goBack() -> CInt {
        ReadInProgress.note(.wentBack)
        return 0
    }

    private static func deleteOrLeave(_ key: CInt) -> CInt {
        // At the end of all input readline behaves as if Ctrl-D had been typed.
        guard ReadInProgress.outcome == nil else { return 0 }
        guard creadline_cursor_is_at_end() == 1 else { return rl_delete(1, key) }
        ReadInProgress.note(.ended(.endOfInput))
        return 0
    }
}
