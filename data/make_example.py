"""Makes the example of Rounds: about 150 invented customers and two reps in real towns.

``python data/make_example.py [FOLDER]`` writes customers.csv, reps.csv, pins.csv and policy.toml into
FOLDER, by default ``example`` beside this file. Every run writes the same bytes. All businesses, figures
and appointments are invented; only the towns and their postcodes are real (GeoNames, CC BY 4.0).
"""

import csv
import datetime as dt
import math
import random
import sys
from pathlib import Path
from statistics import NormalDist

from example_tables import (
    CUSTOMER_COLUMNS,
    HOURS,
    KINDS,
    NOTES,
    PIN_COLUMNS,
    POLICY,
    REP_COLUMNS,
    REPS,
    SALES,
    STREETS,
    SUMMER,
    TOWNS,
    TRADES,
)

SEED = 2
FIRST = dt.date(2026, 12, 1)


class Draw:
    """Chance, once and from one seed; only `random()` is used because its numbers never change."""

    def __init__(self, seed):
        self.unit = random.Random(seed).random

    def between(self, low, high):
        return low + (high - low) * self.unit()

    def whole(self, low, high):
        return low + int((high - low + 1) * self.unit())

    def pick(self, items):
        return items[int(len(items) * self.unit())]

    def happens(self, share):
        return self.unit() < share

    def normal(self, spread):
        return spread * NormalDist().inv_cdf(min(max(self.unit(), 1e-9), 1 - 1e-9))

    def shuffled(self, items):
        return sorted(items, key=lambda _: self.unit())


def base_rows(draw):
    """Return the customers with name and place, and for each its town, its kind and its level of sales."""
    towns = draw.shuffled([town for town in TOWNS for _ in range(town.customers)])
    kinds = draw.shuffled([kind for kind, count in KINDS.items() for _ in range(count)])
    rows = []
    for number, (town, kind) in enumerate(zip(towns, kinds, strict=True), start=1):
        row = dict.fromkeys(CUSTOMER_COLUMNS, "")
        trade = draw.pick(list(TRADES))
        lat, lon = place_in(draw, town)
        row |= {"customer_id": f"C{number:03d}", "name": f"{draw.pick(TRADES[trade])} {number}"}
        row |= {"address": f"{draw.whole(1, 240)} {draw.pick(STREETS)}", "city": town.name}
        row |= {"postcode": town.postcode, "lat": f"{lat:.5f}", "lon": f"{lon:.5f}"}
        row |= {
            "industry": trade,
            "status": "active",
            "currency": "USD" if draw.happens(0.9) else "",
        }
        rows.append(row | {"_town": town, "_kind": kind})
    return rows


def place_in(draw, town):
    """Return a point of a town, never more than three spreads or 1.8 km from its middle."""
    reach = min(1.8, 3 * town.spread_km)
    while True:
        north_km, east_km = draw.normal(town.spread_km), draw.normal(town.spread_km)
        if math.hypot(north_km, east_km) <= reach:
            break
    a_degree_km = 111.19
    east = east_km / (a_degree_km * math.cos(math.radians(town.lat)))
    return town.lat + north_km / a_degree_km, town.lon + east


def add_scores(draw, row):
    """Fill the four scores; large customers have potential, and a fifth of the cells is blank."""
    large = row["_kind"] in {"A", "B"}
    potentials = [3, 3, 3, 4, 4, 5] if large else [1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 5]
    for name in ("relationship", "penetration", "growth"):
        row[name] = str(draw.whole(1, 5)) if draw.happens(0.8) else ""
    row["potential"] = str(draw.pick(potentials)) if draw.happens(0.85) else ""
    if row["_kind"] == "never":
        row["potential"] = draw.pick(["1", "2"])
    if row["_kind"] == "prospect":
        row["potential"] = str(draw.whole(3, 5))


def level_of(draw, kind, rank):
    """Return the usual sales a month: a few large customers, more of middle size, and a long tail."""
    if kind == "A":
        return 21_500.0 if rank == 0 else 13_800 - 380.0 * rank
    if kind == "B":
        return 8_000 - 150.0 * rank
    if kind == "C":
        return min(4_300.0, 1_250 * math.exp(draw.normal(0.75)))
    return 0.0


def add_sales(draw, row, level):
    """Fill twelve months with season and noise; some customers are young, some buy less and less."""
    kind = row["_kind"]
    if kind in {"prospect", "unknown"}:
        return
    begun = dt.date(draw.whole(2011, 2024), draw.whole(1, 12), draw.whole(1, 28))
    young = draw.whole(3, 9) if kind == "C" and draw.happens(0.07) else 0
    if young:
        begun = dt.date(2026, young, draw.whole(1, 28))
    row["first_purchase"] = "" if kind == "never" else begun.isoformat()
    falling = kind in {"A", "C"} and draw.happens(0.06)
    for k, name in enumerate(SALES):
        month = int(name[-2:])
        season = (
            1.25 if row["industry"] in SUMMER and 6 <= month <= 9 else 1.15 if month == 12 else 0.97
        )
        amount = level * season * (0.4 if falling and k >= 9 else 1) * draw.between(0.9, 1.1)
        if kind not in {"A", "B"} and draw.happens(0.04):
            amount = 0.0
        row[name] = f"{amount:.2f}" if not (young and k < young) else ""
    if kind == "inactive":
        row |= dict.fromkeys(SALES[3:], "") | {"note": "Closed since spring"}


def interval_of(row):
    """Return the days between visits that the table of DOMAIN gives, 0 where it is no visit."""
    potential, kind = int(row["potential"] or 3), row["_kind"]
    if kind == "A":
        return 30
    if kind == "B":
        return 60 if potential >= 4 else 90
    return 90 if potential >= 3 and kind in {"C", "lapsed"} else 0


def workday(day):
    """Return the nearest day from Monday to Friday."""
    return day + dt.timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def add_last_visit(draw, row, position):
    """Let the dues of December lie evenly; a few are overdue, a few are not due, a few unknown."""
    interval = interval_of(row)
    if row["_kind"] in {"prospect", "never", "inactive", "unknown"}:
        if draw.happens(0.3):
            row["last_visit"] = (
                dt.date(2026, 8, 3) + dt.timedelta(days=draw.whole(0, 80))
            ).isoformat()
        return
    due = FIRST + dt.timedelta(days=position % 31)
    chance = draw.unit()
    if interval == 30:
        chance = 1.0
    if not interval or chance < 0.05:
        last = dt.date(2026, 10, 6) + dt.timedelta(days=draw.whole(0, 50))
        last = max(last, due + dt.timedelta(days=31 - interval)) if interval else last
    elif chance < 0.14:
        last = due - dt.timedelta(days=interval + 27)
    else:
        last = due - dt.timedelta(days=interval)
    last = min(max(workday(last), dt.date(2026, 8, 3)), dt.date(2026, 11, 30))
    row["last_visit"] = "" if interval != 30 and 0.14 <= chance < 0.20 else last.isoformat()


def some(draw, rows, kinds, count, taken):
    """Return so many rows of these kinds that nothing else has taken yet, from both reps in turn."""
    free = [row for row in rows if row["_kind"] in kinds and row["customer_id"] not in taken]
    sides = [
        [row for row in draw.shuffled(free) if row["_town"].rep_id == rep] for rep in ("R01", "R02")
    ]
    found = [row for pair in zip(*sides, strict=False) for row in pair][:count]
    assert len(found) == count, f"too few rows of {kinds}"
    taken.update(row["customer_id"] for row in found)
    return found


def add_own_wishes(draw, rows, taken):
    """Give some rows their own channel, interval, number of visits, gaps, minutes and hours."""
    frequent = {
        ("14", "R01"): ("2026-11-18", "2026-11-19"),
        ("14", "R02"): ("2026-11-24", "2026-11-25"),
        ("21", "R01"): ("2026-11-11", "2026-11-12"),
        ("21", "R02"): ("2026-11-16", "2026-11-17"),
    }
    for k, row in enumerate(some(draw, rows, "BC", 16, taken)):
        days, rep = ("14", "21")[k // 8], row["_town"].rep_id
        row |= {"interval_days": days, "last_visit": draw.pick(frequent[days, rep]), "rep_id": rep}
    for row, wish in zip(
        some(draw, rows, "C", 4, taken), [("1", "", ""), ("2", "10", "20"), ("2", "", "18"), ("3", "7", "14")],
        strict=True,
    ):  # fmt: skip
        row |= dict(zip(("visits", "min_gap_days", "max_gap_days"), wish, strict=True))
    for row, channel in zip(
        some(draw, rows, "C", 8, taken),
        ["call", "Call", "phone", "email", "e-mail", "office", "none", "visit"],
        strict=True,
    ):
        row["channel"] = channel
    for row in some(draw, rows, "BC", 6, taken):
        days = draw.pick([45, 60])
        last = dt.date(2026, 12, draw.whole(3, 30)) - dt.timedelta(days=days)
        row |= {"interval_days": str(days), "last_visit": workday(last).isoformat()}
    for k, row in enumerate(some(draw, rows, ["B", "C", "prospect"], 30, set(taken))):
        row["opening_hours"] = HOURS[k % len(HOURS)]
    for row in some(draw, rows, "ABC", 18, set()):
        row["visit_minutes"] = draw.pick(["20", "40", "50", "60"])


def add_growth(draw, rows, taken):
    """Set growth goals in money a month: three of them ask for extra meetings, one is negative."""
    large = some(draw, rows, "A", 3, taken)
    middle = some(draw, rows, "B", 1, taken)
    # One extra meeting gains 5 % of the value, two gain 8 % together.
    for row, share in zip([*large, *middle], (0.04, 0.07, -0.03, 0.04), strict=True):
        mean = sum(float(row[name] or 0) for name in SALES) / len(SALES)
        row["growth_goal"] = str(10 * round(share * mean / 10))
    (overdue,) = some(draw, rows, "A", 2, taken)[:1]
    overdue["last_visit"] = "2026-10-30"


def add_prospect(draw, row):
    """Say what a prospect may bring and how likely."""
    row["currency"] = ""
    row["expected_value"] = f"{50 * draw.whole(8, 90)}"
    row["closing_ratio"] = draw.pick(["0.2", "0.25", "0.3", "0.15"])


def add_twin(rows, taken):
    """Enter one customer twice, as happens: another id, the name spelt a little differently."""
    first = next(
        r for r in rows if r["_kind"] == "C" and r["customer_id"] not in taken and r["last_visit"]
    )
    twin = next(row for row in rows if row["_kind"] == "unknown")
    name, number = first["name"].rsplit(" ", 1)
    place = {
        column: first[column]
        for column in ("address", "city", "postcode", "lat", "lon", "industry")
    }
    twin |= place | {"name": f"{name} #{number}", "last_visit": "", "_town": first["_town"]}
    taken |= {first["customer_id"], twin["customer_id"]}


def add_dirt(draw, rows, taken):
    """Spoil cells the way lists out of a CRM are spoilt; none of it is an error."""
    for row in rows:
        style = draw.pick(["{:.2f}", "{:.2f}", "{:.2f}", "${:,.2f}", "{:,.2f}", "{:.2f} "])
        for name in SALES:
            row[name] = style.format(float(row[name])) if row[name] else ""
    for row in draw.shuffled(rows)[:12]:
        row["city"] = draw.pick([row["city"].upper(), row["city"].lower(), row["city"] + " "])
    for k, row in enumerate(draw.shuffled(rows)[:9]):
        code = row["postcode"]
        row["postcode"] = [code.lstrip("0"), code + ".0", code.lstrip("0") + ".0"][k % 3]
    for row in draw.shuffled(rows)[:6]:
        row["name"] = row["name"].replace(" ", "  ", 1) + " "
    for row in draw.shuffled(rows)[:8]:
        row["status"] = row["status"].capitalize() + " " if row["status"] != "active" else ""
    returned = [r for r in rows if r["_kind"] == "C" and r[SALES[5]]]
    returned[3][SALES[5]], returned[8][SALES[5]] = "(85.00)", "-120.00"
    by_postcode, by_city = some(draw, rows, "C", 2, taken)
    by_postcode |= {"lat": "", "lon": "", "postcode": by_postcode["_town"].postcode + ".0"}
    by_city |= {"lat": "", "lon": "", "postcode": "", "city": by_city["_town"].name}
    for row in draw.shuffled(rows)[:14]:
        row["note"] = row["note"] or draw.pick(NOTES)
    for row in draw.shuffled(rows)[:20]:
        row["margin"] = draw.pick(["0.22", "0.31", "28%", "0.18"])
    for row in draw.shuffled([row for row in rows if row["_kind"] == "C"])[:4]:
        row["troublesome"] = draw.pick(["yes", "x"])


def customers(draw):
    """Return all rows of customers.csv, and those that have an appointment."""
    rows = base_rows(draw)
    ranks = dict.fromkeys(KINDS, 0)
    for position, row in enumerate(rows):
        kind = row["_kind"]
        add_scores(draw, row)
        add_sales(draw, row, level_of(draw, kind, ranks[kind]))
        add_last_visit(draw, row, position)
        if kind in {"prospect", "inactive"}:
            row["status"] = kind
        if kind == "prospect":
            add_prospect(draw, row)
        ranks[kind] += 1
    assign_reps(draw, rows)
    taken = set()
    add_twin(rows, taken)
    add_growth(draw, rows, taken)
    pins = add_pins(draw, rows, taken)
    add_own_wishes(draw, rows, taken)
    given = {"A": "2026-11-12", "b": "2026-10-14", "B": "2026-10-19", "D": "2026-09-22"}
    for row, (segment, last) in zip(some(draw, rows, "C", 4, taken), given.items(), strict=True):
        row |= {"segment": segment, "potential": "4", "last_visit": last}
    add_dirt(draw, rows, taken)
    return rows, pins


def assign_reps(draw, rows):
    """Name the rep of some customers, both reps for a few; the rest is left to the plan."""
    for row in rows:
        chance = draw.unit()
        if chance < 0.30:
            row["rep_id"] = row["_town"].rep_id
        elif chance < 0.36:
            row["rep_id"] = "R01;R02"


def add_pins(draw, rows, taken):
    """Make three appointments for visits that are due anyway, one of each strength."""
    _, large = some(draw, rows, "A", 2, taken)
    middle, small = some(draw, rows, "B", 2, taken)
    large |= {"last_visit": "2026-11-09", "rep_id": "R02"}
    middle |= {"last_visit": "2026-09-18", "potential": "3"}
    small |= {"last_visit": "2026-09-09", "potential": "3", "rep_id": "R02"}
    wishes = [
        (large, "2026-12-09", "R02", "10:00", "fixed"),
        (middle, "2026-12-17", "", "", "day"),
        (small, "2026-12-08", "", "", "week"),
    ]
    return [
        dict(zip(PIN_COLUMNS, (row["customer_id"], *rest), strict=True)) for row, *rest in wishes
    ]


def write(path, columns, rows):
    """Write a table: UTF-8, commas, lines that end in a line feed on every system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(
            file, columns, restval="", extrasaction="ignore", lineterminator="\n"
        )
        table.writeheader()
        table.writerows(rows)


def main(folder):
    """Write all files of the example."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, pins = customers(Draw(SEED))
    write(folder / "customers.csv", CUSTOMER_COLUMNS, rows)
    write(folder / "reps.csv", REP_COLUMNS, REPS)
    write(folder / "pins.csv", PIN_COLUMNS, pins)
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("example"))
