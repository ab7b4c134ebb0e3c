"""Give customers and reps a place: the front door of this package."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

from models.customers import Customer, Status
from models.errors import InputProblem
from models.places import Place, PlacedBy, Placement
from models.reps import Rep
from scheduler.places.anchors import Gazetteer, Groups, judge_us_postcodes
from scheduler.places.check import Evidence, check_given
from scheduler.places.geometry import Bulk, bulk_of
from scheduler.places.online import Geocoder, UnreachableError
from scheduler.places.rows import Findings, Limits, Located, Row, row_of, usable
from scheduler.places.summary import doubtful_cities, not_placed_reason, summarise

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing(Generic[Noun]):
    """Customers or reps with their places, and what was noticed.

    Parameters
    ----------
    items
        All of them in their order; `placement` is None where no place was found.
    warnings
        Coordinates that were doubted, and city names that were corrected or are ambiguous.
    errors
        What stops a plan: a rep without a place.
    notes
        How the places were found and how good distances are, in sentences.
    not_placed
        Reason and advice by id.
    counts
        How many were placed by what.
    """

    items: tuple[Noun, ...]
    warnings: tuple[InputProblem, ...] = ()
    errors: tuple[InputProblem, ...] = ()
    notes: tuple[str, ...] = ()
    not_placed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    counts: Mapping[PlacedBy, int] = field(default_factory=lambda: MappingProxyType({}))


def place_customers(
    customers: Sequence[Customer],
    *,
    country: str = "",
    online: Geocoder | None = None,
    limits: Limits | None = None,
    file: str = "customers",
) -> Placing[Customer]:
    """Return the customers with their places.

    Given coordinates are compared with postcode, city and the rest of the list. Where there are
    none, the postcode (US), the city, or other rows of the same postcode or city tell the place;
    the geocoder is asked last. No row raises an error: who cannot be placed is in `not_placed`.

    Parameters
    ----------
    country
        ISO 3166 code of the list's country; empty where it is not known.
    online
        Asked for addresses that nothing else places, e.g. `nominatim()`.
    limits
        When a given coordinate is believed.
    file
        The file's name for messages.
    """
    rows = [row_of(customer.customer_id, customer, customer.extra) for customer in customers]
    who = "customers"
    if any(customer.status is Status.PROSPECT for customer in customers):
        who = "customers and prospects"
    run = _Run(rows, Findings(file), country.upper(), who)
    places = [row.given for row in rows if row.given is not None]
    evidence = run.evidence(bulk_of(places), limits or Limits())
    run.note_flaws(customers)
    found = run.place(evidence, online)
    items = tuple(
        dataclasses.replace(customer, placement=placement)
        for customer, placement in zip(customers, found, strict=True)
    )
    return run.placing(items, found, evidence)


def place_reps(
    reps: Sequence[Rep],
    *,
    country: str = "",
    online: Geocoder | None = None,
    near: Sequence[Place] = (),
    file: str = "reps",
) -> Placing[Rep]:
    """Return the reps with their places, as `place_customers` does for customers.

    Parameters
    ----------
    near
        Where the customers are: a home far from all of them is doubted, and among towns of one
        name the one near them is meant.
    """
    rows = [row_of(rep.rep_id, rep) for rep in reps]
    run = _Run(rows, Findings(file), country.upper(), "reps")
    evidence = run.evidence(bulk_of(near), Limits())
    run.note_flaws(reps)
    found = run.place(evidence, online)
    items = tuple(
        dataclasses.replace(rep, placement=start, end_placement=_end_of(rep, run.findings))
        for rep, start in zip(reps, found, strict=True)
    )
    placing = run.placing(items, found, evidence)
    errors = (
        InputProblem(
            file,
            row.line,
            "",
            row.subject_id,
            "the rep has no place to start from",
            placing.not_placed[row.subject_id],
        )
        for row in rows
        if row.subject_id in placing.not_placed
    )
    return dataclasses.replace(placing, errors=tuple(errors))


def _end_of(rep: Rep, findings: Findings) -> Placement | None:
    place, flaw = usable(rep.end_lat, rep.end_lon)
    if flaw:
        value = ", ".join(
            str(number) for number in (rep.end_lat, rep.end_lon) if number is not None
        )
        advice = "not used, so days end where they start; give end_lat and end_lon, or neither"
        problem = InputProblem(findings.file, rep.row, "end_lat, end_lon", value, flaw, advice)
        findings.problems.append(problem)
    return None if place is None else Placement(place, PlacedBy.GIVEN)


@dataclass(slots=True)
class _Run:
    """One list on its way."""

    rows: list[Row]
    findings: Findings
    country: str
    who: str
    unreachable: str = ""

    def evidence(self, bulk: Bulk | None, limits: Limits) -> Evidence:
        us_postcodes = judge_us_postcodes(self.rows, self.country, limits.replace_km)
        country = "US" if us_postcodes else self.country
        if bulk is None:
            # Without coordinates, the rows that can be meant in one way only tell where the list is.
            first = Gazetteer(country, None, us_postcodes=us_postcodes)
            found = (first.certain_place(row) for row in self.rows)
            bulk = bulk_of(place for place in found if place is not None)
        gazetteer = Gazetteer(country, bulk, us_postcodes=us_postcodes)
        return Evidence(gazetteer, Groups(self.rows, limits), bulk, limits)

    def note_flaws(self, nouns: Sequence[Located]) -> None:
        for row, noun in zip(self.rows, nouns, strict=True):
            if row.flaw:
                advice = "not used; give both coordinates, or neither with a postcode or city"
                self.findings.add(row, row.flaw, advice, noun)

    def place(self, evidence: Evidence, online: Geocoder | None) -> list[Placement | None]:
        found = [self._offline(row, evidence) for row in self.rows]
        if online is None:
            return found
        for k, row in enumerate(self.rows):
            if found[k] is None and not self.unreachable:
                found[k] = self._online(row, online)
        online.close()
        return found

    def _offline(self, row: Row, evidence: Evidence) -> Placement | None:
        if row.given is not None:
            return check_given(row, row.given, evidence, self.findings)
        anchor = evidence.best(row)
        return anchor.placement if anchor is not None else None

    def _online(self, row: Row, online: Geocoder) -> Placement | None:
        query = ", ".join(
            part for part in (row.address, row.postcode, row.city, row.region) if part
        )
        if not query:
            return None
        try:
            answer = online.find(query, self.country)
        except UnreachableError as error:
            self.unreachable = str(error)
            return None
        if answer is None:
            return None
        return Placement(
            Place(answer.lat, answer.lon), PlacedBy.ONLINE, answer.accuracy_km, answer.detail
        )

    def placing(
        self, items: tuple[Noun, ...], found: list[Placement | None], evidence: Evidence
    ) -> Placing[Noun]:
        missing = [
            row for row, placement in zip(self.rows, found, strict=True) if placement is None
        ]
        reasons = {row.subject_id: not_placed_reason(row, evidence.gazetteer) for row in missing}
        doubts = doubtful_cities(self.rows, found, evidence.gazetteer, self.findings.file)
        counts = {by: sum(p is not None and p.by is by for p in found) for by in PlacedBy}
        notes = summarise(self.rows, found, evidence.gazetteer, self.who)
        if self.unreachable:
            notes += (
                f"The online geocoder could not be reached ({self.unreachable}); who has no place stays unplaced.",
            )
        return Placing(
            items=items,
            warnings=(*sorted(self.findings.problems, key=lambda p: p.row), *doubts),
            notes=notes,
            not_placed=MappingProxyType(reasons),
            counts=MappingProxyType({by: count for by, count in counts.items() if count}),
        )
