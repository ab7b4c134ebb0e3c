"""A manager sets targets and asks the funnel: `rounds targets`, `rounds funnel`."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.tools import ANN, BOB, REPS, rounds, save, table
from tests.shared_data import CHECKOUT

EXAMPLE = CHECKOUT / "data" / "example"
HEADER = "customer_id,name,lat,lon,rep_id,status,sales_12m,growth_goal,closing_ratio"
THREE = (
    "C1,Alder,42.00,-93.60,R01,active,120000,500,",
    "C2,Birch,42.02,-93.62,R01,active,60000,,",
    "P1,Cedar,42.05,-93.55,R01,prospect,,,5 : 1",
)


def asked(command: str, *words: str | Path) -> dict[str, Any]:
    said = rounds(command, *words, "--json", "found.json")
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(Path("found.json").read_text(encoding="utf-8"))
    found["said"] = said.out
    return found


def lines(found: dict[str, Any], rep_id: str, month: str) -> dict[str, Any]:
    of = [x for x in found["targets"] if (x["rep_id"], x["month"]) == (rep_id, month)]
    return {line["segment"]: line for line in of}


def test_targets_by_category_and_month():
    save("customers.csv", table(HEADER, *THREE))
    save("reps.csv", table(REPS, ANN))
    found = asked(
        "targets", "customers.csv", "--reps", "reps.csv", "--month", "2026-12", "--months", "2"
    )
    december = lines(found, "R01", "2026-12")
    assert december["A"]["target"] == 10_500.0  # 120 000 / 12 + 500
    assert december["B"]["target"] == 5_000.0
    # 23 working days × 5 × 10 % = 11 meetings; a mean customer brings 7 500
    new = december["new"]
    assert (new["meetings"], new["closing_ratio"], new["average_value"]) == (11, 0.2, 7_500.0)
    assert new["target"] == pytest.approx(11 * 0.2 * 7_500)
    assert {line["month"] for line in found["targets"]} == {"2026-12", "2027-01"}
    assert "110 meetings a rep: 5 a day on 22 days" in found["said"]
    assert "closing ratio +10%" in found["said"]


def test_meetings_and_closing_ratio_can_be_given():
    save("customers.csv", table(HEADER, *THREE[:2]))
    words = ("--month", "2026-12", "--meetings", "20", "--closing", "4:1")
    new = lines(asked("targets", "customers.csv", *words), "R01", "2026-12")["new"]
    assert (new["meetings"], new["closing_ratio"]) == (20, 0.25)
    assert new["target"] == 20 * 0.25 * 7_500


def test_a_rep_who_starts_in_the_middle_of_the_month_has_half_a_target():
    save("customers.csv", table(HEADER, *THREE))
    save("reps.csv", table(f"{REPS},start_date", f"{ANN},2027-02-15", f"{BOB},"))
    found = asked("targets", "customers.csv", "--reps", "reps.csv", "--month", "2027-02")
    february = lines(found, "R01", "2027-02")
    assert february["A"]["target"] == pytest.approx(10_500 / 2)  # 14 of 28 days
    assert february["new"]["meetings"] == 5  # 10 working days × 5 × 10 %


def test_targets_of_the_example_add_up():
    found = asked("targets", EXAMPLE / "customers.csv", "--reps", EXAMPLE / "reps.csv")
    assert found["total"] == pytest.approx(sum(line["target"] for line in found["targets"]))
    assert {line["rep_id"] for line in found["targets"]} == {"R01", "R02"}
    assert "2 customers of unknown value" in found["said"]


def test_the_worked_examples_of_the_funnel():
    assert asked("funnel", "--leads", "100")["customers"] == 10
    assert asked("funnel", "--leads", "120")["customers"] == 12
    back = asked("funnel", "--customers", "50", "--shares", "50,20,10")
    assert back["stages"] == {"leads": 500, "offer": 250, "negotiation": 100, "signature": 50}
    assert (
        asked("funnel", "--customers", "50", "--ratios", "50%,40%,2:1")["stages"] == back["stages"]
    )
    assert 0.5 < back["chance"] < 0.55
    assert back["safe_leads"] == 588


def test_time_churn_money_and_what_if():
    words = ("--days", "14,30,20", "--churn", "20%", "--deal", "1000", "--base", "100")
    found = asked(
        *("funnel", "--customers", "50", *words, "--month", "2027-01"),
        *("--what-if", "negotiation=60%", "--confidence", "95%"),
    )
    assert found["target"] == 70, "20 of the 100 customers of today are replaced"
    assert found["stages"]["leads"] == 700
    # 64 days after January: 6 March to 5 April
    assert list(found["arrivals"]) == ["2027-03", "2027-04"]
    assert sum(found["arrivals"].values()) == pytest.approx(70.0)
    assert found["what_if"]["negotiation=60%"]["stages"]["leads"] == 467  # 70 / 0.15
    assert "they stay 5.0 years" in found["said"]
    assert "a customer brings 60,000 while it stays" in found["said"].lower()
    assert any("churn" in lever["lever"] for lever in found["levers"])


def test_forward_with_a_target_tells_the_chance():
    found = asked("funnel", "--leads", "400", "--customers", "50")
    assert found["customers"] == 40
    assert 0 < found["chance"] < 0.1


def test_a_funnel_from_the_policy():
    save(
        "policy.toml",
        '[funnel]\nstages = ["demo", "contract"]\nshares = [0.4, 0.1]\ndays = [10, 5]\n',
    )
    found = asked("funnel", "--leads", "50", "--policy", "policy.toml")
    assert found["stages"] == {"leads": 50, "demo": 20, "contract": 5}
    assert "from lead to customer: 15 days" in found["said"].lower()
    save("policy.toml", "[funnel]\nshares = [0.4, 0.1]\n")
    said = rounds("funnel", "--leads", "50", "--policy", "policy.toml")
    assert (said.code, "there are 2 shares, but 3 stages" in said.err) == (2, True)


def test_shares_of_another_number_name_their_own_stages():
    found = asked("funnel", "--leads", "100", "--shares", "40,10")
    assert found["stages"] == {"leads": 100, "stage 1": 40, "customers": 10}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "give --leads 100, or --customers 50"),
        (("--leads", "9", "--shares", "50,60"), "more reach"),
        (("--leads", "9", "--shares", "50,x"), "this is no ratio (found 'x')"),
        (("--leads", "9", "--shares", "0"), "this is no ratio"),
        (("--leads", "9", "--shares", "50", "--ratios", "50"), "give one of them"),
        (("--leads", "9", "--days", "14,soon"), "no number of days (found 'soon')"),
        (("--leads", "9", "--days", "14,5"), "there are 3 shares, but 2 days"),
        (("--leads", "9", "--stages", "one,two"), "there are 3 shares, but 2 stages"),
        (("--leads", "9", "--what-if", "deal=50%"), "this names no stage"),
        (("--leads", "9", "--what-if", "offer"), "this changes nothing"),
        (("--leads", "9", "--churn", "150%"), "this is no ratio"),
        (("--leads", "9", "--deal", "inf"), "this is no amount (found 'inf')"),
        (
            ("--leads", "9", "--stages", "call,call,sale"),
            "two stages have this name (found 'call')",
        ),
        (("--leads", "1000000000000"), "--leads"),
    ],
)
def test_what_cannot_be_asked_of_a_funnel(words, told):
    said = rounds("funnel", *words)
    assert said.code == 2
    assert told in said.err


def test_everything_that_is_wrong_with_a_funnel_is_told_at_once():
    said = rounds(
        *("funnel", "--days", "14,soon,never", "--churn", "150%", "--deal", "inf"),
        *("--stages", "one,two", "--confidence", "0", "--what-if", "one=200%"),
    )
    assert said.code == 2
    for told in (
        "8 problems in the input",
        "nothing is asked",
        "(found 'soon')",
        "(found 'never')",
        "--churn",
        "--deal",
        "there are 3 shares, but 2 stages",
        "--confidence",
        "--what-if",
    ):
        assert told in said.err, told


def test_a_closing_ratio_that_is_none():
    save("customers.csv", table(HEADER, *THREE))
    said = rounds("targets", "customers.csv", "--closing", "0")
    assert (said.code, "this is no ratio" in said.err) == (2, True)


def test_iowa_by_rep(shared):
    folder = shared / "data" / "iowa"
    pairs = ("customer_id=store_number", "postcode=zip", "sales_12m=sales_2019_usd")
    words = [word for pair in pairs for word in ("--map", pair)]
    found = asked(
        *("targets", folder / "customers_2019_active.csv", "--reps", folder / "reps.csv"),
        *("--country", "US", "--month", "2026-12", *words),
    )
    assert len({line["rep_id"] for line in found["targets"]}) == 11
    existing = sum(line["value"] for line in found["targets"])
    assert existing == pytest.approx(297_500_000 / 12, rel=0.01)
