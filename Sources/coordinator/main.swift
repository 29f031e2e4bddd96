import CommandSupport
import CoordinatorCommand

runProgram(CoordinatorCommand.self)
