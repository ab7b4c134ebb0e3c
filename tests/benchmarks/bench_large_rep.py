"""A rep with many customers, most not due: ``python tests/benchmarks/bench_large_rep.py [CUSTOMERS] [SECONDS]``.

The list is that of ``bench_growth.py`` with another month's needs: every customer a C that is visited
every 180 days, so that about one in six is due. Printed is the same table; what counts is preparing
and solving together.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.bench_growth import print_rows  # noqa: E402  (the checkout, not a wheel)


def main() -> None:
    """Measure one month."""
    customers = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    fields = "segment,channel,interval_days,visit_minutes=C,visit,180,10"
    print_rows([(customers, fields, 20, seconds)])


if __name__ == "__main__":
    main()
