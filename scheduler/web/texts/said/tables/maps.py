"""Maps of a team, and a rep's calendar."""

from scheduler.web.texts import N_, Nn_

SENTENCES: tuple[str | tuple[str, str], ...] = (
    # scheduler/maps/team_map.py
    N_("Team {month}"),
    N_("Team"),
    N_("{long_month}"),
    Nn_("{n} customer", "{n} customers"),
    Nn_("{n} meeting", "{n} meetings"),
    N_("{weekday}"),
    N_("No meeting this month"),
    N_("Without a day"),
    N_("Would help"),
    N_("no meeting this month"),
    N_("home of a rep"),
    N_("a required visit has no day"),
    N_("not on the map, for want of a place: {said}"),
    # scheduler/maps/temperature_map.py
    N_("Temperature of the customers"),
    N_("Temperature"),
    N_("sales to {month}"),
    N_("blue"),
    N_("cool"),
    N_("warm"),
    N_("red"),
    N_("far below what is expected"),
    N_("below what is expected"),
    N_("as expected"),
    N_("above what is expected"),
    N_("not known: no sales, or nothing expected"),
    N_("Falling:"),
    N_("Ask:"),
    N_("Like the A customers:"),
    N_("black ring: a blue A customer, an alarm ({n})"),
    N_("the larger the circle, the higher the category"),
    # scheduler/maps/page.py
    N_("The map needs the network once."),
    # scheduler/io/ics.py
    N_("Visit"),
    N_("Prospect"),
    N_("Desk"),
    N_("Call:"),
    N_("Email:"),
    N_("Office:"),
    N_("Fixed appointment"),
    N_("Drive to here: {n} min, {n2} km"),
)
