"""Read all files of a plan, and refuse them together or set their bad rows aside."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.actuals import Actual
from models.customers import Customer, Status
from models.errors import InputError, InputProblem
from models.reps import Rep
from scheduler.io.actuals import currency_problems, read_actuals
from scheduler.io.customers import read_customers
from scheduler.io.ledger import attach_sales, read_sales_ledger
from scheduler.io.pins import read_pins
from scheduler.io.reading import LedgerLine, PinRow, Reading, ReadOptions
from scheduler.io.references import check_references
from scheduler.io.references import set_aside as without_rows
from scheduler.io.reps import read_reps
from scheduler.pipelines.options import PlanOptions


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a plan, read to their ends.

    Parameters
    ----------
    reps, pins, actuals
        ``None`` where no such file was given.
    ledger
        Already attached to the customers; kept for its bad rows.
    """

    customers: Reading[Customer]
    reps: Reading[Rep] | None = None
    pins: Reading[PinRow] | None = None
    ledger: Reading[LedgerLine] | None = None
    actuals: Reading[Actual] | None = None

    def readings(self) -> list[Reading[object]]:
        """Return the files that were given."""
        given = (self.customers, self.reps, self.pins, self.ledger, self.actuals)
        return [reading for reading in given if reading is not None]  # type: ignore[misc]

    def without(self, problems: Sequence[InputProblem]) -> "Files":
        """Return the files without the rows that later problems are about."""
        return Files(
            without_rows(self.customers, problems),
            None if self.reps is None else without_rows(self.reps, problems),
            None if self.pins is None else without_rows(self.pins, problems),
            self.ledger,
            None if self.actuals is None else without_rows(self.actuals, problems),
        )

    @property
    def counts(self) -> dict[str, int]:
        """Rows of the customer file by what became of them; they add up to its rows."""
        status = [customer.status for customer in self.customers.items]
        return {
            **{
                f"{word} customers" if word == "active" else word: status.count(Status(word))
                for word in Status
            },
            "set aside": len(self.customers.bad_rows),
            "blank": self.customers.blank_rows,
        }


def read_files(options: PlanOptions, *, set_aside: bool | None = None) -> Files:
    """Read customers, reps, sales, pins and actuals.

    Parameters
    ----------
    set_aside
        Whether to go on without bad rows; without, whether a quarantine is asked for.

    Raises
    ------
    InputError
        With every problem of every file; with a quarantine only those that concern whole files.
    """
    asked = ReadOptions(mapping=options.mapping, date_order=options.date_order)
    customers = read_customers(options.customers, asked)
    ledger = None if options.sales is None else read_sales_ledger(options.sales, asked)
    if ledger is not None:
        customers = attach_sales(customers, ledger)
    files = Files(
        customers,
        None if options.reps is None else read_reps(options.reps, asked),
        None if options.pins is None else read_pins(options.pins, asked),
        ledger,
        None if options.actuals is None else read_actuals(options.actuals, asked),
    )
    dangling = check_references(files.customers, files.reps, files.pins, files.actuals)
    money = [] if files.actuals is None else currency_problems(files.actuals, customers.currency)
    if set_aside is None:
        set_aside = options.quarantine is not None
    return settle(files.without(dangling), money, set_aside=set_aside)


def settle(files: Files, problems: Sequence[InputProblem], *, set_aside: bool) -> Files:
    """Raise all problems together, or set the rows aside that they are about.

    Parameters
    ----------
    problems
        Found later, about rows of these files or about no row at all.
    set_aside
        Whether to go on without bad rows.

    Raises
    ------
    InputError
        With every problem; those that concern whole files where bad rows may be set aside.
    """
    found = files.without(problems)
    every = [problem for reading in found.readings() for problem in reading.errors]
    rows = {(r.file, row) for r in found.readings() for row in r.bad_rows}
    loose = [problem for problem in problems if (problem.file, problem.row) not in rows]
    blocking = [problem for reading in found.readings() for problem in reading.blocking]
    if not set_aside and (every or loose):
        raise InputError([*every, *loose])
    if blocking or loose:
        raise InputError([*blocking, *loose])
    if every and not found.customers.items:
        raise InputError(every)
    return found
