"""Pins (``--pins FILE``): appointments that the plan must keep."""

from pathlib import Path

from models.problem import Strength
from scheduler.io import words
from scheduler.io.cells import each
from scheduler.io.dates import dates
from scheduler.io.parsers import choice, identifier
from scheduler.io.reading import PinRow, Reading, ReadOptions
from scheduler.io.sheet import open_sheet
from scheduler.io.spans import clock


def read_pins(path: Path, options: ReadOptions | None = None) -> Reading[PinRow]:
    """Read the list of pins to its end, whatever is wrong in it.

    Parameters
    ----------
    path
        A file with the columns customer_id and date, perhaps rep_id, time and strength.
    options
        What the user says about the file; its fields are mapped as ``pins.date``.

    Returns
    -------
    Reading[PinRow]
        Rows kept, set aside and blank add up to the rows of the file. Two pins of a customer on
        one day are an error.
    """
    sheet = open_sheet(path, "pins", options or ReadOptions())
    if isinstance(sheet, Reading):
        return sheet
    for name in ("customer_id", "date"):
        sheet.need(((name,),), f"the {name} of the pins")
    ids = sheet.take("customer_id", each(identifier))
    days = sheet.take("date", dates(sheet.options.date_order))
    reps = sheet.take("rep_id", each(identifier))
    times = sheet.take("time", each(clock))
    strengths = sheet.take("strength", each(choice(words.STRENGTH)))
    sheet.demand("customer_id", ids)
    sheet.demand("date", days)
    both = zip(ids, days, strict=True)
    sheet.unique([f"{who} on {day}" if who and day else None for who, day in both], "customer_id")
    sheet.extra()
    sheet.say_defaults()

    def pin(k: int) -> PinRow:
        day = days[k]
        assert day is not None, "demanded above"
        return PinRow(
            customer_id=ids[k] or "",
            date=day,
            rep_id=reps[k] or "",
            time_min=times[k],
            strength=strengths[k] or Strength.FIXED,
            row=sheet.table.lines[k],
        )

    return sheet.reading(pin)
