"""``report.html``: complete, escaped, on its own; the figures are those of tests/factories.py."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

from models.allocation import Allocation
from scheduler.io.figures import figures_of
from scheduler.io.report import report_page, write_report
from tests.factories import HEBREW, SCRIPT, march, tiny_plan

VOID = {"meta", "rect", "br", "link", "img"}


class Reader(HTMLParser):
    """Collects text and tags, and checks that every tag is closed in its order."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"style", "script"}:
            self.words.append(data)

    @property
    def text(self):
        return re.sub(r"\s+", " ", " ".join(self.words))


def read(plan=None):
    reader = Reader()
    reader.feed(report_page(plan or tiny_plan()))
    assert reader.open == []
    return reader


def test_the_page_tells_the_month_in_figures():
    text = read().text
    assert "Visits of March 2026" in text
    assert "7 of 8 required visits planned" in text
    assert "8 meetings, 1 of them with prospects" in text
    # 30 + 61 + 20 + 60 + 60 minutes
    assert "3 h 51 driving" in text
    assert "Proven: no plan of these visits drives less than 225 minutes" in text
    assert "Proven: 1 required visit has no day, and no plan can have fewer." in text


def test_a_plan_without_a_bound_is_plainly_not_proven():
    plan = tiny_plan()
    text = read(replace(plan, result=replace(plan.result, proof=None))).text
    assert "Not proven" in text
    assert "Proven:" not in text


def test_every_rep_has_bars_and_a_calendar():
    page = read()
    titles = [
        attributes["title"]
        for tag, attributes in page.tags
        if tag == "td" and "title" in attributes
    ]
    assert len(titles) == 2 * 31
    assert "Wed 4 Mar (half day: eve of a feast): 1 meetings, 20 min driving" in titles
    assert "Sat 7 Mar: day off" in titles
    assert sum(tag == "section" for tag, _ in page.tags) == 2


def test_cost_by_rule_is_told_with_the_rules_sentence():
    text = read().text
    assert "travel Little driving. 230.0 minutes 230.0" in text
    assert "overtime Work ends with the working day. 25.0 minutes 50.0" in text


def test_unplanned_visits_come_with_reasons_and_help():
    text = read().text
    assert "C8 2026-03-01 1 Mar: not wanted by the customer" in text
    assert "allow 30 minutes of overtime" in text
    assert "Nowhere Ltd C9 – no coordinates, and the city is unknown" in text


def test_a_complete_plan_says_so():
    plan = tiny_plan()
    done = replace(plan.result, schedule=replace(plan.result.schedule, unplanned=()))
    assert "Every required visit has a day." in read(replace(plan, result=done, not_placed={})).text


def test_everything_from_outside_is_escaped():
    plan = tiny_plan()
    entry = replace(plan.result.schedule.unplanned[0], what_would_help=(SCRIPT,))
    schedule = replace(plan.result.schedule, unplanned=(entry,))
    reps = dict(plan.reps) | {"R01": replace(plan.reps["R01"], name=SCRIPT)}
    risky = replace(
        plan, reps=reps, notes=(SCRIPT,), result=replace(plan.result, schedule=schedule)
    )
    page = report_page(risky)
    assert "<script" not in page
    assert "<i>" not in report_page(plan).partition("<h2>Notes</h2>")[2]
    assert page.count(html.escape(SCRIPT)) == 5  # rep three times, note, help


def test_the_page_needs_nothing_else():
    page = read()
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.tags}
    assert "url(" not in report_page(tiny_plan())
    assert not [attributes for _, attributes in page.tags if {"src", "href"} & set(attributes)]


def test_names_carry_their_own_direction_and_the_page_its_language():
    page = read()
    assert page.tags[0] == ("html", {"lang": "en", "dir": "ltr"})
    assert f'<bdi dir="auto">{tiny_plan().reps["R02"].name}</bdi>' in report_page(tiny_plan())


def test_the_file_is_the_page_and_the_same_every_time(tmp_path):
    contents = []
    for _ in range(2):
        write_report(tiny_plan(), tmp_path)
        contents.append((tmp_path / "report.html").read_bytes())
    assert contents[0] == contents[1]
    assert contents[0].decode() == report_page(tiny_plan())


def test_figures_of_a_rep_are_counted_by_week():
    first, second = figures_of(tiny_plan()).reps
    assert [week.first for week in first.weeks][1] == march(2)
    assert [week.meetings for week in first.weeks] == [0, 5, 0, 0, 0, 0]
    # two days of 450 minutes, one of 210: the break is inside the half day
    assert first.weeks[1].available_min == 450 + 450 + 210
    assert [week.meetings for week in second.weeks] == [2, 0, 0, 0, 1, 0]
    assert (second.visits_due, second.visits_planned, second.unplanned) == (4, 3, 1)


def test_a_hebrew_name_of_a_missing_visit_is_kept():
    plan = tiny_plan()
    hebrew = tuple(replace(req, name=HEBREW) for req in plan.problem.requirements)
    page = report_page(replace(plan, problem=replace(plan.problem, requirements=hebrew)))
    assert f'<bdi dir="auto">{HEBREW}</bdi>' in page


def test_what_an_hour_more_would_earn_is_told():
    text = read().text
    assert "Where the minutes earn most" in text
    # two contacts asked for, time for one, one left out; they earn 120; 48 minutes to spare
    assert "R01 2 1 1 120 48 min 32 – 72 35" in text


def test_without_sales_nothing_is_said_of_earnings():
    assert "No sales are known" in read(replace(tiny_plan(), allocation=Allocation())).text
