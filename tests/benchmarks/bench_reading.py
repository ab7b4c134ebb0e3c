"""How long reading a long customer list takes: ``python tests/benchmarks/bench_reading.py [ROWS]``.

The list is synthetic: 33 columns, twelve months of sales with currency signs, opening hours, dates,
one row in a hundred twice under a new id. Nothing is timed but `read_customers`.
"""

import csv
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scheduler.io.customers import read_customers  # noqa: E402  (the checkout, not a wheel)

MONTHS = [f"sales_2026-{number:02d}" for number in range(1, 13)]
HEADER = (
    "customer_id,name,address,city,postcode,lat,lon,rep_id,status,industry,segment,"
    "relationship,potential,penetration,growth,growth_goal,currency,"
    f"{','.join(MONTHS)},last_visit,visit_minutes,opening_hours,note\n"
)
WORDS = ["Acme", "Blue", "Corner", "Delta", "Eagle", "Fresh", "Golden", "Harbor", "Iris", "Jolly"]
HOURS = ["Mo-Fr 09:00-17:00", "Mo-Sa 08:00-20:00", "24/7", "", "Su-Th 10:00-18:00; Fr 09:00-13:00"]


def synthetic_row(draw: random.Random, number: int) -> list[object]:
    """One invented customer."""
    words = draw.sample(WORDS, 2)
    town = draw.randrange(900)
    place = [30 + town % 30 + draw.random() / 5, -120 + town // 30 + draw.random() / 5]
    scores = [draw.choice(["", 1, 2, 3, 4, 5]) for _ in range(4)]
    sales = [draw.choice(["", f"${draw.random() * 9000:,.2f}", f"{draw.random() * 900:.2f}"])]
    sales = [draw.choice([*sales, f"{draw.random() * 5000:.2f}"]) for _ in MONTHS]
    return [
        *(f"C{number}", f"{words[0]} {words[1]} {draw.randrange(5000)}"),
        *(f"{draw.randrange(1, 400)} {draw.choice(WORDS)} St", f"Town {town}", 50000 + town),
        *(round(place[0], 6), round(place[1], 6), f"R{town % 90:02d}", "active", "shop"),
        *(draw.choice("ABCD"), *scores, draw.randrange(-50, 200), "USD"),
        *sales,
        f"2026-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}",
        *(draw.choice([30, 45, 60]), draw.choice(HOURS), "a note with, a comma"),
    ]


def write_list(path: Path, rows: int) -> None:
    """Write the list; every hundredth customer stands in it twice."""
    draw = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        file.write(HEADER)
        for number in range(rows):
            row = synthetic_row(draw, number)
            writer.writerow(row if number % 100 else [f"D{number}", *row[1:]])
            if number % 100 == 0 and number + 1 < rows:
                writer.writerow(row)


def main() -> None:
    """Write, read, and print one line."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "customers.csv"
        write_list(path, rows - rows // 100)
        size = path.stat().st_size / 1e6
        wall, cpu = time.perf_counter(), time.process_time()
        reading = read_customers(path)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(
        f"{reading.rows:,} rows, {size:.0f} MB: {wall:.1f} s, {cpu:.1f} s on one core; "
        f"{len(reading.items):,} kept, {len(reading.errors):,} errors, "
        f"{len(reading.warnings):,} likely duplicates"
    )


if __name__ == "__main__":
    main()
