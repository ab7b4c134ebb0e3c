"""What a list said before a proposal of a longer visit was accepted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Keep it with the proposal; of those that were accepted before, nobody knows it."""
    op.add_column("proposals", sa.Column("replaced", sa.String(), nullable=True))
