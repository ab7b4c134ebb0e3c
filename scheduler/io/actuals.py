"""Actuals (``--actuals FILE``): what became of the visits."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from models.actuals import Actual, ActualStatus, customer_of_visit
from models.errors import InputProblem
from scheduler.io import words
from scheduler.io.amounts import numbers
from scheduler.io.cells import Cell, CellError, each, text_of
from scheduler.io.dates import dates
from scheduler.io.parsers import MONEY, choice, currency, identifier
from scheduler.io.reading import Reading, ReadOptions, two_currencies
from scheduler.io.sheet import Sheet, open_sheet


def read_actuals(path: Path, options: ReadOptions | None = None) -> Reading[Actual]:
    """Read the list of actuals to its end, whatever is wrong in it.

    Parameters
    ----------
    path
        A file with the columns visit_id or customer_id, date and status, perhaps rep_id, moved_to,
        reason, outcome, order_amount and currency.
    options
        What the user says about the file; its fields are mapped as ``actuals.date``.

    Returns
    -------
    Reading[Actual]
        Rows kept, set aside and blank add up to the rows of the file. Two rows about a visit on one
        day are an error; so are two about a customer, unless both name their visits.
    """
    sheet = open_sheet(path, "actuals", options or ReadOptions())
    if isinstance(sheet, Reading):
        return sheet
    sheet.need((("visit_id",), ("customer_id",)), "the visit or the customer")
    for name in ("date", "status"):
        sheet.need(((name,),), f"the {name} of the actuals")
    visits = sheet.take("visit_id", each(_visit_id))
    customers = _customers(sheet, visits)
    order = sheet.options.date_order
    days, new_days = (sheet.take(name, dates(order)) for name in ("date", "moved_to"))
    statuses = sheet.take("status", each(choice(words.ACTUAL_STATUS)))
    reps = sheet.take("rep_id", each(identifier))
    reasons, outcomes = (sheet.take(name, each(text_of)) for name in ("reason", "outcome"))
    amounts = sheet.take("order_amount", numbers(MONEY, sheet.table.delimiter))
    money = sheet.take_currency(sheet.take("currency", each(currency)))
    sheet.demand("date", days)
    sheet.demand("status", statuses)
    _check_moves(sheet, list(zip(days, statuses, new_days, strict=True)))
    _check_twice(sheet, list(zip(visits, customers, days, strict=True)))
    sheet.extra()
    silent = [name for name in ("reason", "outcome", "order_amount") if not sheet.has(name)]
    if silent:
        sheet.notes.append(f"no column for {', '.join(silent)}: nothing is said about them")

    def actual(k: int) -> Actual:
        day, status = days[k], statuses[k]
        assert day is not None, "demanded above"
        assert status is not None, "demanded above"
        return Actual(
            customer_id=customers[k] or "",
            date=day,
            status=status,
            visit_id=visits[k] or "",
            rep_id=reps[k] or "",
            moved_to=new_days[k],
            reason=reasons[k] or "",
            outcome=outcomes[k] or "",
            order_amount=amounts[k],
            row=sheet.table.lines[k],
        )

    return sheet.reading(actual, currency=money)


def currency_problems(actuals: Reading[Actual], ours: str) -> list[InputProblem]:
    """Return the problem that orders are in another currency than the list of customers.

    Parameters
    ----------
    ours
        Currency of the customers; empty where it is unknown.
    """
    return two_currencies(actuals, "the orders are", "the list of customers", ours)


def _visit_id(cell: Cell) -> str:
    text = identifier(cell)
    if not customer_of_visit(text):
        advice = "take it from schedule.csv, as in C001/2026-12/1, or give customer_id instead"
        raise CellError("this is no visit id of a plan", advice)
    return text


def _customers(sheet: Sheet, visits: Sequence[str | None]) -> list[str | None]:
    """Return the customer of each row, from its visit where it names no other."""
    given = sheet.take("customer_id", each(identifier))
    found: list[str | None] = []
    for k, (customer, visit) in enumerate(zip(given, visits, strict=True)):
        of_visit = customer_of_visit(visit or "")
        if customer and of_visit and customer != of_visit:
            what = f"the visit {visit} is one of customer {of_visit}"
            sheet.wrong(k, "customer_id", what, "correct one of the two, or leave one blank")
        elif not (customer or of_visit) and k not in sheet.bad:
            name = "customer_id" if sheet.has("customer_id") else "visit_id"
            what = "neither a visit nor a customer is named"
            sheet.wrong(k, name, what, "give the row a visit_id or a customer_id")
        found.append(customer or of_visit or None)
    return found


def _check_twice(
    sheet: Sheet, rows: Sequence[tuple[str | None, str | None, dt.date | None]]
) -> None:
    """Say which rows are about the same visit, or perhaps are, on the same day."""
    unsure = {(who, day) for visit, who, day in rows if not visit}
    seen = [
        None if not who or not day else f"{who if (who, day) in unsure else visit} on {day}"
        for visit, who, day in rows
    ]
    sheet.unique(seen, "customer_id" if sheet.has("customer_id") else "visit_id")


def _check_moves(sheet: Sheet, rows: Sequence[tuple[object, ActualStatus | None, object]]) -> None:
    """Say which moved visits have no new day, and which others have one."""
    for k, (day, status, new_day) in enumerate(rows):
        if k in sheet.bad or status is None:
            continue
        if status is ActualStatus.MOVED and new_day is None:
            column = "moved_to" if sheet.has("moved_to") else "status"
            advice = "give its new day in moved_to, or write missed"
            sheet.wrong(k, column, "the visit was moved, but to no day", advice)
        elif status is ActualStatus.MOVED and new_day == day:
            sheet.wrong(k, "moved_to", "the visit was moved to the day it had", "give its new day")
        elif status is not ActualStatus.MOVED and new_day is not None:
            what = f"there is a new day, but the visit is {status}"
            sheet.wrong(k, "moved_to", what, "write moved as the status, or clear moved_to")
