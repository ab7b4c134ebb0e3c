"""A list of reps as Rounds reads it: ``reps.csv``."""

from collections.abc import Iterable
from pathlib import Path

from models.reps import DateRange, Rep, Span
from models.units import clock_text
from scheduler.io.write_cells import write_table

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

REP_COLUMNS = (
    *("rep_id", "name", "lat", "lon", "end_lat", "end_lon", "daily_cap", "work_days", "work_hours"),
    *("break", "half_days", "absences", "start_date", "end_date", "time_zone", "hourly_cost"),
    *("km_cost", "prospecting_share"),
)


def write_reps_csv(reps: Iterable[Rep], path: Path) -> None:
    """Write reps so that reading the file gives them again; homes as coordinates."""
    write_table(path, REP_COLUMNS, map(_cells, reps))


def _cells(rep: Rep) -> tuple[object, ...]:
    home, end = rep.placement, rep.end_placement
    return (
        *(rep.rep_id, rep.name),
        *((home.place.lat, home.place.lon) if home else (None, None)),
        *((end.place.lat, end.place.lon) if end else (None, None)),
        rep.daily_cap,
        None if rep.work_days is None else ",".join(_DAYS[day] for day in sorted(rep.work_days)),
        _span(rep.work_hours),
        _span(rep.break_span),
        "; ".join(f"{_DAYS[day]} {_span(span)}" for day, span in sorted(rep.half_days.items())),
        "; ".join(map(_range, rep.absences)),
        *(rep.start_date, rep.end_date, rep.time_zone, rep.hourly_cost, rep.km_cost),
        rep.prospecting_share,
    )


def _span(span: Span | None) -> str | None:
    return None if span is None else f"{clock_text(span.start_min)}-{clock_text(span.end_min)}"


def _range(span: DateRange) -> str:
    return f"{span.first}" if span.first == span.last else f"{span.first}..{span.last}"
