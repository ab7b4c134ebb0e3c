"""Dates, times and numbers as people of a language and a country write them."""

import datetime as dt
from contextlib import suppress

from babel import Locale, UnknownLocaleError, dates, numbers

from scheduler.web.texts import direction, language


def day_text(day: dt.date, form: str = "medium") -> str:
    """Return a date: ``short``, ``medium``, ``long``, ``full``."""
    return dates.format_date(day, form, locale=language())


def weekday_text(day: dt.date, form: str = "EEE d MMM") -> str:
    """Return a date with its weekday, by the parts that ``form`` names (Unicode's date fields)."""
    return dates.format_skeleton(form.replace(" ", ""), day, locale=language())


def month_text(day: dt.date) -> str:
    """Return the month and year of a date."""
    return dates.format_skeleton("yMMMM", day, locale=language())


def time_text(minutes: float) -> str:
    """Return minutes after midnight as a time of day, in 24 hours."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours % 24:02d}:{rest:02d}"


def moment_text(moment: dt.datetime) -> str:
    """Return a date and a time of day."""
    return f"{day_text(moment.date())}, {time_text(moment.hour * 60 + moment.minute)}"


def ago_text(moment: dt.datetime) -> str:
    """Return how long ago an aware moment was, as ``3 minutes ago``; no clock of another place confuses."""
    since = moment - dt.datetime.now(dt.UTC)
    return dates.format_timedelta(since, add_direction=True, locale=language())


def apart(text: str) -> str:
    """Return signs and figures so that they run from left to right, also in a text that does not."""
    return (
        f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"
        if direction() == "rtl"
        else text
    )


def number_text(number: float, digits: int = 0) -> str:
    """Return a number with so many digits after the point; its sign stays before it."""
    form = "#,##0" + ("." + "0" * digits if digits else "")
    text = numbers.format_decimal(number, format=form, locale=language())
    return apart(text) if number < 0 else text


def share_text(share: float) -> str:
    """Return a share in per cent."""
    return numbers.format_percent(share, locale=language())


def money_text(amount: float, currency: str = "") -> str:
    """Return an amount in whole units, with its currency where it is known."""
    if not currency:
        return number_text(amount)
    return numbers.format_currency(
        amount,
        currency,
        "¤#,##0" if language() == "en" else "#,##0 ¤",
        locale=language(),
        currency_digits=False,
    )


def first_weekday(country: str = "") -> int:
    """Return the first day of the week, Monday being 0: by the country, else by the language.

    Without a country, Hebrew weeks begin on Sunday and Russian ones on Monday.
    """
    of_language = {"he": "IL", "ru": "RU"}.get(language(), "")
    for code in filter(None, (country.upper(), of_language)):
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(f"und_{code}").first_week_day
    return Locale(language()).first_week_day
