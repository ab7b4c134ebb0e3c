"""P13, P23: driving is what planned days show, not a percentage."""

import pytest

from scheduler.staffing import DrivenDay, driving_norm, driving_norms

ANN = [
    # three meetings, 60 minutes out and back each; the day drives 90: 60 for the way, 30 from stop to stop
    DrivenDay("R01", (60.0, 60.0, 60.0), 90.0, 90_000.0),
    # one meeting, 20 out and back
    DrivenDay("R01", (20.0,), 20.0, 20_000.0),
]
BOB = [DrivenDay("R02", (100.0, 80.0), 110.0, 100_000.0)]


def test_the_way_out_is_shared_and_the_rest_is_local():
    norm = driving_norm(ANN, "R01")
    assert (norm.days, norm.meetings, norm.drive_min) == (2, 4, 110.0)
    assert norm.per_meeting == 27.5
    assert norm.shared_by == 200 / 80  # ways of 200 minutes, of which the days hold 60 + 20
    assert norm.local_min == 30 / 4


def test_the_norm_gives_back_what_was_driven():
    for days in (ANN, BOB, [*ANN, *BOB]):
        norm = driving_norm(days)
        ways = [way for day in days for way in day.ways_min]
        assert sum(norm.to(way) for way in ways) == pytest.approx(sum(d.drive_min for d in days))


def test_a_customer_farther_away_drives_more():
    norm = driving_norm(ANN)
    assert norm.to(100) - norm.to(50) == pytest.approx(50 / 2.5)


def test_the_team_comes_first_and_reps_who_met_nobody_are_left_out():
    norms = driving_norms([*ANN, *BOB], ["R01", "R02", "R03"])
    assert [norm.rep_id for norm in norms] == ["", "R01", "R02"]
    assert norms[0].meetings == 6


def test_a_day_at_the_door_shares_its_meetings():
    norm = driving_norm([DrivenDay("R01", (0.0, 0.0), 6.0, 0.0)])
    assert (norm.shared_by, norm.local_min) == (2.0, 3.0)


def test_nothing_is_measured_without_a_day():
    with pytest.raises(ValueError, match="without a day"):
        driving_norm([])
