"""P13, P23: a rep's year by the calendar, a customer's by its treatment, the next rep."""

import datetime as dt
from dataclasses import replace

import pytest

from models.customers import Channel, Status
from models.errors import InputError
from models.policy import Policy
from models.policy_market import StaffingPolicy
from models.reps import DateRange
from models.staffing import DrivingNorm, Operation
from scheduler.pipelines.staffing_hires import TeamYear, hires_of, next_id, rep_loads
from scheduler.pipelines.staffing_years import check_tables, rep_years, served_customers
from tests.pipelines.people import at, customer, options, rep, standing

NORM = DrivingNorm(
    rep_id="", days=1, meetings=4, drive_min=100, drive_m=80_000, shared_by=4.0, local_min=5.0
)
POLICY = Policy()


def test_a_year_has_its_weekdays_holidays_and_days_away():
    year = rep_years([rep()], options(country="US"))["R01"]
    # December 2026 to November 2027: 261 weekdays; Christmas, New Year, ... are free
    assert year.weekdays == 261
    assert 8 <= year.free_days <= 12
    assert year.away_days == 20
    assert (year.day_min, year.day_places, year.prospecting_share) == (480, 5, 0.1)


def test_absences_of_the_list_count_where_there_are_more_of_them():
    span = DateRange(dt.date(2027, 6, 1), dt.date(2027, 7, 31))  # 22 + 22 weekdays
    away = rep("R02", absences=(span,))
    short = rep("R03", absences=(DateRange(dt.date(2027, 6, 1), dt.date(2027, 6, 2)),))
    years = rep_years([away, short], options())
    assert (years["R02"].away_days, years["R03"].away_days) == (44, 20)


def test_a_rep_who_starts_late_has_a_whole_year_all_the_same():
    years = rep_years([rep(), rep("R02", start_date=dt.date(2027, 6, 1))], options())
    assert years["R01"] == years["R02"]


def served(*people, policy=POLICY, **standings):
    told = {c.customer_id: standings.get(c.customer_id, standing()) for c in people}
    return served_customers(people, told, [rep()], (NORM,), policy)


def test_the_driving_of_a_customer_follows_its_distance():
    near, far = customer("C1", "R01"), customer("C2", "R01", placement=at(42.9, -93.6))
    one, other = served(near, far)
    # at the door both legs are the least of 3 min: 6 / 4 + 5
    assert one.year.drive_min == pytest.approx(6.5)
    # 0.9 degrees: 100.08 km × 1.3 at 50 km/h are 156.1 min; there and back, a fourth, and 5
    assert other.year.drive_min == pytest.approx(2 * 156.1 / 4 + 5, abs=0.1)


def test_a_customer_without_a_place_drives_as_the_mean_meeting():
    (one,) = served(customer("C1", "R01", placement=None))
    assert (one.way_min, one.year.drive_min) == (None, 25.0)


def test_prospects_are_no_existing_customers():
    assert served(customer("P1", "R01", status=Status.PROSPECT)) == ()


def test_offers_are_dues_and_extra_meetings():
    (one,) = served(customer("C1", "R01"))
    # value 1 000: a due holds 5 % / 0.6 of it, extras gain 5 %, 3 % and 1.8 %; margin a quarter
    assert [(o.times, o.due) for o in one.offers] == [(12, True), *[(12, False)] * 3]
    assert [o.sales for o in one.offers] == pytest.approx([83.33, 50, 30, 18], abs=0.01)
    assert one.offers[0].earns == pytest.approx(83.33 / 4, abs=0.01)


def test_a_growth_goal_makes_extra_meetings_due():
    (one,) = served(customer("C1", "R01", growth_goal=70.0))  # 50 + 30 cover it
    assert [o.due for o in one.offers] == [True, True, True, False]
    visits = {task.operation: task.times for task in one.year.tasks}
    assert visits[Operation.VISIT] == 36


def test_unknown_sales_are_those_of_the_category():
    people = [customer("C1", "R01"), customer("C2", "R01")]
    _, unknown = served(*people, C2=replace(standing(), value=None))
    assert unknown.offers[0].sales == pytest.approx(83.33, abs=0.01)


def team(count: int, policy: Policy = POLICY, reps=None) -> TeamYear:
    """Customers of 30 days in a town 0.9 degrees north of the only home."""
    people = [
        customer(f"C{k}", "R01", city="Northton", placement=at(42.9, -93.6)) for k in range(count)
    ]
    reps = reps or (rep(),)
    return TeamYear(
        reps=reps,
        years=rep_years(reps, options()),
        served=served(*people, policy=policy),
        norms=(NORM,),
        policy=policy,
    )


def test_the_next_rep_lives_where_the_customers_are():
    whole = team(20)
    (hire,) = hires_of(whole, rep_loads(whole), 1)
    assert (hire.town, hire.customers, hire.rep.rep_id) == ("Northton", 20, "R02")
    # 13 meetings a year each (12 visits, a presentation), of which each saves a fourth of the way
    assert hire.meetings == 260
    assert hire.saved_min == pytest.approx(260 * (2 * 156.1 - 6) / 4, rel=1e-3)
    assert hire.saved_m == pytest.approx(hire.saved_min * 800)
    assert (hire.relieved_min, hire.due_earns) == (0, 0), "all of it has somebody today"
    assert {move.rep_id for move in hire.moves} == {"R01"}
    hours = whole.years["R01"].minutes / 60
    assert hire.cost == pytest.approx(35 * hours - 0.36 * hire.saved_m / 1000)


def test_a_full_year_is_relieved_and_due_contacts_earn():
    # 90 customers × 13 meetings are 1 170, the caps of a year have room for about 1 080
    whole = team(90)
    loads = rep_loads(whole)
    assert loads[0].load > 1
    (hire,) = hires_of(whole, loads, 1)
    assert hire.relieved_min > 0
    assert hire.due_earns > 0
    assert hire.due_sales == pytest.approx(4 * hire.due_earns, rel=1e-3)
    assert hire.extra_earns > 0


def test_nobody_is_hired_where_nobody_is_visited():
    call = replace(standing(), segment="C", channel=Channel.CALL, interval_days=90)
    whole = replace(team(1), served=served(customer("C1", "R01"), C1=call))
    assert hires_of(whole, rep_loads(whole), 1) == ()
    assert hires_of(team(2), rep_loads(team(2)), 0) == ()


def test_the_new_rep_has_the_usual_hours_and_a_free_id():
    reps = (rep(), rep("R02", daily_cap=8), rep("R03", daily_cap=8, hourly_cost=40.0))
    whole = team(5, reps=reps)
    (hire,) = hires_of(whole, rep_loads(whole), 1)
    assert (hire.rep.rep_id, hire.rep.daily_cap) == ("R04", 8)
    assert next_id(["R01", "R11"]) == "R12"
    assert next_id(["north", "south"]) == "NEW1"
    assert next_id(["A9", "A10", "B2"]) == "A11"


def test_a_number_for_each_category_is_needed():
    wrong = StaffingPolicy(presentations=(1.0,), contracts=(0.0, 0.0, 0.0, -1.0))
    with pytest.raises(InputError) as error:
        check_tables(replace(POLICY, staffing=wrong))
    assert len(error.value.problems) == 2
