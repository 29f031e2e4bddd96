// Asks the prompts given as arguments, one after the other, and tells on standard output what came
// of each: what the tests of Terminal drive through a pseudo-terminal.
//
//     EchoPrompt [--prefill TEXT] [--discard] [--history LINE] [--complete] [--look-up FIFO] PROMPT …
//
// An option holds for the next prompt. `--look-up` does something else first, until the FIFO has a
// writer and none any more. The prompt WIDTH asks nothing, it tells the width of the screen.
// With OUTPUT in the environment standard output is that file, with IGNORES_HANGUP the program runs
// as under nohup.

import Glibc
import Terminal

func lookUp(_ fifo: String) {
    print("looking up")
    fflush(nil)
    let descriptor = open(fifo, O_RDONLY)
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) > 0 {}
    close(descriptor)
    if let ending = SignalMask.pendingEnding() { print("waiting: \(ending)") }
}

func brief(_ text: String) -> String {
    text.utf8.count <= 200 ? "'\(printable(text))'" : "\(text.utf8.count) bytes"
}

if let path = getenv("OUTPUT") {
    dup2(open(path, O_WRONLY | O_CREAT, 0o600), STDOUT_FILENO)
}
if getenv("IGNORES_HANGUP") != nil {
    signal(SIGHUP, SIG_IGN)
}
SignalMask.block()
guard ReadlineReader.isInteractive else {
    print("not interactive")
    exit(78)
}
let reader = ReadlineReader()
var prefill = ""
var discardsTypeAhead = false
var history: [String] = []
var offersCompletion = false
var arguments = CommandLine.arguments.dropFirst()

while let argument = arguments.popFirst() {
    switch argument {
    case "--prefill":
        prefill = arguments.popFirst() ?? ""
        continue
    case "--discard":
        discardsTypeAhead = true
        continue
    case "--history":
        history.append(arguments.popFirst() ?? "")
        continue
    case "--complete":
        offersCompletion = true
        continue
    case "--look-up":
        lookUp(arguments.popFirst() ?? "")
        continue
    case "WIDTH":
        print("width: \(Screen().width)")
        continue
    default:
        break
    }

    let prompt = Prompt(
        argument, prefill: prefill, discardsTypeAhead: discardsTypeAhead, history: history,
        offersCompletion: offersCompletion)
    (prefill, discardsTypeAhead, history, offersCompletion) = ("", false, [], false)
    switch reader.read(prompt) {
    case .line(let text):
        print("line: \(brief(text))")
    case .wentBack(let halfTyped):
        print("went back: \(brief(halfTyped))")
    case .completionAsked(let text):
        print("to complete: \(brief(text))")
    case .ended(let ending, let halfTyped):
        print("\(ending): \(brief(halfTyped))")
        exit(130)
    }
}
print("done")
