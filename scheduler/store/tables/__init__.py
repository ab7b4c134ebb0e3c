"""All tables, split by subject; importing them makes the metadata complete."""

from scheduler.store.tables import lists, people, plans, work

__all__ = ["lists", "people", "plans", "work"]
