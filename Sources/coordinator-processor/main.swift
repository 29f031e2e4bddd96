import ProcessorCommand

await runCoordinatorProcessor()
