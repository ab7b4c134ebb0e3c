"""The maps of a comparison of scenarios."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Keep maps beside the result; those of older results are missing."""
    op.add_column("scenarios", sa.Column("maps", sa.LargeBinary(), nullable=True))
