"""A scenario's list of reps, and what it means for customers and appointments."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.customers import Customer
from models.errors import InputError, InputProblem
from models.reps import Rep
from models.scenarios import Home, Scenario
from scheduler.io.reading import PinRow, Reading, ReadOptions
from scheduler.io.reps import read_reps
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import Given


def with_scenario(
    given: Given, scenario: Scenario, options: PlanOptions, file: str
) -> tuple[Given, PlanOptions]:
    """Return the lists and options of a scenario.

    Customers of a rep who is not there any more go to the others by their homes and hours; a rep who
    comes or moves may take over customers of others (`give_reps`).

    Parameters
    ----------
    given
        As on the command line.
    file
        Of the scenarios, for messages.

    Raises
    ------
    InputError
        With everything that does not fit the list of reps.
    """
    asked = replace(options, policy=scenario.policy, rules=scenario.rules)
    reps = given.files.reps
    if scenario.reps is not None:
        reps = read_reps(scenario.reps, ReadOptions(options.mapping, options.date_order))
        if reps.errors:
            raise InputError(reps.errors)
    problems = list(_problems(scenario, () if reps is None else reps.items, file))
    if problems:
        raise InputError(problems)
    if reps is None:
        return given, asked
    changed = tuple(_changed(scenario, reps.items))
    return _with_reps(given, replace(reps, items=changed)), asked


def _problems(scenario: Scenario, reps: Sequence[Rep], file: str) -> Iterator[InputProblem]:
    """Yield what a scenario says of reps who are not there, or are there already."""
    known = {rep.rep_id for rep in reps}

    def wrong(key: str, value: str, what: str, advice: str) -> InputProblem:
        where = f"{scenario.name}, {key}"
        return InputProblem(file, scenario.row, where, value, what, advice)

    if not known:
        fleet = (scenario.daily_cap, scenario.work_hours, scenario.work_days)
        asked = (*scenario.without, *scenario.homes, *scenario.added)
        if asked or any(value is not None for value in fleet):
            yield wrong("reps", "", "there is no list of reps to change", "give --reps FILE")
        return
    named = [
        *(("without", rep_id) for rep_id in scenario.without),
        *(("homes", rep_id) for rep_id in scenario.homes),
        *(("add, like", new.like) for new in scenario.added if new.like),
    ]
    there = known | {new.rep_id for new in scenario.added}
    for key, rep_id in named:
        if rep_id not in (there if key == "homes" else known):
            advice = f"the reps are {', '.join(sorted(known)[:12])}"
            yield wrong(key, rep_id, "there is no such rep", advice)
    taken = set(known)
    for new in scenario.added:
        if new.rep_id in taken:
            yield wrong("add", new.rep_id, "there is such a rep already", "give a new id")
        taken.add(new.rep_id)
    if known <= set(scenario.without) and not scenario.added:
        yield wrong("without", "", "nobody is left", "leave out fewer reps")


def _changed(scenario: Scenario, reps: Sequence[Rep]) -> Iterator[Rep]:
    by_id = {rep.rep_id: rep for rep in reps}
    kept = [rep for rep in reps if rep.rep_id not in scenario.without]
    added = [
        replace(
            _moved(by_id.get(new.like, reps[0]), new.home),
            rep_id=new.rep_id,
            name=new.name,
            absences=(),
            start_date=None,
            end_date=None,
        )
        for new in scenario.added
    ]
    for rep in (*kept, *added):
        home = scenario.homes.get(rep.rep_id)
        moved = rep if home is None else _moved(rep, home)
        yield replace(
            moved,
            daily_cap=scenario.daily_cap or moved.daily_cap,
            work_hours=scenario.work_hours or moved.work_hours,
            work_days=scenario.work_days or moved.work_days,
        )


def _moved(rep: Rep, home: Home) -> Rep:
    """Return a rep who starts and ends elsewhere."""
    return replace(
        rep,
        address="",
        postcode="",
        city=home.city,
        lat=home.lat,
        lon=home.lon,
        end_lat=None,
        end_lon=None,
    )


def _with_reps(given: Given, reps: Reading[Rep]) -> Given:
    known = {rep.rep_id for rep in reps.items}
    pins = given.files.pins
    if pins is not None:
        pins = replace(pins, items=tuple(_without_rep(pin, known) for pin in pins.items))
    placed = tuple(_with_known_reps(customer, known) for customer in given.placed.items)
    files, places = replace(given.files, reps=reps, pins=pins), replace(given.placed, items=placed)
    return replace(given, files=files, placed=places)


def _with_known_reps(customer: Customer, known: set[str]) -> Customer:
    if known.issuperset(customer.rep_ids):
        return customer
    return replace(customer, rep_ids=tuple(rep for rep in customer.rep_ids if rep in known))


def _without_rep(pin: PinRow, known: set[str]) -> PinRow:
    return pin if not pin.rep_id or pin.rep_id in known else replace(pin, rep_id="")
