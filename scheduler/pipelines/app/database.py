"""The database of the application, for edges that do not know the store."""

from scheduler.store import Database, Work, open_database

__all__ = ["Database", "Work", "open_database"]
