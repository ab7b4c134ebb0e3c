"""What the journeys have in common: small lists, the command, and an audit of what it wrote."""

import csv
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from scheduler.cli.app import app

HEADER = "customer_id,name,lat,lon,sales_12m,last_visit"
FIVE = (
    "C1,Alder,42.00,-93.60,120000,2026-11-10",
    "C2,Birch,42.02,-93.62,60000,2026-09-10",
    "C3,Cedar,42.05,-93.55,40000,2026-09-20",
    "C4,Dogwood,41.95,-93.65,20000,2026-08-30",
    "C5,Elm,41.98,-93.70,10000,2026-09-05",
)
"""In December 2026: C1 is an A, due on 10 December, C2 to C5 once each: five visits."""
REPS = "rep_id,name,lat,lon,daily_cap,work_days,work_hours"
ANN = "R01,Ann,42.01,-93.61,5,Mon-Fri,09:00-17:00"
BOB = "R02,Bob,41.96,-93.68,5,Mon-Fri,09:00-17:00"
QUICK = ("--iterations", "10", "--workers", "1")
PROGRAM = "from scheduler.cli import main; main()"

Row = dict[str, str]


def table(header: str, *rows: str) -> str:
    """The text of a CSV file."""
    return "\n".join([header, *rows]) + "\n"


def save(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    """Write a file below the folder of the test."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def save_rows(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@dataclass(frozen=True)
class Said:
    """What the command answered."""

    code: int
    out: str
    err: str


def rounds(*words: str | Path) -> Said:
    """Run the command in this process."""
    said = CliRunner().invoke(app, [str(word) for word in words])
    assert "Traceback" not in said.output
    return Said(said.exit_code, said.stdout, said.stderr)


def rounds_process(*words: str | Path, env: Mapping[str, str] | None = None) -> Said:
    """Run the command as people do: in a process of its own."""
    command = [sys.executable, "-W", "error", "-c", PROGRAM, *map(str, words)]
    said = subprocess.run(
        command, capture_output=True, text=True, check=False, env=env, encoding="utf-8"
    )
    assert "Traceback" not in said.stdout + said.stderr
    return Said(said.returncode, said.stdout, said.stderr)


@dataclass(frozen=True)
class Plan:
    """An output folder, read as its users read it."""

    folder: Path
    said: Said
    figures: Mapping[str, Any]

    @cached_property
    def schedule(self) -> list[Row]:
        return rows_of(self.folder / "schedule.csv")

    @cached_property
    def days(self) -> list[Row]:
        return rows_of(self.folder / "days.csv")

    @cached_property
    def unplanned(self) -> list[Row]:
        return rows_of(self.folder / "unplanned.csv")

    @cached_property
    def requirements(self) -> list[Row]:
        return rows_of(self.folder / "requirements.csv")

    @cached_property
    def notes(self) -> str:
        return "\n".join(map(str, self.figures["notes"]))

    def dates(self, customer_id: str) -> list[str]:
        return [row["date"] for row in self.schedule if row["customer_id"] == customer_id]


def plan(
    *words: str | Path,
    customers: str | Path = "customers.csv",
    month: str = "2026-12",
    rows: int | None = None,
    limits: Sequence[str] = QUICK,
) -> Plan:
    """Plan, and audit everything that must hold whatever the input.

    Parameters
    ----------
    rows
        Rows of the customer list below the header; by default counted in a CSV file.
    """
    asked = ("--month", month, "--out", "out", "--json", "figures.json", *limits)
    said = rounds("plan", customers, *asked, *words)
    assert said.code in {0, 3}, said.err
    figures = json.loads(Path("figures.json").read_text(encoding="utf-8"))
    found = Plan(Path("out"), said, figures)
    rows = len(rows_of(Path(customers))) if rows is None else rows
    audit(found, rows)
    return found


def audit(found: Plan, rows: int) -> None:
    """Check a plan by its files alone."""
    checked = rounds("check", found.folder)
    assert (checked.code, checked.out.count("no fault")) == (0, 2), checked.out
    assert found.said.code == (3 if found.unplanned else 0)
    _audit_counts(found, rows)
    _audit_days(found)


def _audit_counts(found: Plan, rows: int) -> None:
    """Every row of the file is counted once, and every due visit is in one of two lists."""
    counts = found.figures["customers"]
    assert sum(counts.values()) == rows
    kept = rows - counts["set aside"] - counts["blank"]
    assert len({row["customer_id"] for row in found.requirements}) == kept
    placed = [row for row in found.schedule if row["kind"] != "prospect"]
    answered = Counter(row["customer_id"] for row in placed)
    answered.update(row["customer_id"] for row in found.unplanned if row["visit_id"])
    nowhere = {row["customer_id"] for row in found.unplanned if not row["visit_id"]}
    due: Counter[str] = Counter()
    for row in found.requirements:
        if row["customer_id"] not in nowhere:
            due[row["customer_id"]] += int(row["visits"])
    assert +answered == +due
    visit_ids = [row["visit_id"] for row in (*found.schedule, *found.unplanned) if row["visit_id"]]
    assert len(visit_ids) == len(set(visit_ids))


def _audit_days(found: Plan) -> None:
    """The clock of every day goes on, and its sums are those of its stops."""
    stops: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in found.schedule:
        stops[row["rep_id"], row["date"]].append(row)
    assert set(stops) == {(day["rep_id"], day["date"]) for day in found.days}
    for day in found.days:
        own = stops[day["rep_id"], day["date"]]
        assert [int(row["stop"]) for row in own] == list(range(1, len(own) + 1))
        now, end = minute(day["leave"]), minute(day["home"])
        meetings = [row for row in own if row["kind"] != "desk"]
        for row in meetings:
            assert minute(row["arrive"]) >= now + int(row["drive_min"])
            now = minute(row["depart"])
        way_home = int(day["drive_min"]) - sum(int(row["drive_min"]) for row in own)
        assert end >= now + way_home >= now
        assert int(day["meetings"]) == len(meetings)
        end = max([end, *(minute(row["depart"]) for row in own)])
        assert int(day["work_min"]) <= end - minute(day["leave"])
        kilometres = sum(float(row["drive_km"]) for row in own)
        assert float(day["drive_km"]) >= kilometres - 0.05 * (len(own) + 1)


def minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)
