"""Runs migrations in the transaction that `scheduler.store.migrate` has begun."""

from alembic import context

from scheduler.store import tables
from scheduler.store.base import Base

assert tables, "importing the tables makes the metadata complete"

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
    transactional_ddl=True,
    transaction_per_migration=False,
)
context.run_migrations()
