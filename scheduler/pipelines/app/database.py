"""The door to the store for the edges, which know pipelines and models only."""

from scheduler.store import Database, Work, open_database
from scheduler.store.backup import backup, restore

__all__ = ["Database", "Work", "backup", "open_database", "restore"]
