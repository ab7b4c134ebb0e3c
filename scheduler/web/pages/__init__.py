"""Pages of managers, operations and admins. Every module of this folder is imported at the start."""
