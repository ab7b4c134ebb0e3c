"""The map of one rep: the month's routes by week and day, stops in their order."""

import datetime as dt
from collections import Counter
from typing import Any

import folium

from models.itinerary import DayLine, StopLine, day_lines
from models.month import week_of
from models.places import Place
from models.plan import MonthPlan
from models.problem import Kind
from models.units import clock_text, hours_text
from scheduler.maps.markup import card, category_badge, name_markup, safe, swatch
from scheduler.maps.page import add_layer_tree, add_legend, new_map, rendered
from scheduler.maps.palette import week_colour

_SHIFT_PX = 11


class _RepMap:
    """One map while it is being drawn."""

    def __init__(self, plan: MonthPlan, rep_id: str) -> None:
        self.plan, self.rep = plan, plan.reps[rep_id]
        lines = day_lines(plan.problem, plan.result.schedule)
        self.days = [day for day in lines if day.route.rep_id == rep_id]
        self.start = self.rep.placement.place if self.rep.placement else None
        end = self.rep.end_placement or self.rep.placement
        self.end = end.place if end else None
        self.drawn: Counter[Place] = Counter()
        title = f"{self.rep.name or rep_id} {plan.month}"
        stops = [place for day in self.days for line in day.stops if (place := place_of(line))]
        homes = [home for home in (self.start, self.end) if home is not None]
        self.page = new_map(safe(title), [*stops, *homes])

    def visits_to(self, customer_id: str) -> list[str]:
        """Return when the rep visits a customer in the month."""
        return [
            f"{day_text(day.route.date)} {clock_text(line.arrive_min)}"
            for day in self.days
            for line in day.stops
            if line.requirement.customer_id == customer_id and not line.requirement.is_desk
        ]


def rep_page(plan: MonthPlan, rep_id: str) -> str:
    """Return the page with one rep's month on a map."""
    drawing = _RepMap(plan, rep_id)
    weeks: dict[dt.date, list[DayLine]] = {}
    for day in drawing.days:
        weeks.setdefault(week_of(day.route.date, plan.problem.week_start), []).append(day)
    firsts = sorted(weeks)
    branches = [_draw_week(drawing, week_colour(k), weeks[first]) for k, first in enumerate(firsts)]
    _draw_homes(drawing)
    if branches:
        tree = {"label": "<b>All weeks</b>", "selectAllCheckbox": True, "children": branches}
        add_layer_tree(drawing.page, [tree])
    add_legend(drawing.page, *_legend(drawing, [weeks[first] for first in firsts]))
    return rendered(drawing.page)


def place_of(line: StopLine) -> Place | None:
    """Return where a stop is; desk work is nowhere."""
    return None if line.requirement.is_desk else line.requirement.place


def day_text(date: dt.date) -> str:
    """Return a date as people say it."""
    return f"{date:%a} {date.day} {date:%b}"


def _draw_week(drawing: _RepMap, colour: str, days: list[DayLine]) -> dict[str, Any]:
    """Draw a week's days and return their branch of the layer tree."""
    meetings, drive = sum(day.meetings for day in days), sum(day.drive_min for day in days)
    told = f"<small>{meetings} meetings · {hours_text(drive)}</small>"
    return {
        "label": f"{swatch(colour)}{_span_text(days)} {told}",
        "selectAllCheckbox": True,
        "collapsed": True,
        "children": [_draw_day(drawing, colour, day) for day in days],
    }


def _span_text(days: list[DayLine]) -> str:
    first, last = days[0].route.date, days[-1].route.date
    return f"{first.day}–{last.day} {last:%b}" if first != last else f"{first.day} {first:%b}"


def _draw_day(drawing: _RepMap, colour: str, day: DayLine) -> dict[str, Any]:
    date = day_text(day.route.date)
    told = f"{day.meetings} stops · {day.drive_m / 1000:.0f} km · {hours_text(day.drive_min)}"
    layer = folium.FeatureGroup(name=f"{date}: {told}", control=False)
    layer.add_to(drawing.page)
    stops = [(line, place) for line in day.stops if (place := place_of(line)) is not None]
    points = [place for _, place in stops]
    points = ([drawing.start] if drawing.start else []) + points
    points += [drawing.end] if drawing.end and stops else []
    if len(points) > 1:
        _draw_road(layer, colour, points, f"{date}: {told}")
    for line, place in stops:
        _draw_stop(drawing, layer, colour, (day, line, place))
    return {"label": f"{date} <small>{told}</small>", "layer": layer}


def _draw_road(layer: Any, colour: str, points: list[Place], told: str) -> None:
    """Draw a day's way, straight from stop to stop."""
    corners = [(point.lat, point.lon) for point in points]
    road = folium.PolyLine(corners, color=colour, weight=3, opacity=0.65)  # type: ignore[no-untyped-call]
    folium.Tooltip(safe(told)).add_to(road)
    road.add_to(layer)


def _draw_stop(
    drawing: _RepMap, layer: Any, colour: str, stop: tuple[DayLine, StopLine, Place]
) -> None:
    day, line, place = stop
    requirement = line.requirement
    mark = category_badge(requirement.segment, prospect=requirement.kind is Kind.PROSPECT)
    # Several stops at one place stand side by side instead of hiding each other.
    shift = drawing.drawn[place] * _SHIFT_PX
    drawing.drawn[place] += 1
    icon = folium.DivIcon(
        html=f'<div class="stop" style="background:{colour}">{line.number}{mark}</div>',
        icon_size=(26, 26),
        icon_anchor=(13 - shift, 13),
        popup_anchor=(shift, -12),
    )
    marker = folium.Marker((place.lat, place.lon), icon=icon)
    folium.Popup(_stop_card(drawing, day, line), max_width=320, lazy=True).add_to(marker)
    times = f"{day_text(day.route.date)} {clock_text(line.arrive_min)}"
    folium.Tooltip(f"{times} {name_markup(requirement.name)}").add_to(marker)
    marker.add_to(layer)


def _stop_card(drawing: _RepMap, day: DayLine, line: StopLine) -> str:
    requirement = line.requirement
    customer = drawing.plan.customers.get(requirement.customer_id)
    address = (
        ", ".join(part for part in (customer.address, customer.city) if part) if customer else ""
    )
    mark = category_badge(requirement.segment, prospect=requirement.kind is Kind.PROSPECT)
    visits = drawing.visits_to(requirement.customer_id)
    times = f"{clock_text(line.arrive_min)}–{clock_text(line.depart_min)}"
    lines = [
        f"<b>{day_text(day.route.date)}, {times}</b>, stop {line.number}",
        name_markup(address) if address else "",
        f"Drive to here: {line.drive_min} min, {line.drive_m / 1000:.1f} km",
        "<b>Fixed appointment</b>" if line.pinned else "",
        f"Visits this month: {safe(', '.join(visits))}" if len(visits) > 1 else "",
        f'<div class="why">{safe(requirement.why)}</div>' if requirement.why else "",
    ]
    return card(f"{name_markup(requirement.name)} {mark}", lines, line.requirement.place)


def _draw_homes(drawing: _RepMap) -> None:
    for place in dict.fromkeys(home for home in (drawing.start, drawing.end) if home is not None):
        word = "Start" if place == drawing.start else "End"
        word = "Home" if drawing.start == drawing.end else word
        draw_home(drawing.page, place, f"{name_markup(drawing.rep.name)}: {word}")


def draw_home(layer: Any, place: Place, told: str) -> None:
    """Draw where a rep's days start or end; `told` is HTML already."""
    icon = folium.DivIcon(
        html='<div class="home">⌂</div>', icon_size=(30, 30), icon_anchor=(15, 15)
    )
    marker = folium.Marker((place.lat, place.lon), icon=icon, z_index_offset=500)
    folium.Popup(card(told, [], place), max_width=320, lazy=True).add_to(marker)
    folium.Tooltip(told).add_to(marker)
    marker.add_to(layer)


def _legend(drawing: _RepMap, weeks: list[list[DayLine]]) -> tuple[str, list[str]]:
    title = f"{name_markup(drawing.rep.name)} · {drawing.plan.month.first:%B %Y}"
    lines = [f"{swatch(week_colour(k))}{_span_text(days)}" for k, days in enumerate(weeks)]
    marks = [f"{category_badge(name)}category {name}" for name in "ABCD"]
    marks.append(f"{category_badge('', prospect=True)}prospect")
    lines += ["", " ".join(marks), '<span class="home">⌂</span> start and end of the day']
    meetings, drive = sum(d.meetings for d in drawing.days), sum(d.drive_min for d in drawing.days)
    metres = sum(day.drive_m for day in drawing.days)
    return title, [
        f"{meetings} meetings · {hours_text(drive)} driving · {metres / 1000:,.0f} km",
        *lines,
    ]
