import CommandSupport
import CoordinatorCommand

await runProgram(CoordinatorCommand.self)
