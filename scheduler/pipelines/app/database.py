"""The door to the store for the edges, which know pipelines and models only."""

from scheduler.store import Database, Work, open_database

__all__ = ["Database", "Work", "open_database"]
