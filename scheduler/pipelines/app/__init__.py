"""What the application does, one use case a file: the same pipelines, with the store beside them."""
