"""How a rep's month grows: ``python tests/benchmarks/bench_growth.py [SECONDS] [VISITS …]``.

One rep in the middle of New York, cap 20, and the nearest places of the worldwide list of coffee shops
(outside the checkout): each is visited twice in the month, 10 minutes. Each size is measured in a
process of its own. Printed is a Markdown table: seconds until the solver starts, steps of its search a
second, visits left out, minutes of driving, peak memory.
"""

import csv
import gzip
import math
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.month import Month  # noqa: E402  (the checkout, not a wheel)
from scheduler.pipelines.options import PlanOptions  # noqa: E402
from scheduler.pipelines.plan import prepare, solve  # noqa: E402
from scheduler.solve.warm import warm_up  # noqa: E402
from tests.shared_data import shared_folder  # noqa: E402

MIDDLE = (40.75, -73.98)
SIZES = (50, 100, 200, 300, 400)
HEAD = ("visits", "prepare s", "solve s", "steps a second", "left out", "driving min", "peak MB")
REP = "rep_id,name,lat,lon,daily_cap,work_days,work_hours\nR1,One,{},{},{},Mon-Fri,08:00-18:00\n"


def nearest_places(count: int) -> list[tuple[str, float, float]]:
    """Names and points of the places nearest to the middle."""
    folder = shared_folder()
    if folder is None:
        raise SystemExit("The yardsticks are missing: name their folder in ROUNDS_SHARED.")
    path = folder / "data/starbucks/directory.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Latitude"] and row["Longitude"]]
    found = [(row["Store Name"], float(row["Latitude"]), float(row["Longitude"])) for row in rows]
    shrunk = math.cos(math.radians(MIDDLE[0]))
    found.sort(key=lambda p: (math.hypot(p[1] - MIDDLE[0], (p[2] - MIDDLE[1]) * shrunk), p))
    return found[:count]


def write_lists(folder: Path, customers: int, fields: str, cap: int) -> PlanOptions:
    """Write customers, each with the same further fields, and the rep; return how to plan them."""
    names, _, values = fields.partition("=")
    with (folder / "customers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["customer_id", "name", "lat", "lon", "rep_id", *names.split(",")])
        for number, (name, lat, lon) in enumerate(nearest_places(customers)):
            place = [f"C{number}", f"{name} {number}", lat, lon, "R1"]
            writer.writerow([*place, *values.split(",")])
    (folder / "reps.csv").write_text(REP.format(*MIDDLE, cap), encoding="utf-8")
    return PlanOptions(
        customers=folder / "customers.csv", reps=folder / "reps.csv", month=Month(2027, 1)
    )


def measured(task: tuple[int, str, int, float]) -> tuple[float, ...]:
    """Plan one size; return the figures of its row."""
    customers, fields, cap, seconds = task
    warm_up()
    with tempfile.TemporaryDirectory() as name:
        options = write_lists(Path(name), customers, fields, cap)
        begin = time.perf_counter()
        prepared = prepare(options)
        ready = time.perf_counter() - begin
        result = solve(prepared, replace(options, seconds=seconds)).result
    return (
        len(prepared.problem.need_of),
        ready,
        result.seconds,
        result.iterations / result.seconds,
        len(result.schedule.unplanned),
        result.score.amount("travel"),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def print_rows(tasks: list[tuple[int, str, int, float]]) -> None:
    """Measure one after the other, each in a process of its own, and print a Markdown table."""
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as executor:
        for row in executor.map(measured, tasks):
            visits, ready, took, steps, left_out, driving, peak = row
            cells = [f"{visits:,}", f"{ready:.1f}", f"{took:.1f}", f"{steps:,.0f}"]
            cells += [f"{left_out:,}", f"{driving:,.0f}", f"{peak:,.0f}"]
            print("| " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    """Measure every size."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    sizes = tuple(map(int, sys.argv[2:])) or SIZES
    print_rows([(size // 2, "visits,visit_minutes=2,10", 20, seconds) for size in sizes])


if __name__ == "__main__":
    main()
