"""Seconds and memory of a long list: ``python tests/benchmarks/bench_many_rows.py [ROWS] [SECONDS]``.

The list is that of ``bench_reading.py``: synthetic, 90 reps. Printed are the steps of `rounds plan`: everything
before the solver, and, where SECONDS are given, solving and writing with one process.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.month import Month  # noqa: E402  (the checkout, not a wheel)
from scheduler.pipelines.options import PlanOptions  # noqa: E402
from scheduler.pipelines.plan import prepare, solve  # noqa: E402
from scheduler.pipelines.write import write_plan_folder  # noqa: E402
from tests.benchmarks.bench_reading import write_list  # noqa: E402


def told(step: str, since: float) -> float:
    """Print a step with its seconds and the peak of memory so far; return the time."""
    now = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{step:<8} {now - since:7.1f} s  peak {peak:7,.0f} MB", flush=True)
    return now


def main() -> None:
    """Write, prepare, and perhaps solve and write."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "customers.csv"
        write_list(path, rows - rows // 100)
        options = PlanOptions(
            customers=path, month=Month(2027, 1), country="US", seconds=seconds, workers=1
        )
        since = time.perf_counter()
        prepared = prepare(options)
        since = told("prepare", since)
        visits = len(prepared.problem.need_of)
        print(f"{len(prepared.team.customers):,} customers, {visits:,} visits due")
        if seconds is not None:
            plan = solve(prepared, options)
            since = told("solve", since)
            write_plan_folder(plan, Path(folder) / "out")
            told("write", since)
            print(f"{sum(1 for _ in plan.result.schedule.placed()):,} planned")


if __name__ == "__main__":
    main()
