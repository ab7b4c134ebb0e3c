"""What a list said before a wish for a longer visit was accepted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Keep it with the wish; of those that were accepted before, nobody knows it."""
    op.add_column("proposals", sa.Column("replaced", sa.String(), nullable=True))
