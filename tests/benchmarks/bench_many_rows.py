"""Seconds and memory of a long list: ``python tests/benchmarks/bench_many_rows.py [ROWS] [SECONDS]``.

The list is that of ``bench_reading.py``: synthetic, 90 reps. Printed are `rounds portfolio` with its folder, and
the steps of `rounds plan`: everything before the solver, and, where SECONDS are given, solving and writing with one
process. Processor time stands beside the wall's, which other work on the machine makes longer.
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
from scheduler.pipelines.portfolio import portfolio, write_portfolio_folder  # noqa: E402
from scheduler.pipelines.write import write_plan_folder  # noqa: E402
from tests.benchmarks.bench_reading import write_list  # noqa: E402


class Watch:
    """Tells the seconds of each step."""

    def __init__(self) -> None:
        self._since = time.perf_counter(), time.process_time()

    def told(self, step: str) -> None:
        """Print a step with its seconds and the peak of memory so far."""
        now = time.perf_counter(), time.process_time()
        wall, processor = (b - a for a, b in zip(self._since, now, strict=True))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{step:<16} {wall:7.1f} s  processor {processor:7.1f} s  peak {peak:7,.0f} MB",
            flush=True,
        )
        self._since = now


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
        watch = Watch()
        found, _ = portfolio(options)
        watch.told("portfolio")
        write_portfolio_folder(found, Path(folder) / "portfolio")
        watch.told("write portfolio")
        prepared = prepare(options)
        watch.told("prepare")
        visits = len(prepared.problem.need_of)
        print(f"{len(prepared.team.customers):,} customers, {visits:,} visits due")
        if seconds is not None:
            plan = solve(prepared, options)
            watch.told("solve")
            write_plan_folder(plan, Path(folder) / "out")
            watch.told("write plan")
            print(f"{sum(1 for _ in plan.result.schedule.placed()):,} planned")


if __name__ == "__main__":
    main()
