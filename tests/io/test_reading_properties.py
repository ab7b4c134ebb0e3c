"""Whatever a file holds: reading ends, nothing is raised, and the rows add up."""

import csv
import datetime as dt
import io
import itertools
from collections import Counter

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.io.customers import read_customers
from scheduler.io.ledger import attach_sales, read_sales_ledger
from scheduler.io.pins import read_pins
from scheduler.io.quarantine import write_quarantine
from scheduler.io.reading import ReadOptions
from scheduler.io.references import check_references, set_aside
from scheduler.io.reps import read_reps
from tests.io.reading_tools import adds_up

CUSTOMERS = (
    "customer_id,name,address,city,postcode,lat,lon,rep_id,status,segment,potential,sales_2026-01,"
    "sales_2026-02,last_visit,opening_hours,interval_days,margin,closing_ratio,note\n"
    'C1,Acme,"1 Main St, back",Ames,50010,42.02,-93.62,R01;R02,active,A,3,"$1,200.50",5,'
    "2026-11-02,Mo-Fr 09:00-17:00,30,25%,5:1,x\n"
    "C2,מכולת,הרצל 1,חיפה,523580,32.8,34.9,R01,prospect,B,,,-,25/12/2025,24/7,90,0.1,0.2,\n"
    "C3,Ромашка,Ленина 5,Тверь,50613,,,,,,,7,8,,,,,,\n"
)
OTHERS = {
    read_reps: "rep_id,city,work_days,work_hours,half_days,absences,start_date\n"
    "R01,Ames,Mon-Fri,09:00-17:00,Fri 9-13,2026-12-24..2026-12-31,2026-01-01\n",
    read_sales_ledger: 'customer_id,date,amount\nC1,2026-03-05,$1.50\nC2,05/06/2026,"1,234"\n',
    read_pins: "customer_id,date,rep_id,time,strength\nC1,2026-12-03,R01,14:30,fixed\n",
}
NASTY = [
    *('"', ",", ";", "\n", "\r", "\t", "|", "\x00", "\ufeff", "'", "=", "-", "0", "9" * 20),
    *("#REF!", "1,234", "1.234", "31/02/2026", "03/04/2026", "NaN", "inf", "1e400", "\u200f"),
    *("א-ת", "Пн", "POINT(1 2)", "$", "€5", "١٢", "²", "½", "(5)", "5:0", "%", "..", "24:01"),
]
FEW = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

seen: Counter[str] = Counter()


@st.composite
def spoilt(draw, text=CUSTOMERS):
    """A file of which a few pieces were cut, doubled, or replaced by something nasty."""
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 12))
        piece = draw(st.one_of(st.sampled_from(NASTY), st.text(max_size=6)))
        text = text[:at] + piece + text[at + cut :]
    data = text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251"])), "replace")
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.binary(max_size=3)) + data[at:] if draw(st.booleans()) else data


@pytest.fixture(name="on_disk")
def on_disk_fixture(tmp_path):
    """A function that writes a file; each has a name of its own."""
    numbers = itertools.count()

    def write(data, name="list.csv"):
        path = tmp_path / f"{next(numbers)}-{name}"
        path.write_bytes(data)
        return path

    return write


def check(reading):
    """What holds for every reading."""
    adds_up(reading)
    assert not set(reading.bad_rows) & {item.row for item in reading.items}
    assert all(problem.what and problem.advice and str(problem) for problem in reading.errors)
    told = {problem.row for problem in reading.errors}
    assert set(reading.bad_rows) <= told or 0 in told
    return reading


@FEW
@given(spoilt(), st.sampled_from(["auto", "dmy", "mdy", "ymd"]))
def test_a_spoilt_list_of_customers_is_read_to_its_end(on_disk, data, order):
    path = on_disk(data)
    reading = check(read_customers(path, ReadOptions(date_order=order)))
    ids = [customer.customer_id for customer in reading.items]
    assert len(set(ids)) == len(ids)
    assert all(ids)
    seen["kept" if reading.items else "none kept"] += 1
    seen["set aside" if reading.bad_rows else "none set aside"] += 1
    write_quarantine(path.with_suffix(".bad.csv"), [reading])


@FEW
@given(st.data())
def test_the_other_files_are_read_to_their_end(on_disk, data):
    read = data.draw(st.sampled_from(list(OTHERS)))
    check(read(on_disk(data.draw(spoilt(OTHERS[read])))))


@FEW
@given(spoilt(), spoilt(OTHERS[read_reps]), spoilt(OTHERS[read_pins]))
def test_files_that_contradict_each_other_still_add_up(on_disk, listed, reps, pins):
    ours, theirs, pinned = (
        read_customers(on_disk(listed)),
        read_reps(on_disk(reps)),
        read_pins(on_disk(pins)),
    )
    problems = check_references(ours, theirs, pinned)
    kept = check(set_aside(ours, problems))
    check(set_aside(pinned, problems))
    assert not any(problem.file == ours.file for problem in check_references(kept, theirs))


@FEW
@given(spoilt(), spoilt(OTHERS[read_sales_ledger]))
def test_a_spoilt_ledger_is_joined_or_refused(on_disk, listed, ledger):
    adds_up(attach_sales(read_customers(on_disk(listed)), read_sales_ledger(on_disk(ledger))))


@FEW
@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.xlsx", "a.csv.gz", "a.txt", "a.doc"]))
def test_any_bytes_are_read_or_refused(on_disk, data, name):
    check(read_customers(on_disk(data, name)))


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(min_value=dt.date(1900, 3, 1)),
    st.datetimes(min_value=dt.datetime.combine(dt.date(1900, 3, 1), dt.time())),
    st.times(),
    st.sampled_from([text for text in NASTY if text.isprintable()]),
)


@settings(parent=FEW, max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=19, max_size=19), min_size=1, max_size=4))
def test_a_workbook_of_any_cells_is_read_to_its_end(on_disk, rows):
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(next(csv.reader(io.StringIO(CUSTOMERS))))
    for row in rows:
        workbook.worksheets[0].append(row)
    path = on_disk(b"", "list.xlsx")
    workbook.save(path)
    check(read_customers(path))


def test_the_unspoilt_files_are_right_and_the_spoilt_were_of_all_kinds(on_disk):
    assert not check(read_customers(on_disk(CUSTOMERS.encode()))).errors
    drawn = sum(seen.values())
    assert drawn == 0 or all(seen[kind] > 5 for kind in ("kept", "none kept", "set aside")), seen
