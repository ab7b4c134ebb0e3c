"""The interface for programs, below ``/api/v1``. Every module of this folder is imported at the start."""
