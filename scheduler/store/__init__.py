"""What is kept: tables, migrations, units of work, repositories, backup."""

from scheduler.store.database import Database, open_database
from scheduler.store.work import Work

__all__ = ["Database", "Work", "open_database"]
