"""One word for what reps propose."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Call the column by its name, and the proposals in the record as they are called now."""
    op.alter_column("proposals", "wish", new_column_name="change")
    op.execute(
        "UPDATE audit SET subject = 'proposal' || substr(subject, 5) "
        "WHERE subject LIKE 'wish for visit %'"
    )
