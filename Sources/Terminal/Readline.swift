import CReadline
import Glibc

/// Readline as this program sets it up: opening a line, and the ways of closing it.
enum Readline {
    /// Sets readline up and reads the person's `inputrc`. Harmless when repeated.
    static func prepare(_ style: ReadlineReader.Style) {
        if style == .plain { creadline_use_dumb_terminal() }
        creadline_leave_process_alone()
        creadline_use_standard_error()
        creadline_set_getc { _ in Readline.nextByte() }
        creadline_set_startup_hook { Readline.startLine() }
        // Tab is ours; no other key offers file names either.
        creadline_set_completer { _, _, _ in
            creadline_completer_is_final()
            return nil
        }
        rl_initialize()
        if TextEncoding.useUTF8() {
            // The environment's encoding made readline think that it must mask the eighth bit.
            rl_variable_bind("convert-meta", "off")
            rl_variable_bind("input-meta", "on")
            rl_variable_bind("output-meta", "on")
        }
        bindOwnKeys()
        if style == .plain {
            bindHistoryKeys()
            creadline_let_every_line_fit()
        }
    }

    /// Shows the prompt and starts editing.
    static func open(_ prompt: String) {
        ReadInProgress.notePromptShown()
        rl_callback_handler_install(prompt.withStylesMarked) { line in
            // Removed here, inside the handler, or readline draws the prompt once more.
            rl_callback_handler_remove()
            guard let line else { return ReadInProgress.note(.ended(.endOfInput)) }
            ReadInProgress.note(.accepted(String(cString: line)))
            free(line)
        }
    }

    /// Restores the terminal without an answer, and returns what stood in the line.
    static func abandon() -> String {
        let halfTyped = ReadInProgress.halfTyped(String(cString: creadline_line()))
        // Where nothing may be drawn again, what stands there is left as it is.
        if ReadInProgress.style == .editing {
            creadline_move_cursor_to_end()
            rl_redisplay()
        }
        rl_free_line_state()
        rl_callback_sigcleanup()
        rl_cleanup_after_signal()
        rl_callback_handler_remove()
        beginLine()
        return halfTyped
    }

    /// Restores the terminal without an answer, takes prompt and line off the screen where what is
    /// shown may be drawn again, and returns what stood in the line.
    static func withdraw(_ style: ReadlineReader.Style) -> String {
        let line = ReadInProgress.halfTyped(String(cString: creadline_line()))
        switch style {
        case .editing: rl_clear_visible_line()
        case .plain: rl_crlf()
        }
        creadline_flush()
        rl_free_line_state()
        rl_callback_handler_remove()
        return line
    }

    /// Moves the cursor to the beginning of the next line.
    static func beginLine() {
        rl_crlf()
        creadline_flush()
    }
}
