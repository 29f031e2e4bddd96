import CommandSupport
import CoordinatorCommand
import Terminal

// Before any thread exists: threads inherit the mask.
SignalMask.block()
await runProgram(CoordinatorCommand.self)
