"""Are given coordinates to be believed? Compares each with what else is known of its row."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.places import Place, PlacedBy, Placement
from scheduler.places.anchors import Anchor, Gazetteer, Groups
from scheduler.places.geometry import Bulk, distance_km, swapped
from scheduler.places.rows import Findings, Limits, Row

_SWAPPED = "latitude and longitude were swapped"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a row can be compared with."""

    gazetteer: Gazetteer
    groups: Groups
    bulk: Bulk | None
    limits: Limits

    def anchors(self, row: Row) -> Iterator[Anchor]:
        """Yield the places of a row's own postcode and city, those known offline first."""
        first = None
        for anchor in self.gazetteer.anchors(row):
            # Altoona, IA is not confirmed by a point in Altoona, PA where the postcode says Iowa.
            yield anchor if first is None else anchor.near(first, self.limits.replace_km)
            first = first or anchor
        if first is None:
            yield from self.learnt(row)

    def learnt(self, row: Row) -> Iterator[Anchor]:
        """Yield what other rows of the same postcode and city tell."""
        if row.postcode and (anchor := self.groups.of_postcode(row.postcode)):
            yield anchor
        if row.city and (anchor := self.groups.of_city(row.city)):
            yield anchor

    def best(self, row: Row) -> Anchor | None:
        """Return where a row without usable coordinates is put; None where nothing is known."""
        return next(self.anchors(row), None)


def check_given(row: Row, given: Place, evidence: Evidence, findings: Findings) -> Placement:
    """Return where a row with coordinates is: there, or where they should have pointed.

    Anything suspicious is added to the findings.
    """
    anchors = []
    for anchor in evidence.anchors(row):
        if anchor.distance_km(given) <= evidence.limits.warn_km + anchor.placement.accuracy_km:
            return Placement(given, PlacedBy.GIVEN)
        anchors.append(anchor)
    if not anchors:
        return _check_against_list(row, given, evidence, findings)
    return _check_against_anchors(row, anchors, evidence, findings)


def _check_against_anchors(
    row: Row, anchors: list[Anchor], evidence: Evidence, findings: Findings
) -> Placement:
    given = row.given
    assert given is not None
    nearest = min(anchors, key=lambda anchor: anchor.distance_km(given))
    away = nearest.distance_km(given)
    what = f"the point lies {away:,.0f} km from its own {nearest.words}"
    other = swapped(given)
    if other is not None and any(
        a.distance_km(other) <= evidence.limits.warn_km + a.placement.accuracy_km for a in anchors
    ):
        findings.add(row, what, f"{_SWAPPED}: used as {other.lat}, {other.lon}; correct the row")
        return Placement(other, PlacedBy.GIVEN, 0.0, _SWAPPED)
    best = next((anchor for anchor in anchors if anchor.exact), None)
    sure = best is not None and away > evidence.limits.replace_km
    if best is None or not sure or not _believe(best, given, evidence):
        findings.add(row, what, "kept as given; check coordinates, city and postcode")
        return Placement(given, PlacedBy.GIVEN)
    by = best.placement.by
    findings.add(row, what, f"placed at the {by} instead; correct or clear the coordinates")
    return best.placement


def _believe(anchor: Anchor, given: Place, evidence: Evidence) -> bool:
    """Whether rather the coordinates are wrong than the postcode or the city.

    An anchor that is not certain is believed only against a point outside the core of the list;
    no anchor outside the core is believed against a point inside.
    """
    bulk = evidence.bulk
    if bulk is None:
        return anchor.certain
    point_in = distance_km(bulk.centre, given) <= bulk.core_km
    anchor_in = distance_km(bulk.centre, anchor.placement.place) <= bulk.core_km
    if anchor.certain and not anchor.rivals:
        return anchor_in or not point_in
    return anchor_in and not point_in


def _check_against_list(
    row: Row, given: Place, evidence: Evidence, findings: Findings
) -> Placement:
    bulk = evidence.bulk
    if bulk is None or bulk.holds(given):
        return Placement(given, PlacedBy.GIVEN)
    what = f"the point lies {distance_km(given, bulk.centre):,.0f} km from the middle of the list"
    other = swapped(given)
    if other is not None and bulk.holds(other):
        findings.add(row, what, f"{_SWAPPED}: used as {other.lat}, {other.lon}; correct the row")
        return Placement(other, PlacedBy.GIVEN, 0.0, _SWAPPED)
    findings.add(row, what, "kept as given, for want of a city or postcode; check the coordinates")
    return Placement(given, PlacedBy.GIVEN)
