"""The map of the team: territories, homes, and who has no day yet."""

from collections.abc import Sequence
from typing import Any

import folium

from models.customers import Customer
from models.itinerary import DayLine, day_lines
from models.places import Place
from models.plan import MonthPlan
from models.schedule import Unplanned
from scheduler.maps.markup import card, category_badge, name_markup, safe, swatch
from scheduler.maps.page import add_layer_tree, add_legend, new_map, rendered
from scheduler.maps.palette import NOT_THIS_MONTH, rep_colour
from scheduler.maps.rep_map import day_text, draw_home
from scheduler.maps.words import say_on

_MANY = 400


class _TeamMap:
    """One map while it is being drawn."""

    def __init__(self, plan: MonthPlan, *, served: bool) -> None:
        self.plan = plan
        self.days = day_lines(plan.problem, plan.result.schedule)
        self.rep_of = _rep_of(plan, self.days)
        self.visits = _visits(self.days)
        self.why = {row.customer_id: row.why for row in plan.rows}
        self.segment = {row.customer_id: row.segment for row in plan.rows}
        self.placed = {
            customer.customer_id: customer.placement.place
            for customer in plan.customers.values()
            if customer.placement is not None and customer.customer_id in self.rep_of
        }
        homes = [rep.placement.place for rep in plan.reps.values() if rep.placement]
        places = [*self.placed.values(), *homes]
        many = len(places) > _MANY
        self.say = say_on(served=served)
        self.page = new_map(self.say(f"Team {plan.month}"), places, many=many, served=served)


def team_page(plan: MonthPlan, *, served: bool = False) -> str:
    """Return the page with all customers by rep, and those without a day.

    Parameters
    ----------
    served
        As in `scheduler.maps.page.new_map`.
    """
    drawing = _TeamMap(plan, served=served)
    branches = [_draw_rep(drawing, k, rep_id) for k, rep_id in enumerate(sorted(plan.reps))]
    lost = _draw_unplanned(drawing)
    tree = {"label": "<b>All reps</b>", "selectAllCheckbox": True, "children": branches}
    add_layer_tree(drawing.page, [tree, *lost])
    add_legend(drawing.page, *_legend(drawing))
    return rendered(drawing.page)


def hull(places: Sequence[Place]) -> list[Place]:
    """Return the corners of the least convex area around places (Andrew's monotone chain)."""
    points = sorted(set(places), key=lambda place: (place.lat, place.lon))
    if len(points) < 3:
        return points
    return _half_hull(points)[:-1] + _half_hull(points[::-1])[:-1]


def _half_hull(points: list[Place]) -> list[Place]:
    corners: list[Place] = []
    for point in points:
        while len(corners) > 1 and not _turns_left(corners[-2], corners[-1], point):
            corners.pop()
        corners.append(point)
    return corners


def _turns_left(a: Place, b: Place, c: Place) -> bool:
    return (b.lat - a.lat) * (c.lon - a.lon) > (b.lon - a.lon) * (c.lat - a.lat)


def _rep_of(plan: MonthPlan, days: Sequence[DayLine]) -> dict[str, str]:
    """Return the rep of each customer: who visits it, else who may."""
    found = {row.customer_id: row.rep_id for row in plan.rows}
    for requirement in plan.problem.requirements:
        found.setdefault(requirement.customer_id, requirement.rep_ids[0])
    for day in days:
        for line in day.stops:
            found[line.requirement.customer_id] = day.route.rep_id
    return found


def _visits(days: Sequence[DayLine]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for day in days:
        for line in day.stops:
            if not line.requirement.is_desk:
                text = day_text(day.route.date)
                found.setdefault(line.requirement.customer_id, []).append(text)
    return found


def _draw_rep(drawing: _TeamMap, number: int, rep_id: str) -> dict[str, Any]:
    """Draw a rep's customers, territory and home, and return the branch of the layer tree."""
    rep, colour = drawing.plan.reps[rep_id], rep_colour(number)
    layer = folium.FeatureGroup(name=safe(f"{rep_id} {rep.name}"), control=False)
    layer.add_to(drawing.page)
    own = [c for c in drawing.placed if drawing.rep_of[c] == rep_id]
    corners = hull([drawing.placed[customer_id] for customer_id in own])
    if len(corners) > 2:
        ring = [(place.lat, place.lon) for place in corners]
        area = folium.Polygon(
            ring,
            color=colour,
            weight=1.5,
            dash_array="5 5",
            fill=True,
            fill_opacity=0.07,
            interactive=False,
        )
        area.add_to(layer)
    for customer_id in own:
        _draw_customer(drawing, layer, colour, drawing.plan.customers[customer_id])
    if rep.placement is not None:
        draw_home(layer, rep.placement.place, f"{name_markup(rep.name)} {safe(rep_id)}")
    meetings = sum(day.meetings for day in drawing.days if day.route.rep_id == rep_id)
    say = drawing.say
    told = f"<small>{say(_customers(len(own)))} · {say(f'{meetings} meetings')}</small>"
    return {"label": f"{swatch(colour)}{name_markup(rep.name or rep_id)} {told}", "layer": layer}


def _draw_customer(drawing: _TeamMap, layer: Any, colour: str, customer: Customer) -> None:
    place = drawing.placed[customer.customer_id]
    visits = drawing.visits.get(customer.customer_id, [])
    shown = colour if visits else NOT_THIS_MONTH
    marker = folium.CircleMarker(
        (place.lat, place.lon),
        radius=6 if visits else 4.5,
        color="#ffffff",
        weight=1.2,
        fill=True,
        fill_color=shown,
        fill_opacity=0.95 if visits else 0.7,
    )
    folium.Popup(_customer_card(drawing, customer), max_width=320, lazy=True).add_to(marker)
    marker.add_to(layer)


def _customer_card(drawing: _TeamMap, customer: Customer, *told: str) -> str:
    customer_id = customer.customer_id
    rep_id = drawing.rep_of[customer_id]
    rep = drawing.plan.reps.get(rep_id)
    visits = [drawing.say(day) for day in drawing.visits.get(customer_id, [])]
    segment = drawing.segment.get(customer_id, "")
    lines = [
        f"{name_markup(rep.name)} {safe(rep_id)}" if rep else safe(rep_id),
        f"<b>{', '.join(visits)}</b>" if visits else drawing.say("No meeting this month"),
        *told,
        f'<div class="why">{drawing.say(drawing.why.get(customer_id, ""))}</div>',
    ]
    heading = f"{name_markup(customer.name)} {category_badge(segment)}"
    return card(heading, lines, drawing.placed.get(customer_id))


def _draw_unplanned(drawing: _TeamMap) -> list[dict[str, Any]]:
    """Mark customers with a visit that has no day; return their branch of the layer tree."""
    entries = {e.customer_id: e for e in drawing.plan.result.schedule.unplanned}
    shown = [entry for customer_id, entry in entries.items() if customer_id in drawing.placed]
    if not shown:
        return []
    layer = folium.FeatureGroup(name="Unplanned", control=False)
    layer.add_to(drawing.page)
    for entry in shown:
        _draw_lost(drawing, layer, entry)
    told = f"<small>{drawing.say(_customers(len(shown)))}</small>"
    return [{"label": f"<b>{drawing.say('Without a day')}</b> {told}", "layer": layer}]


def _draw_lost(drawing: _TeamMap, layer: Any, entry: Unplanned) -> None:
    """Mark a customer, with why the visit has no day and what would help."""
    say, place = drawing.say, drawing.placed[entry.customer_id]
    reasons = "; ".join(dict.fromkeys(reason.text for reason in entry.reasons))
    told = [f"{say('Without a day')}: {say(reasons)}"]
    if entry.what_would_help:
        told.append(f"{say('Would help')}: {say('; '.join(entry.what_would_help))}")
    content = _customer_card(drawing, drawing.plan.customers[entry.customer_id], *told)
    icon = folium.DivIcon(
        html='<div class="lost">!</div>', icon_size=(24, 24), icon_anchor=(12, 12)
    )
    marker = folium.Marker((place.lat, place.lon), icon=icon, z_index_offset=900)
    folium.Popup(content, max_width=320, lazy=True).add_to(marker)
    marker.add_to(layer)


def _customers(count: int) -> str:
    return f"{count} customer{'s' * (count != 1)}"


def _legend(drawing: _TeamMap) -> tuple[str, list[str]]:
    plan, say = drawing.plan, drawing.say
    lines = [
        f"{swatch(rep_colour(k))}{name_markup(plan.reps[rep_id].name or rep_id)}"
        for k, rep_id in enumerate(sorted(plan.reps))
    ]
    lines += [
        f"{swatch(NOT_THIS_MONTH)}{say('no meeting this month')}",
        f'<span class="home">⌂</span> {say("home of a rep")}',
        f'<span class="lost">!</span> {say("a required visit has no day")}',
    ]
    if plan.not_placed:
        count = _customers(len(plan.not_placed))
        lines.append(say(f"not on the map, for want of a place: {count}"))
    return f"{say('Team')} · {say(f'{plan.month.first:%B %Y}')}", lines
