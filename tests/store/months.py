"""A small team in the store: five customers, two reps, December 2026."""

import csv
import io
from pathlib import Path

from models.month import Month
from tests.journeys.tools import ANN, BOB, FIVE, HEADER, REPS, table

DECEMBER = Month(2026, 12)
QUICK = {"iterations": 10, "workers": 1, "country": "US"}


def fill(work, team_id, kind, text):
    """Put the text of a CSV file into a list, as an upload does."""
    rows = csv.DictReader(io.StringIO(text))
    columns = rows.fieldnames or []
    keyed = {row[columns[0]]: row for row in rows}
    getattr(work, kind).replace_all(team_id, keyed, columns=columns)


def fill_team(database, team_id, customers=FIVE):
    with database.work() as work:
        fill(work, team_id, "customers", table(HEADER, *customers))
        fill(work, team_id, "reps", table(REPS, ANN, BOB))
        work.commit()


def fill_example(database, team_id, folder: Path):
    """Put the example that comes with Rounds into the store."""
    with database.work() as work:
        for kind in ("customers", "reps", "pins"):
            fill(work, team_id, kind, (folder / f"{kind}.csv").read_text(encoding="utf-8"))
        work.policies.set(team_id, (folder / "policy.toml").read_text(encoding="utf-8"), 0)
        work.commit()
