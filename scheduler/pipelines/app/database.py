"""The database of the application, for edges that do not know the store."""

from scheduler.store import Database, Work, open_database
from scheduler.store.backup import backup, restore

__all__ = ["Database", "Work", "backup", "open_database", "restore"]
