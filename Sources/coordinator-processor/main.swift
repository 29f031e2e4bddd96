import ProcessorCommand

runCoordinatorProcessor()
