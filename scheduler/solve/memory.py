"""What the kernel works in, made once for a search: the empty plan, room for a step."""

import numpy as np

from scheduler.solve import kernel
from scheduler.solve.kernel import Room, State, Tables


def empty_state(t: Tables) -> State:
    """Return the plan in which every visit is absent."""
    days, visits, reps = len(t.day), len(t.visit), len(t.rep)
    classes = int(t.visit[:, kernel.KIND].max(initial=-1)) + 1
    desk = int(t.visit[:, kernel.DESK].sum())
    longest = min(visits, int(t.day[:, kernel.CAP].max(initial=0)) + desk) + 1
    state = State(
        route=np.zeros((days, longest), dtype=np.int64),
        depart=np.zeros((days, longest), dtype=np.int64),
        place=np.zeros((days, longest + 2), dtype=np.int64),
        leg=np.zeros((days, longest + 1)),
        day=np.zeros((days, 4), dtype=np.int64),
        figure=np.zeros((days, 4)),
        day_of=np.full(visits, kernel.ABSENT, dtype=np.int64),
        week_work=np.zeros(t.week_time.shape),
        rep=np.zeros((reps, 3)),
        total=np.array([t.visit_cost[:, kernel.PENALTY].sum()]),
        clock=np.array([days], dtype=np.int64),
        kept=np.zeros((classes, days)),
        kept_at=np.full((classes, days, 2), -1, dtype=np.int64),
    )
    state.day[:, kernel.FINISH] = t.day[:, kernel.START]
    state.place[:, 0] = t.day[:, kernel.START_ROW]
    state.place[:, 1] = t.day[:, kernel.END_ROW]
    state.day[:, kernel.STAMP] = np.arange(days)
    return state


def empty_room(t: Tables, s: State) -> Room:
    """Return room for the steps of a search."""
    days, groups = len(t.day), len(t.group)
    most = int((t.requirement[:, kernel.LAST] - t.requirement[:, kernel.FIRST]).max(initial=1))
    dates = int(t.day[:, kernel.ORDINAL].max(initial=0)) + 1
    return Room(
        route=np.zeros_like(s.route),
        depart=np.zeros_like(s.depart),
        place=np.zeros_like(s.place),
        leg=np.zeros_like(s.leg),
        day=np.zeros_like(s.day),
        figure=np.zeros_like(s.figure),
        touched=np.zeros(days, dtype=np.bool_),
        touched_days=np.zeros(days, dtype=np.int64),
        used=np.zeros(3, dtype=np.int64),
        out=np.zeros(groups, dtype=np.bool_),
        out_groups=np.zeros(groups, dtype=np.int64),
        key=np.zeros(groups),
        absent=np.zeros(len(t.visit), dtype=np.int64),
        absences=np.zeros(len(t.visit)),
        standing=np.full(2, np.inf),
        ruined=np.zeros(days, dtype=np.bool_),
        price=np.zeros((2 * most, days)),
        value=np.zeros((most + 1, days + 1, 2)),
        back=np.zeros((most + 1, days + 1, 2), dtype=np.int64),
        pick=np.zeros((len(t.visit), 3), dtype=np.int64),
        date_price=np.zeros(dates),
        date_day=np.zeros(dates, dtype=np.int64),
    )
