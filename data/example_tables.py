"""What the example is made from: real towns, invented businesses, reps and settings."""

from typing import NamedTuple


def words(text):
    return text.split()


MONTHS = ["2025-12", *(f"2026-{number:02d}" for number in range(1, 12))]
SALES = [f"sales_{month}" for month in MONTHS]
CUSTOMER_COLUMNS = [
    *words("customer_id name address city postcode lat lon rep_id status industry segment"),
    *words("relationship potential penetration growth growth_goal currency"),
    *SALES,
    *words("first_purchase last_visit visit_minutes opening_hours channel interval_days visits"),
    *words("min_gap_days max_gap_days troublesome margin closing_ratio expected_value note"),
]
REP_COLUMNS = [
    *words("rep_id name address city postcode lat lon end_lat end_lon daily_cap work_days"),
    *words("work_hours break half_days absences start_date end_date time_zone hourly_cost"),
    *words("km_cost prospecting_share"),
]
PIN_COLUMNS = words("customer_id date rep_id time strength")


class Town(NamedTuple):
    """A real town: middle, postcode, how far its customers lie apart, how many there are, whose it is."""

    name: str
    postcode: str
    lat: float
    lon: float
    spread_km: float
    customers: int
    rep_id: str


TOWNS = [
    Town("Laconia", "03246", 43.5279, -71.4704, 0.7, 12, "R01"),
    Town("Plymouth", "03264", 43.7570, -71.6881, 0.4, 8, "R01"),
    Town("Tilton", "03276", 43.4423, -71.5890, 0.4, 8, "R01"),
    Town("Meredith", "03253", 43.6576, -71.5004, 0.3, 7, "R01"),
    Town("Franklin", "03235", 43.4442, -71.6473, 0.5, 6, "R01"),
    Town("Lebanon", "03766", 43.6423, -72.2518, 0.5, 6, "R01"),
    Town("New London", "03257", 43.4140, -71.9851, 0.4, 5, "R01"),
    Town("Bristol", "03222", 43.5912, -71.7368, 0.3, 5, "R01"),
    Town("Gilford", "03249", 43.5476, -71.4067, 0.4, 4, "R01"),
    Town("Belmont", "03220", 43.4454, -71.4779, 0.3, 4, "R01"),
    Town("Ashland", "03217", 43.6954, -71.6306, 0.3, 4, "R01"),
    Town("Hanover", "03755", 43.7023, -72.2895, 0.4, 4, "R01"),
    Town("Enfield", "03748", 43.6406, -72.1440, 0.3, 3, "R01"),
    Town("Concord", "03301", 43.2081, -71.5376, 0.8, 20, "R02"),
    Town("Hooksett", "03106", 43.0968, -71.4651, 0.5, 8, "R02"),
    Town("Goffstown", "03045", 43.0204, -71.6004, 0.5, 7, "R02"),
    Town("Henniker", "03242", 43.1798, -71.8223, 0.4, 6, "R02"),
    Town("Pembroke", "03275", 43.1468, -71.4576, 0.5, 6, "R02"),
    Town("Hillsborough", "03244", 43.1141, -71.8992, 0.4, 6, "R02"),
    Town("Contoocook", "03229", 43.2220, -71.7140, 0.3, 5, "R02"),
    Town("Pittsfield", "03263", 43.3059, -71.3242, 0.4, 5, "R02"),
    Town("Epsom", "03234", 43.2229, -71.3320, 0.5, 4, "R02"),
    Town("Loudon", "03307", 43.2856, -71.4673, 0.4, 4, "R02"),
    Town("Weare", "03281", 43.0948, -71.7306, 0.4, 3, "R02"),
]
KINDS = {
    "A": 12,
    "B": 18,
    "C": 102,
    "never": 3,
    "unknown": 2,
    "lapsed": 1,
    "prospect": 10,
    "inactive": 2,
}
TRADES = {
    "grocery store": ("Corner Market", "Village Grocery", "General Store"),
    "farm shop": ("Farm Stand", "Orchard Shop"),
    "bakery shop": ("Main Street Bakery", "Morning Bakery"),
    "restaurant": ("Riverside Diner", "Town Grill", "Trattoria"),
    "café": ("Station Café", "Bookside Café"),
    "hotel": ("Lake View Inn", "Hilltop Lodge"),
    "canteen": ("School Kitchen", "Clinic Kitchen"),
}
SUMMER = {"hotel", "farm shop", "café"}
STREETS = [
    f"{name} St" for name in words("Main Central Pleasant School Depot Union Mill Church Elm")
]
HOURS = [
    "Mo-Fr 09:00-12:00,13:30-17:00",
    "Tu-Sa 10:00-18:00; Su off",
    "Mo-Sa 07:00-20:00",
    "Mo-Fr 06:30-14:00",
    "Mo-Th 09:00-16:00; Fr 09:00-12:00; PH off",
    "We-Su 11:00-21:00",
    "24/7",
]
NOTES = [
    "Entrance at the back",
    'Ask for the kitchen; says "not before ten"',
    "Parking behind the house, ring twice",
    "Wants the spring list",
    "New owner since summer",
]

REPS = [
    {
        "rep_id": "R01",
        "name": "Rep North",
        "address": "",
        "city": "Tilton",
        "postcode": "03276",
        "lat": "43.44600",
        "lon": "-71.58600",
        "daily_cap": "6",
        "work_days": "Mon-Fri",
        "work_hours": "08:30-17:00",
        "break": "12:00-12:30",
        "half_days": "Fri 09:00-13:00",
        "absences": "2026-12-21..2026-12-23",
        "start_date": "2021-03-01",
        "time_zone": "America/New_York",
        "hourly_cost": "38",
        "km_cost": "0.42",
        "prospecting_share": "0.08",
    },
    {
        "rep_id": "R02",
        "name": "Rep South",
        "address": "1 Depot St",
        "city": "Concord",
        "postcode": "03301",
        "end_lat": "43.19800",
        "end_lon": "-71.52600",
        "daily_cap": "6",
        "work_days": "Mon-Thu",
        "work_hours": "08:00-17:00",
        "break": "12:30-13:00",
        "absences": "2026-12-14..2026-12-16; 2026-11-27",
        "end_date": "2027-06-30",
        "time_zone": "America/New_York",
        "hourly_cost": "$36.00",
        "km_cost": "0.42",
    },
]

POLICY = """\
# Settings of the example. What is not here keeps its default: `rounds policy` prints them all.

[value]
# P2: gifts and food earn more than the usual quarter.
margin = 0.28

[time]
# P13: a restaurant or hotel takes 40 minutes; shops keep their 30.
visit_min = 40

[calendar]
# The day before a holiday ends at 13:00: 24 and 31 December.
eves = "half"

[travel]
# Country roads: a little quicker than in town, and winding.
speed_kmh = 55.0
detour_factor = 1.35

[cost]
# A day off the due date is worth so many minutes of driving.
rhythm = 0.4
"""
