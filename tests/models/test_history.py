"""The hard rule of re-planning: kept, then broken by one forced choice and by nothing else."""

from dataclasses import replace

from tests.solve.tiny import broken, customer, month, on, timed, workday


def test_history_keeps_its_stops_and_takes_no_others():
    # Planned again on the 4th: X is published on the 2nd, Y on the 4th.
    days = [workday(k) for k in (2, 3, 4)]
    published = {"X1": ("A", on(2)), "Y1": ("A", on(4))}
    problem = month(days, [customer("X"), customer("Y")], published=published, history_before=on(4))
    assert broken(problem, timed(problem, 2, "X1"), timed(problem, 4, "Y1")) == set()
    assert broken(problem, timed(problem, 2, "X1")) == set(), "what lies ahead may be given up"
    assert broken(problem, timed(problem, 4, "Y1")) == {"history"}, "X is dropped"
    assert broken(problem, timed(problem, 3, "X1")) == {"history"}, "X is moved"
    assert broken(problem, timed(problem, 2, "X1"), timed(problem, 3, "Y1")) == {"history"}
    without = replace(problem, history_before=None)
    assert broken(without, timed(without, 3, "X1")) == set()
