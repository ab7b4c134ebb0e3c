"""``follow.html``, ``follow.xlsx``, meeting pages and tables of a followed month."""

import csv
from dataclasses import replace

import openpyxl
import pytest

from models.control import RepControl
from models.success import BlueCustomer, Control, Effect, Finding, Opportunity, RepGroup, RepGrowth
from models.success import Success as Analysis
from scheduler.control import MonthFacts, followed, missed_reasons, rep_controls, team_control
from scheduler.io.follow_report import follow_page, meeting_page, write_meetings
from scheduler.io.follow_tables import write_reps, write_visits
from scheduler.io.follow_workbook import chance_text, write_follow_workbook
from tests.control.reports import row
from tests.factories import FORMULA, HEBREW, MARCH, SCRIPT, march, tiny_plan
from tests.io.test_write_report import Reader

EFFECT = Effect(
    action="outcome “<b>sample</b>”",
    compared="other outcomes",
    with_count=20,
    without_count=18,
    difference=0.08,
    low=-0.001,
    high=0.12,
    p=0.0004,
    finding=Finding.EVIDENCE,
)


def control() -> Control:
    plan = tiny_plan()
    rows = (
        row("C1/1", 2, order_amount=99.5, outcome=SCRIPT),
        row("C2/1", 2, "missed", reason=SCRIPT),
    )
    found = followed(plan, plan.result.schedule, rows)
    names = {rep.rep_id: rep.name for rep in plan.reps.values()}
    facts = MonthFacts(
        reported_to=found.reported_to,
        names=names,
        drive_min={"R01": 111, "R02": 90},
        targets={"R01": 1000.0, "R02": 500.0},
    )
    reps = rep_controls(found.visits, facts)
    return Control(
        month=MARCH,
        currency="EUR",
        reported_to=found.reported_to,
        visits=found.visits,
        reps=reps,
        team=team_control(found.visits, facts),
        reasons=missed_reasons(found.visits),
        success=Analysis(before=(MARCH,), after=(MARCH.next(),), effects=(EFFECT,)),
        groups=(group(reps),),
        questions=("What could we do better?",),
        notes=(SCRIPT,),
    )


def group(reps: tuple[RepControl, ...]) -> RepGroup:
    growth = tuple(
        RepGrowth(
            rep_id=rep.rep_id,
            customers=3,
            before=100.0,
            after=110.0,
            visits_per_customer={"A": 1.5},
            field_day=(march(20), "5 meetings, 2 with A customers, 0 with prospects"),
        )
        for rep in reps
    )
    hot = Opportunity(customer_id="C3", name=FORMULA, rep_id="R01", money=500.0, why="growth goal")
    blue = BlueCustomer(customer_id="C6", name=HEBREW, rep_id="R02", actual=40.0, expected=100.0)
    return RepGroup(
        number=1,
        reps=reps,
        growth=growth,
        alike=("customers: 4 to 5",),
        hot=(hot,),
        blue=(blue,),
        practice=("Ask " + SCRIPT,),
    )


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert not reader.open, "every tag is closed"
    assert "<script" not in page
    assert "http" not in page, "nothing is loaded from elsewhere"
    return reader


def test_the_page_tells_the_month_and_escapes_what_people_wrote():
    text = read(follow_page(control())).text
    for told in ("March 2026", "1 of 8", "in their window", "Anna Berg", "Reported up to Monday"):
        assert told in text, told
    assert SCRIPT in text
    assert "orders at visits" in text  # sales are unknown, so orders stand against the target


def test_the_meeting_page_has_every_part():
    found = control()
    text = read(meeting_page(found, found.groups[0])).text
    parts = [
        "Figures",
        "Who grew what",
        "Hot opportunities",
        "Blue A customers",
        "Best practice",
        "Agreed",
    ]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    for told in (HEBREW, FORMULA, "40%", "+10%", "Fri 20 Mar", "What could we do better?"):
        assert told in text, told


def test_what_is_missing_is_said():
    found = control()
    empty = replace(found.groups[0], hot=(), blue=())
    bare = replace(found, success=Analysis(), reported_to=None, groups=(empty,))
    text = read(meeting_page(bare, empty)).text
    assert "No A customer of this group" in text
    assert "No prospect with an expected value" in text
    assert "give --customers" in text
    assert "Nothing is reported yet" in read(follow_page(bare)).text


def test_each_group_gets_a_page(tmp_path):
    found = control()
    second = replace(found.groups[0], number=2)
    write_meetings(replace(found, groups=(*found.groups, second)), tmp_path)
    written = sorted(path.name for path in (tmp_path / "meetings").iterdir())
    assert written == ["group-1.html", "group-2.html"]


def test_the_tables_hold_every_visit_and_every_rep(tmp_path):
    found = control()
    write_visits(found, tmp_path)
    write_reps(found, tmp_path)
    with (tmp_path / "visits.csv").open(encoding="utf-8", newline="") as file:
        visits = {line["visit_id"]: line for line in csv.DictReader(file)}
    assert len(visits) == len(found.visits)
    assert (visits["C1/1"]["status"], visits["C1/1"]["order_amount"]) == ("done", "99.5")
    assert visits["C3/1"]["customer_name"] == "'" + FORMULA
    with (tmp_path / "reps.csv").open(encoding="utf-8", newline="") as file:
        anna, dana = csv.DictReader(file)
    assert (anna["planned"], anna["done"], anna["missed"], anna["remaining"]) == (
        "5",
        "1",
        "1",
        "3",
    )
    assert (anna["target"], anna["sales"], dana["target"]) == ("1000.0", "", "500.0")


def test_the_workbook_holds_the_same_and_no_formula(tmp_path):
    found = control()
    write_follow_workbook(found, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "follow.xlsx")
    assert book.sheetnames == ["Summary", "Visits", "Success", "Opportunities"]
    header, *rows = book["Visits"].iter_rows(values_only=True)
    assert len(rows) == len(found.visits)
    became = dict(zip((line[header.index("Visit id")] for line in rows), rows, strict=True))
    assert became["C1/1"][header.index("Became")] == "done"
    assert became["C8/1"][header.index("Became")] == "without a day"
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    summary = [str(cell.value) for line in book["Summary"].iter_rows() for cell in line]
    assert "Plan against target, EUR" in summary


@pytest.mark.parametrize(
    ("p", "told"),
    [(None, ""), (0.0004, "below 0.1 %"), (0.034, "3.4 %"), (0.418, "42 %"), (1.0, "100 %")],
)
def test_chances_are_told_as_people_say_them(p, told):
    assert chance_text(replace(EFFECT, p=p)) == told
