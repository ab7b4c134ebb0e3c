"""A calendar month."""

import datetime as dt
from typing import NamedTuple


class Month(NamedTuple):
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        """Return the month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Return the month that `str` writes as ``YYYY-MM``.

        Raises
        ------
        ValueError
            The text was not written so.
        """
        return cls.of(dt.date.fromisoformat(f"{text}-01"))

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.next().first - dt.timedelta(days=1)

    def next(self) -> "Month":
        """Return the month after."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def days(self) -> tuple[dt.date, ...]:
        """Return all its days, in order."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + dt.timedelta(days=k) for k in range(count))

    def __str__(self) -> str:
        """Return ``YYYY-MM``."""
        return f"{self.year:04d}-{self.number:02d}"


def week_of(day: dt.date, week_start: int = 0) -> dt.date:
    """Return the first day of the week that holds a day.

    Parameters
    ----------
    week_start
        Weekday on which weeks begin: 0 is Monday, 6 Sunday.
    """
    return day - dt.timedelta(days=(day.weekday() - week_start) % 7)


def months_of(first: Month, count: int) -> tuple[Month, ...]:
    """Return so many months in a row."""
    months = [first]
    while len(months) < count:
        months.append(months[-1].next())
    return tuple(months)
