"""A sales ledger (``--sales FILE``), read line by line and summed to months."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from models.customers import Customer, Sales
from models.errors import InputProblem
from models.month import Month
from scheduler.io.amounts import numbers
from scheduler.io.cells import counted, each
from scheduler.io.dates import dates
from scheduler.io.parsers import MONEY, currency, identifier
from scheduler.io.reading import NO_SALES, LedgerLine, Reading, ReadOptions, two_currencies
from scheduler.io.sheet import open_sheet

_CENTS = 6
"""Sums are rounded to so many decimals: 0.1 + 0.2 is 0.3 in a ledger."""


def read_sales_ledger(path: Path, options: ReadOptions | None = None) -> Reading[LedgerLine]:
    """Read a ledger to its end, whatever is wrong in it.

    Parameters
    ----------
    path
        A file with the columns customer_id, date and amount; a month (``2026-01``) is a date.
    options
        What the user says about the file; its fields are mapped as ``ledger.amount``.

    Returns
    -------
    Reading[LedgerLine]
        Rows kept, set aside and blank add up to the rows of the file.
    """
    sheet = open_sheet(path, "ledger", options or ReadOptions())
    if isinstance(sheet, Reading):
        return sheet
    for name in ("customer_id", "date", "amount"):
        sheet.need(((name,),), f"the {name} of the sales")
    ids = sheet.take("customer_id", each(identifier))
    days = sheet.take("date", dates(sheet.options.date_order, month_only=True))
    amounts = sheet.take("amount", numbers(MONEY, sheet.table.delimiter))
    for name, values in (("customer_id", ids), ("date", days), ("amount", amounts)):
        sheet.demand(name, values)
    money = sheet.take_currency(sheet.take("currency", each(currency)))

    def line(k: int) -> LedgerLine:
        day, amount = days[k], amounts[k]
        assert day is not None, "demanded above"
        assert amount is not None, "demanded above"
        return LedgerLine(
            customer_id=ids[k] or "", date=day, amount=amount, row=sheet.table.lines[k]
        )

    sheet.extra()
    reading = sheet.reading(line, currency=money)
    last = max((item.date for item in reading.items), default=None)
    return replace(reading, last_sales_month=Month.of(last) if last else None)


def attach_sales(customers: Reading[Customer], ledger: Reading[LedgerLine]) -> Reading[Customer]:
    """Return the customers with the sales of the ledger, by month.

    Parameters
    ----------
    customers
        A list without sales of its own; else that is an error of the result.
    ledger
        Lines of customers who are not in the list are a warning with their sum.
    """
    problems = [
        *_both(customers, ledger),
        *two_currencies(ledger, "the ledger is", "the list of customers", customers.currency),
    ]
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in ledger.items:
        sums[line.customer_id][f"{line.date:%Y-%m}"] += line.amount
    items = customers.items
    if not problems:
        items = tuple(_with_sales(customer, sums) for customer in items)
    return replace(
        customers,
        items=items,
        errors=(*problems, *customers.errors),
        notes=tuple(note for note in customers.notes if note != NO_SALES),
        warnings=(*customers.warnings, *_strangers(customers, ledger, sums)),
        currency=customers.currency or ledger.currency,
        last_sales_month=ledger.last_sales_month or customers.last_sales_month,
    )


Sums = dict[str, dict[str, float]]


def _with_sales(customer: Customer, sums: Sums) -> Customer:
    if customer.customer_id not in sums:
        return customer
    months = {m: round(v, _CENTS) for m, v in sorted(sums[customer.customer_id].items())}
    return replace(customer, sales=Sales(MappingProxyType(months)))


def _both(customers: Reading[Customer], ledger: Reading[LedgerLine]) -> list[InputProblem]:
    if not any(customer.sales.known for customer in customers.items):
        return []
    what = f"both the list and {ledger.file} hold sales"
    advice = "drop the columns with sales from the list, or the option --sales"
    return [InputProblem(customers.file, 0, "", "", what, advice)]


def _strangers(
    customers: Reading[Customer], ledger: Reading[LedgerLine], sums: Sums
) -> list[InputProblem]:
    """Report sales to customers who are not in the list: perhaps forgotten accounts (P1)."""
    known = {customer.customer_id for customer in customers.items}
    strangers = [customer_id for customer_id in sums if customer_id not in known]
    if not strangers:
        return []
    money = sum(sum(sums[customer_id].values()) for customer_id in strangers)
    named = ", ".join(strangers[:5]) + (" and others" if len(strangers) > 5 else "")
    what = (
        f"{counted(len(strangers), 'customer')} with sales of {money:,.2f} not in the list: {named}"
    )
    advice = "add them to the list if they are forgotten accounts"
    row = next(line.row for line in ledger.items if line.customer_id == strangers[0])
    return [InputProblem(ledger.file, row, "customer_id", strangers[0], what, advice)]
