"""A published month is planned again after what happened: the example month, from 10 December."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from models.units import clock_text
from scheduler.pipelines.demo import example_folder
from tests.journeys.tools import Row, Said, minute, rounds, rows_of, save, save_rows

FROM = "2026-12-10"
QUICK = ("--iterations", "5", "--workers", "1")
HEADER = "date,kind,rep_id,customer_id,until,to_date,time,note\n"


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published plan of the example month."""
    folder = tmp_path_factory.mktemp("published")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert rounds("demo", "--out", "plan", *QUICK).code in {0, 3}
    return folder / "plan"


@pytest.fixture
def published(month: Path, here: Path) -> Path:
    """A copy that a test may change."""
    shutil.copytree(month, here / "plan")
    return Path("plan")


def replan(plan: Path, events: str, *words: str, first: str = FROM, out: str = "again") -> Said:
    save("events.csv", HEADER + events)
    asked = ("--from", first, "--events", "events.csv", "--out", out, *QUICK, *words)
    return rounds("replan", plan, *asked)


def visits(plan: Path, first: str = FROM) -> list[Row]:
    """The visits that are still ahead, by date."""
    ahead = [row for row in rows_of(plan / "schedule.csv") if row["date"] >= first]
    return sorted(
        (r for r in ahead if r["kind"] == "visit"), key=lambda r: (r["date"], r["rep_id"])
    )


def history(plan: Path, first: str = FROM) -> list[tuple[str, ...]]:
    names = ("rep_id", "date", "stop", "visit_id", "arrive", "depart", "drive_min")
    rows = [row for row in rows_of(plan / "schedule.csv") if row["date"] < first]
    return [tuple(row[name] for name in names) for row in rows]


def places(plan: Path) -> dict[str, tuple[str, str, str]]:
    rows = rows_of(plan / "schedule.csv")
    return {row["visit_id"]: (row["rep_id"], row["date"], row["arrive"]) for row in rows}


def sound(plan: str = "again") -> None:
    checked = rounds("check", plan)
    assert (checked.code, checked.out.count("no fault")) == (0, 2), checked.out


def told(plan: str = "again") -> dict[str, Row]:
    return {row["visit_id"]: row for row in rows_of(Path(plan) / "changes.csv")}


def test_a_replan_after_all_kinds_of_events(published):
    ahead = visits(published)
    sick, others = ahead[0]["rep_id"], [r for r in ahead if r["rep_id"] != ahead[0]["rep_id"]]
    cancelled, closed, urgent = others[0], others[1], others[-1]
    moved = next(
        r for r in others[2:] if r["date"] != others[-1]["date"] and r["pinned"] == "false"
    )
    target = next(r["date"] for r in reversed(others) if r["date"] != moved["date"])
    events = (
        f"{FROM},sick,{sick},,2026-12-14,,,flu\n"
        f"{cancelled['date']},cancelled,,{cancelled['customer_id']},,,,\n"
        f"{closed['date']},closed,,{closed['customer_id']},,,,stocktaking\n"
        f"{FROM},urgent,,{urgent['customer_id']},2026-12-18,,,shelf\n"
        f"{moved['date']},moved,,{moved['customer_id']},,{target},,by the owner\n"
    )
    said = replan(published, events, "--json", "again.json")
    assert said.code in {0, 3}, said.err
    sound()
    again = Path("again")
    assert history(again) == history(published) != []

    changes, before, after = told(), places(published), places(again)
    assert changes[cancelled["visit_id"]]["change"] == "cancelled"
    assert cancelled["visit_id"] not in after
    (added,) = [row for row in changes.values() if row["change"] == "added"]
    assert added["customer_id"] == urgent["customer_id"]
    assert FROM <= added["to_date"] <= "2026-12-18"
    assert changes[moved["visit_id"]]["to_date"] == target
    assert changes[moved["visit_id"]]["why"] == "moved by hand: by the owner"
    assert after.get(closed["visit_id"], ("", ""))[1] != closed["date"]
    at_home = [at for at in after.values() if at[0] == sick and FROM <= at[1] <= "2026-12-14"]
    assert at_home == []
    # Whatever is not listed is where it was, to the minute; whatever is listed is not.
    assert {v for v in before.keys() | after.keys() if before.get(v) != after.get(v)} == set(
        changes
    )

    figures = json.loads(Path("again.json").read_text(encoding="utf-8"))
    counts = [change["change"] for change in figures["changes"]]
    movable = [v for v, at in before.items() if at[1] >= FROM and v != cancelled["visit_id"]]
    sentence = f"{counts.count('moved')} of {len(movable)} visits and desk tasks moved"
    assert sentence in said.out
    assert sentence in (again / "report.html").read_text(encoding="utf-8")
    assert {path.name for path in again.iterdir()} == {
        *(path.name for path in published.iterdir()),
        "changes.csv",
    }


def test_nothing_happened_and_nothing_changes_much(published):
    said = replan(published, "2026-12-10,closed,,C001,,,,\n")
    assert said.code in {0, 3}
    assert history(Path("again")) == history(published)
    moved = [row for row in told().values() if row["change"] == "moved"]
    # One visit costs 20 minutes to move: what the search finds in that price is little.
    assert len(moved) < len(visits(published)) / 4


def test_the_same_seed_and_iterations_give_the_same_replan(published):
    event = f"{FROM},sick,R01,,2026-12-14,,,\n"
    replan(published, event, out="once")
    replan(published, event, out="twice")
    for name in ("schedule.csv", "changes.csv", "unplanned.csv"):
        assert (Path("once") / name).read_bytes() == (Path("twice") / name).read_bytes()


def test_a_replan_of_a_replan_keeps_all_of_history(published):
    replan(published, f"{FROM},sick,R02,,2026-12-11,,,\n")
    first = visits(Path("again"), "2026-12-17")[0]
    event = f"{first['date']},cancelled,,{first['customer_id']},,,,\n"
    said = replan(Path("again"), event, first="2026-12-17", out="later")
    assert said.code in {0, 3}, said.err
    sound("later")
    assert history(Path("later"), "2026-12-17") == history(Path("again"), "2026-12-17")
    assert set(told("later")) >= {first["visit_id"]}
    earlier = replan(Path("later"), event, first=FROM, out="never")
    assert earlier.code == 2
    assert "days before 2026-12-17 are history" in earlier.err


def test_a_long_absence_leaves_visits_without_a_day_and_says_why(published):
    said = replan(published, f"{FROM},sick,R01,,2026-12-31,,,operation\n")
    assert said.code == 3
    sound()
    missing = rows_of(Path("again") / "unplanned.csv")
    assert missing
    assert all(row["reasons"] for row in missing)
    dropped = [row for row in told().values() if row["change"] == "dropped"]
    assert dropped
    assert all(row["why"].startswith("R01 is sick: operation; ") for row in dropped)
    assert f"{len(dropped)} without a day now" in said.out


def test_what_was_changed_by_hand_in_the_published_plan_is_published(published):
    rows = rows_of(published / "schedule.csv")
    (late,) = [r for r in rows if r["date"] < FROM and r["kind"] == "visit"][:1]
    own = [r for r in rows if (r["rep_id"], r["date"]) == (late["rep_id"], late["date"])]
    for name in ("arrive", "depart"):  # a minute later than planned, as nothing follows
        own[-1][name] = clock_text(minute(own[-1][name]) + 1)
    save_rows(published / "schedule.csv", rows)
    said = replan(published, "2026-12-10,closed,,C001,,,,\n")
    assert said.code in {0, 3}, said.err
    assert history(Path("again")) == history(published)


def test_a_published_plan_with_a_fault_is_refused(published):
    rows = rows_of(published / "schedule.csv")
    last = visits(published)[-1]
    rows.remove(next(row for row in rows if row["visit_id"] == last["visit_id"]))
    save_rows(published / "schedule.csv", rows)
    said = replan(published, "2026-12-10,closed,,C001,,,,\n")
    assert said.code == 2, "the visit is neither planned nor explained"
    assert "accounting" in said.err
    assert "mend it ('rounds check' shows it)" in said.err
    assert not Path("again").exists()


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(published):
    known = visits(published)[0]
    events = (
        "2026-12-32,sick,R02,,,,,\n"
        "2026-12-12,sick,R2,,,,,\n"
        "2026-12-01,sick,R02,,,,,\n"
        "2026-12-15,cancelled,,C999,,,,\n"
        "2026-12-13,cancelled,,C001,,,,\n"
        f"{known['date']},moved,,{known['customer_id']},,2026-12-25,,\n"
        f"{known['date']},cancelled,,{known['customer_id']},,,,\n"
        "2027-01-14,urgent,,C001,,,,\n"
    )
    said = replan(published, events)
    assert said.code == 2
    rows = [line for line in said.err.splitlines() if "events.csv, row" in line]
    assert [int(line.split("row ")[1].split(",")[0]) for line in rows] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert not Path("again").exists()


@pytest.mark.parametrize(
    ("words", "told_so"),
    [
        (("--from", "2027-01-10"), "this day is not in 2026-12, the month of the plan"),
        (("--from", "soon"), "this is no day (found 'soon'); write it as YYYY-MM-DD"),
        (("--out", "plan"), "this is the published plan, which stays as it is"),
        (("--events", "nowhere.csv"), "nowhere.csv: the file does not exist"),
        (("--json", "events.csv"), "this file is read"),
    ],
)
def test_wrong_usage_changes_nothing(published, words, told_so):
    before = {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}
    said = replan(published, f"{FROM},sick,R01,,,,,\n", *words)
    assert said.code == 2
    assert told_so in said.err
    assert before == {path: path.read_bytes() for path in published.rglob("*") if path.is_file()}


def test_a_folder_without_a_plan_is_refused(here):
    said = replan(here, f"{FROM},sick,R01,,,,,\n")
    assert said.code == 2
    assert "there is no plan.json here" in said.err


def test_an_urgent_visit_of_a_customer_who_is_not_due_finds_its_way(published):
    """The plan's travel matrices know nobody who is not due."""
    due = {row["customer_id"] for row in rows_of(published / "schedule.csv")}
    with (example_folder() / "customers.csv").open(encoding="utf-8") as file:
        known = {row["customer_id"] for row in csv.DictReader(file)}
    rows = {r["customer_id"]: r for r in rows_of(published / "requirements.csv")}
    new = sorted(c for c in known - due if c in rows and rows[c]["visits"] == "0")[0]
    said = replan(published, f"{FROM},urgent,,{new},2026-12-18,,,\n")
    assert said.code in {0, 3}, said.err
    sound()
    assert "minutes and driving are those of the default policy" in " ".join(said.out.split())
    save("policy.toml", "[time]\n")
    own = replan(
        published, f"{FROM},urgent,,{new},2026-12-18,,,\n", "--policy", "policy.toml", out="own"
    )
    assert "default policy" not in own.out
    (row,) = [row for row in told().values() if row["customer_id"] == new]
    assert row["change"] == "added"
    asked = [r for r in rows_of(Path("again") / "requirements.csv") if r["customer_id"] == new]
    assert sum(int(r["visits"]) for r in asked) == 1
