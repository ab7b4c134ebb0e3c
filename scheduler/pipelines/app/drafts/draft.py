"""A draft: a plan with the hand edits since, each judged at once, undone and done again at will."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from models.edits import Edit, EditKind
from models.plan import MonthPlan
from models.policy import Policy
from models.problem import Requirement
from models.result import Outcome, StopReason
from models.rules.base import Violation
from models.rules.soft import travel
from models.schedule import Score
from models.travel import TravelMatrix
from scheduler.pipelines.app.drafts.apply import apply_edit
from scheduler.pipelines.app.drafts.state import Day, MonthState
from scheduler.pipelines.urgent import travel_with


@dataclass(frozen=True)
class Judged:
    """What an edit changed, in the eyes of the judge of the whole month.

    Parameters
    ----------
    before, after
        The month without and with the edit.
    """

    before: MonthState
    after: MonthState

    @cached_property
    def broken(self) -> tuple[Violation, ...]:
        """What is broken now and was not before, or is broken worse."""
        known = set(self.before.verdict.violations)
        return tuple(v for v in self.after.verdict.violations if v not in known)

    @cached_property
    def mended(self) -> tuple[Violation, ...]:
        """What was broken before and is not any more."""
        left = {_place(v) for v in self.after.verdict.violations}
        return tuple(v for v in self.before.verdict.violations if _place(v) not in left)

    @property
    def drive_min(self) -> float:
        """Minutes of driving that the edit adds; less than 0 where it saves some."""
        return travel(self.after.problem, self.after.schedule) - travel(
            self.before.problem, self.before.schedule
        )

    @property
    def cost_min(self) -> float:
        """What it adds to the cost of the plan, in minutes."""
        return score_of(self.after).cost_min - score_of(self.before).cost_min

    @property
    def unplanned(self) -> float:
        """What it adds to the priorities of the required visits without a day."""
        return score_of(self.after).unplanned - score_of(self.before).unplanned

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days that look different now: other stops, other times, other faults."""
        before, after = self.before, self.after
        different = {
            day
            for day in before.routes.keys() | after.routes.keys()
            if before.routes.get(day) != after.routes.get(day)
        }
        faults = {*self.broken, *self.mended}
        different |= {(v.rep_id, v.date) for v in faults if v.rep_id and v.date}
        old = before.problem.workday_of
        different |= {key for key, day in after.problem.workday_of.items() if old.get(key) != day}
        return tuple(sorted(different))


def _place(violation: Violation) -> tuple[str, str | None, str | None, dt.date | None]:
    return violation.rule, violation.visit_id, violation.rep_id, violation.date


def score_of(state: MonthState) -> Score:
    """Return the score of a month whose visits and days are all known, as hand edits keep it."""
    score = state.verdict.score
    assert score is not None, "an edit never leaves the days and places of the month"
    return score


@dataclass(frozen=True)
class Draft:
    """A plan and its hand edits.

    Parameters
    ----------
    plan
        As it was solved or published.
    edits
        All of them, those that were undone included.
    done
        How many of them count.
    states
        The month after each edit that counts, the plan itself first.
    policy
        Knows how fast people drive to a customer of somebody else.
    """

    plan: MonthPlan
    edits: tuple[Edit, ...] = ()
    done: int = 0
    states: tuple[MonthState, ...] = ()
    policy: Policy = field(default_factory=Policy)

    @classmethod
    def of(
        cls, plan: MonthPlan, edits: Sequence[Edit] = (), policy: Policy | None = None
    ) -> "Draft":
        """Return the draft of a plan with edits made before, each made again.

        Raises
        ------
        InputError
            An edit does not fit the plan.
        """
        start = MonthState(plan.problem, plan.result.schedule)
        draft = cls(plan, (), 0, (start,), policy or Policy())
        for edit in edits:
            draft, _ = draft.edited(edit)
        return draft

    @property
    def state(self) -> MonthState:
        """The month as it stands."""
        return self.states[-1]

    @property
    def standing(self) -> tuple[Edit, ...]:
        """The edits that count, oldest first."""
        return self.edits[: self.done]

    def edited(self, edit: Edit) -> tuple["Draft", Judged]:
        """Return the draft after an edit, and what the edit changed; what was undone is forgotten.

        Raises
        ------
        InputError
            The edit has no meaning. Nothing has changed.
        """
        after = apply_edit(self.state, edit, self._lend)
        draft = replace(
            self,
            edits=(*self.standing, edit),
            done=self.done + 1,
            states=(*self.states, after),
        )
        return draft, Judged(self.state, after)

    def trial(self, edit: Edit) -> Judged:
        """Return what an edit would change, without making it.

        Raises
        ------
        InputError
            The edit has no meaning.
        """
        return Judged(self.state, apply_edit(self.state, edit, self._lend))

    def undone(self) -> tuple["Draft", Judged] | None:
        """Return the draft without its last edit, and what that changes; ``None`` without edits."""
        if not self.done:
            return None
        draft = replace(self, done=self.done - 1, states=self.states[:-1])
        return draft, Judged(self.state, draft.state)

    def redone(self) -> tuple["Draft", Judged] | None:
        """Return the draft with the edit made again that was undone last; ``None`` without one."""
        if self.done == len(self.edits):
            return None
        later = self.edits[self.done + 1 :]
        draft, judged = self.edited(self.edits[self.done])
        return replace(draft, edits=(*draft.edits, *later)), judged

    def as_plan(self) -> MonthPlan:
        """Return the plan as it stands, with the judge's score.

        The proof of the solver is of another problem where anything was edited, so it is left out.
        """
        if not self.done:
            return self.plan
        state, old = self.state, self.plan.result
        missing = bool(state.schedule.unplanned)
        reason = old.stop_reason
        result = replace(
            old,
            schedule=state.schedule,
            score=score_of(state),
            outcome=Outcome.PARTIAL if missing else Outcome.COMPLETE,
            stop_reason=StopReason.NO_IMPROVEMENT if reason is StopReason.PROVEN else reason,
            proof=None,
        )
        return replace(self.plan, problem=state.problem, result=result)

    def touched(self, kinds: Iterable[EditKind] = (EditKind.MOVE, EditKind.TAKE_OUT)) -> set[str]:
        """Return the visits to which something was done by hand."""
        wanted = set(kinds)
        return {edit.visit_id for edit in self.standing if edit.kind in wanted}

    def _lend(self, state: MonthState, req: Requirement, rep_id: str) -> TravelMatrix:
        plan = replace(self.plan, problem=state.problem)
        lent = replace(req, rep_ids=(rep_id,), pins=())
        return travel_with(plan, [lent], self.policy)[rep_id]
