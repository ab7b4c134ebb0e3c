"""What people do in the application, one use case a file."""
