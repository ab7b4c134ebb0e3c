"""What people do in the application, one use case a file: the same pipelines, with the store beside them."""
