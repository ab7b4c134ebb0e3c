"""What the columns of lists mean, in the language of the reader."""

import datetime as dt
from collections.abc import Mapping

from scheduler.web.texts import N_, _
from scheduler.web.texts.locale import month_text

_PLACES: Mapping[str, str] = {
    "name": N_("Name"),
    "address": N_("Street address"),
    "city": N_("City"),
    "postcode": N_("Postcode"),
    "lat": N_("Latitude"),
    "lon": N_("Longitude"),
    "location": N_("Latitude and longitude in one column"),
}
_CUSTOMERS: Mapping[str, str] = {
    **_PLACES,
    "customer_id": N_("Customer id"),
    "rep_id": N_("Rep of the customer"),
    "status": N_("Active, prospect or inactive"),
    "industry": N_("Industry"),
    "segment": N_("Category (A–D)"),
    "relationship": N_("Relationship (1–5)"),
    "potential": N_("Potential (1–5)"),
    "penetration": N_("Penetration (1–5)"),
    "growth": N_("Growth (1–5)"),
    "growth_goal": N_("Growth goal a month"),
    "currency": N_("Currency"),
    "sales_12m": N_("Sales of the last 12 months"),
    "first_purchase": N_("First purchase"),
    "last_visit": N_("Last visit"),
    "visit_minutes": N_("Minutes of a visit"),
    "opening_hours": N_("Opening hours"),
    "channel": N_("Visit, call, e-mail or none"),
    "interval_days": N_("Days between contacts"),
    "visits": N_("Visits this month"),
    "min_gap_days": N_("Fewest days between visits"),
    "max_gap_days": N_("Most days between visits"),
    "troublesome": N_("Troublesome customer"),
    "margin": N_("Margin"),
    "closing_ratio": N_("Closing ratio"),
    "expected_value": N_("Expected value"),
    "sales_no_visits": N_("Sales a month without visits"),
    "sales_half_visits": N_("Sales a month with half the visits"),
    "sales_same_visits": N_("Sales a month with as many visits"),
    "sales_most_visits": N_("Sales a month with many more visits"),
    "note": N_("Note"),
}
_REPS: Mapping[str, str] = {
    **_PLACES,
    "rep_id": N_("Rep id"),
    "end_lat": N_("End of the day: latitude"),
    "end_lon": N_("End of the day: longitude"),
    "daily_cap": N_("Most meetings a day"),
    "work_days": N_("Workdays"),
    "work_hours": N_("Working hours"),
    "break": N_("Break"),
    "half_days": N_("Half days"),
    "absences": N_("Days off"),
    "start_date": N_("First workday of the rep"),
    "end_date": N_("Last workday of the rep"),
    "time_zone": N_("Time zone"),
    "hourly_cost": N_("Cost of an hour"),
    "km_cost": N_("Cost of a kilometre"),
    "prospecting_share": N_("Share of the time for prospects"),
}
FIELDS: Mapping[str, Mapping[str, str]] = {"customers": _CUSTOMERS, "reps": _REPS}
"""By kind of list and name of the column in the files of Rounds."""

_SALES = "sales_"


def field_text(kind: str, field: str) -> str:
    """Return what a column is called; ``sales_2026-01`` is named by its month."""
    if field in FIELDS[kind]:
        text = FIELDS[kind][field]
        return _(text)
    try:
        month = dt.date.fromisoformat(field.removeprefix(_SALES) + "-01")
    except ValueError:
        return field
    return _("Sales of {month}").format(month=month_text(month))
