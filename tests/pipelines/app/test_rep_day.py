"""What a rep reads of a day and a week."""

from dataclasses import replace

import pytest

from models.errors import NotAllowedError
from scheduler.pipelines.app.mark_visit import MarkForm, mark_visit
from scheduler.pipelines.app.rep_day import own_today, phone_of, rep_day, rep_week
from tests.phone_team import LONG, december


def moved(work, people, visit_id, day, new_day):
    form = MarkForm(
        key=f"key-{visit_id}-{day}".replace("/", "-"),
        visit_id=visit_id,
        date=str(december(day)),
        status="moved",
        moved_to=str(december(new_day)),
    )
    return mark_visit(work, people.anna, form)


def new_day(one):
    return one.mark and one.mark.moved_to


def test_a_day_has_the_own_visits_in_order_and_the_desk_work_apart(work, people):
    day = rep_day(work, people.anna, december(1))
    assert [one.stop.customer_id for one in day.visits] == ["C1", "C2", "C3"]
    assert [one.stop.customer_id for one in day.desk] == ["C4"]
    # 20 + 15 + 30 minutes of driving, 18 + 12 + 25 km, 45 + 45 + 30 + 15 minutes of work
    assert (day.drive_min, day.drive_m, day.work_min, day.load_min) == (65, 55_000.0, 135, 200)
    # 09:00 less 20 minutes; the call ends at 15:15
    assert (day.leave_min, day.end_min) == (8 * 60 + 40, 15 * 60 + 15)


def test_a_visit_tells_why_what_to_ask_where_and_whom_to_call(work, people):
    one, two, three = rep_day(work, people.anna, december(1)).visits
    assert one.stop.name == LONG
    assert one.why == (
        "A: every 30 days",
        "last visit 1 Nov → due 1 Dec",
        "sales are falling: 800 a month, 1,200 usual",
    )
    assert one.questions == ("What could we do better?", "What new needs have you got?")
    assert one.address == "231 Pleasant St, Weare 03281"
    assert [name for name, _ in one.ways] == ["Waze", "Google Maps", "Apple Maps"]
    assert (one.call, two.call, three.call) == ("", "tel:+97248551234", "tel:6035550100")
    assert two.questions == ()


def test_desk_work_has_a_channel_and_no_way(work, people):
    (call,) = rep_day(work, people.anna, december(1)).desk
    assert (call.channel.value, call.ways, call.call) == ("call", (), "")


def test_a_day_without_work_names_the_next_one(work, people):
    day = rep_day(work, people.anna, december(3))
    assert (day.all_stops, day.published, day.next_day) == ((), True, december(8))
    assert rep_day(work, people.anna, december(9)).next_day is None


def test_a_month_that_is_not_published_says_so(work, people):
    assert not rep_day(work, people.anna, december(1).replace(year=2027)).published


def test_a_week_goes_over_the_end_of_the_month(work, people):
    days = rep_week(work, people.anna, december(1).replace(month=11, day=29))
    assert [len(day.all_stops) for day in days] == [0, 0, 4, 1, 0, 0, 0]
    assert [day.published for day in days] == [False, False, True, True, True, True, True]


def test_a_moved_visit_waits_on_its_new_day(work, people):
    moved(work, people, "C1/2026-12/1", 1, 3)
    gone, come = rep_day(work, people.anna, december(1)), rep_day(work, people.anna, december(3))
    assert (new_day(gone.visits[0]), gone.reported) == (december(3), 1)
    (one,) = come.arrived
    assert (one.stop.visit_id, one.moved_from, one.mark) == ("C1/2026-12/1", december(1), None)
    assert [len(day.arrived) for day in rep_week(work, people.anna, december(1))][2] == 1


def test_a_visit_that_was_moved_twice_is_moved_on(work, people):
    moved(work, people, "C1/2026-12/1", 1, 3)
    moved(work, people, "C1/2026-12/1", 3, 4)
    assert new_day(rep_day(work, people.anna, december(3)).arrived[0]) == december(4)
    assert rep_day(work, people.anna, december(4)).arrived[0].moved_from == december(3)


def test_a_visit_moved_to_a_day_that_has_another_of_the_customer_is_told_apart_from_it(
    work, people
):
    moved(work, people, "C1/2026-12/1", 1, 8)
    moved(work, people, "C1/2026-12/1", 8, 9)
    day = rep_day(work, people.anna, december(8))
    assert [one.stop.visit_id for one in day.all_stops] == ["C1/2026-12/2", "C1/2026-12/1"]
    assert day.visits[0].mark is None
    assert new_day(day.arrived[0]) == december(9)


def test_other_reps_and_other_teams_see_nothing_of_it(database, people):
    with database.work() as work:
        boris = rep_day(work, people.boris, december(1))
        assert [one.stop.customer_id for one in boris.visits] == ["C6"]
        stranger = rep_day(work, people.stranger, december(1))
        assert (stranger.all_stops, stranger.published) == ((), False)
        with pytest.raises(NotAllowedError):
            rep_day(work, people.manager, december(1))


def test_today_is_the_date_where_the_rep_is(work, people):
    # 13:00 UTC: the first in New York; Kiritimati is 14 hours ahead.
    assert own_today(work, people.anna) == december(1)
    row = work.reps.get(people.team_id, "R01")
    work.reps.change(people.team_id, "R01", {"time_zone": "Pacific/Kiritimati"}, row.version)
    assert own_today(work, people.anna) == december(2)


@pytest.mark.parametrize("name", ["Phone", "TEL.", "טלפון נייד", "Телефон", "phone_number"])
def test_a_telephone_is_found_whatever_its_column_is_called(name):
    assert phone_of({"name": "Elm", name: "555-1234"}) == "555-1234"
    assert phone_of({"name": "Elm", name: ""}) == ""


def test_the_user_of_no_rep_has_no_day(work, people):
    with pytest.raises(NotAllowedError, match="belongs to no rep"):
        rep_day(work, replace(people.anna, rep_id=None), december(1))
