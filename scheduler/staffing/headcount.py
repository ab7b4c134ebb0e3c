"""How many reps some work takes, line by line (P14, P15, P23)."""

from collections.abc import Sequence
from statistics import fmean

from models.staffing import Headcount, Market, Operation, RepYear, Step, WorkLine


def mean_year(years: Sequence[RepYear]) -> RepYear:
    """Return the mean of some reps' years; minutes and places of a day weigh by their days.

    Raises
    ------
    ValueError
        If there is none.
    """
    if not years:
        raise ValueError("a mean year needs a rep")
    days = sum(year.days for year in years)
    return RepYear(
        weekdays=fmean(year.weekdays for year in years),
        free_days=fmean(year.free_days for year in years),
        away_days=fmean(year.away_days for year in years),
        day_min=sum(year.minutes for year in years) / days if days else 0.0,
        day_places=sum(year.places for year in years) / days if days else 0.0,
        prospecting_share=fmean(year.prospecting_share for year in years),
    )


def year_steps(year: RepYear) -> tuple[Step, ...]:
    """Return how the productive minutes of a rep's year come about."""
    kept = f"{year.prospecting_share:.0%}"
    return (
        Step("weekdays of work in the year", "", year.weekdays, "days"),
        Step("public holidays", "on these weekdays", -year.free_days, "days"),
        Step("away: leave, illness, training", "", -year.away_days, "days"),
        Step("days at work", _sum(year.weekdays, -year.free_days, -year.away_days), year.days, "days"),
        Step("minutes at work", f"{_n(year.days)} days × {_n(year.day_min)} min", year.minutes, "min"),
        Step("kept for finding customers", f"{kept} of {_n(year.minutes)}", year.productive_min - year.minutes, "min"),
        Step("productive minutes of a rep", _sum(year.minutes, year.productive_min - year.minutes), year.productive_min, "min"),
        Step(
            "meetings with room in the caps",
            f"{_n(year.days)} days × {_n(year.day_places)} × (1 - {kept})",
            year.productive_places,
            "meetings",
        ),
    )  # fmt: skip


def portfolio_headcount(lines: Sequence[WorkLine], year: RepYear) -> Headcount:
    """Return the reps that the existing customers take: yearly minutes over productive minutes (P23)."""
    minutes = {
        operation: sum(line.minutes for line in lines if line.operation is operation)
        for operation in Operation
    }
    total = sum(minutes.values())
    meetings = sum(line.times for line in lines if line.operation.is_meeting)
    steps = [
        Step(operation.value, _times(lines, operation), amount, "min")
        for operation, amount in minutes.items()
        if amount
    ]
    steps.append(Step("work of a year", "the sum of these", total, "min"))
    return _headcount(
        "existing customers",
        (total, meetings),
        (year.productive_min, year.productive_places),
        steps,
    )


def market_headcount(market: Market, existing: Headcount, year: RepYear) -> Headcount:
    """Return the reps that existing customers and the wanted speed through the market take (P18, P23).

    The time kept for finding customers is not taken off here: the work with prospects is counted
    itself.
    """
    a_year = market.prospects * 12 / market.months
    minutes, meetings = a_year * market.minutes_each, a_year * market.meetings
    steps = [
        Step("prospects a year", f"{market.prospects:,} × 12 / {market.months} months", a_year, ""),
        *(
            Step(f"{task.operation.value}, a prospect", f"{_n(task.times)} × {_n(task.minutes)} min", task.times * task.minutes, "min")
            for task in market.tasks
        ),
        Step("prospects", f"{_n(a_year)} × {_n(market.minutes_each)} min", minutes, "min"),
        Step("existing customers", "as above", existing.minutes, "min"),
        Step("work of a year", _sum(minutes, existing.minutes), minutes + existing.minutes, "min"),
    ]  # fmt: skip
    return _headcount(
        "existing customers and the market",
        (minutes + existing.minutes, meetings + existing.meetings),
        (year.minutes, year.places),
        steps,
    )


def speed_step(market: Market, year: RepYear, reps: int) -> Step:
    """Return in how many months the present reps meet the market in the time they keep for it (P15)."""
    kept = reps * (year.minutes - year.productive_min)
    work = market.prospects * market.minutes_each
    months = 12 * work / kept if kept else 0.0
    how = f"{_n(work)} / ({reps} × {_n(year.minutes - year.productive_min)}) × 12"
    return Step("in the time that is kept today", how, months, "months")


def won_steps(market: Market, existing: Headcount, customers: int) -> tuple[Step, ...]:
    """Return what the customers who are won bring and take afterwards.

    Parameters
    ----------
    customers
        Among whom the present work is shared.
    """
    each = existing.minutes / customers if customers else 0.0
    won = market.customers
    share = f"{_n(market.meetings)} × {market.closing_ratio:.0%}"
    return (
        Step("customers won", f"{market.prospects:,} × {share}", won, ""),
        Step("their sales a month", f"{_n(won)} × {_n(market.average_value)}", won * market.average_value, ""),
        Step("their care afterwards, a year", f"{_n(won)} × {_n(each)} min", won * each, "min"),
    )  # fmt: skip


def _headcount(
    name: str, work: tuple[float, float], room: tuple[float, float], steps: Sequence[Step]
) -> Headcount:
    """Return a headcount with the divisions as its last steps."""
    found = Headcount(
        name=name, minutes=work[0], meetings=work[1], rep_min=room[0], rep_places=room[1]
    )
    divided = (
        Step("reps by minutes", f"{_n(work[0])} / {_n(room[0])}", found.by_minutes, "reps"),
        Step("reps by meetings", f"{_n(work[1])} / {_n(room[1])}", found.by_meetings, "reps"),
        Step("reps needed", "the larger, in whole people", found.people, "reps"),
    )
    return Headcount(
        name=name,
        minutes=work[0],
        meetings=work[1],
        rep_min=room[0],
        rep_places=room[1],
        steps=(*steps, *divided),
    )


def _times(lines: Sequence[WorkLine], operation: Operation) -> str:
    """Return ``1,260 × 45 min``; the mean where the minutes differ."""
    own = [line for line in lines if line.operation is operation]
    times = sum(line.times for line in own)
    return f"{_n(times)} × {_n(sum(line.minutes for line in own) / times)} min"


def _sum(*amounts: float) -> str:
    """Return ``261 - 11 - 20``."""
    first, *others = amounts
    return _n(first) + "".join(f" {'-' if x < 0 else '+'} {_n(abs(x))}" for x in others)


def _n(amount: float) -> str:
    """Return a number as people write it: no more than one decimal, none for large ones."""
    return f"{amount:,.0f}" if abs(amount) >= 1000 or amount == round(amount) else f"{amount:,.1f}"
