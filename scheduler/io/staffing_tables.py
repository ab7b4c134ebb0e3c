"""``staffing.csv`` and ``moves.csv``: a year's work, and who would move to a new rep."""

from pathlib import Path

from models.hiring import Staffing
from scheduler.io.write_cells import write_table

STAFFING_COLUMNS = ("group", "customers", "operation", "times", "minutes_each", "minutes")
MOVE_COLUMNS = ("customer_id", "name", "rep_id", "new_rep_id", "saved_min")


def write_staffing_tables(found: Staffing, folder: Path) -> None:
    """Write both tables; ``moves.csv`` has no rows where no home is proposed."""
    work = (
        (
            line.group,
            line.customers,
            line.operation.value,
            round(line.times, 1),
            round(line.minutes / line.times, 1),
            round(line.minutes),
        )
        for line in found.lines
    )
    write_table(folder / "staffing.csv", STAFFING_COLUMNS, work)
    moves = (
        (move.customer_id, move.name, move.rep_id, move.new_rep_id, round(move.saved_min))
        for hire in found.hires
        for move in hire.moves
    )
    write_table(folder / "moves.csv", MOVE_COLUMNS, moves)
