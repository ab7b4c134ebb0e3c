"""One use case a file: the only place where the parts of the scheduler meet."""
