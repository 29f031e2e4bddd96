import CReadline
import Glibc

/// What signals do to a line that is being edited.
extension Readline {
    /// SIGWINCH: the window has another size.
    static func takeWindowSize() {
        // In the plain style every line fits, whatever the window.
        guard ReadInProgress.style == .editing else { return }
        if ReadInProgress.isPromptShown {
            rl_resize_terminal()
        } else {
            rl_reset_screen_size()
        }
    }

    /// SIGTSTP: stops the program as if it had never blocked that signal, and takes the terminal
    /// up again once it is continued.
    ///
    /// The signal is sent anew instead of SIGSTOP, because the kernel discards it where there is no
    /// shell that could continue the program.
    static func suspend() {
        let isPromptShown = ReadInProgress.isPromptShown
        if isPromptShown {
            rl_deprep_terminal()
            creadline_flush()
        }

        var set = [SIGTSTP].signalSet
        raise(SIGTSTP)
        pthread_sigmask(SIG_UNBLOCK, &set, nil)
        pthread_sigmask(SIG_BLOCK, &set, nil)

        if ReadInProgress.style == .editing { rl_reset_screen_size() }
        if isPromptShown {
            rl_prep_terminal(1)
            rl_forced_update_display()
        }
    }

    /// Shows the key of a signal as a terminal does: `^C`.
    static func echo(signal: Int32) {
        guard ReadInProgress.isPromptShown else { return }
        rl_echo_signal_char(signal)
        creadline_flush()
    }
}
