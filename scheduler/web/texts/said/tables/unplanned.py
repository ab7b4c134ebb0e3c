"""Why a visit has no day, and what would bring it in."""

from scheduler.web.texts import N_, Nn_

SENTENCES: tuple[str | tuple[str, str], ...] = (
    # scheduler/solve/explain.py, scheduler/solve/fitting.py: day by day
    N_("{ids} has no working day from {day} to {day2}"),
    N_("{day} was the last day for it, and days before {day2} are history"),
    N_("{day}: not allowed on this date"),
    N_("{day}: pinned to {day2}"),
    N_("{day}: pinned to {day2} with {name}"),
    N_("{day}: not open long enough in working hours"),
    N_("{day}: the day takes no meetings"),
    N_("{day}: in none of its patterns"),
    N_("{day}: no pattern holds this day and the others"),
    N_("{day}: {n} of {n2} meetings taken"),
    N_("{day}: this customer's month belongs to {name}"),
    N_("{day}: too close to or too far from the visit on {day2}"),
    N_("{day}: no room left beside the day's other stops"),
    N_("{day}: no place found between its {n} stops; not every order was tried"),
    N_("{day}: there and back does not fit into opening and working hours"),
    N_("{day}: the time it is pinned to cannot be kept"),
    N_("{day}: the visit alone is more than the day's limit of load or duration"),
    N_("no place on the map"),
    N_("no reason was found"),
    N_("taken out by hand"),
    # scheduler/solve/offer.py: what would bring it in
    N_("{day}, {ids}: {list}"),
    N_("{day}, {ids}: {list} ({hours} more driving)"),
    N_("{day}, {ids}: {list} ({hours} less driving)"),
    N_("{day}, {ids}: {list}, for {names} together"),
    N_("{day}, {ids}: {list}, for {names} together ({hours} more driving)"),
    N_("{day}, {ids}: {list}, for {names} together ({hours} less driving)"),
    N_("{day}, {ids}: {list}, instead of other offers for that day or customer"),
    N_(
        "{day}, {ids}: {list}, instead of other offers for that day or customer ({hours} more driving)"
    ),
    N_(
        "{day}, {ids}: {list}, instead of other offers for that day or customer ({hours} less driving)"
    ),
    N_(
        "{day}, {ids}: {list}, for {names} together, instead of other offers for that day or customer"
    ),
    N_(
        "{day}, {ids}: {list}, for {names} together, instead of other offers for "
        "that day or customer ({hours} more driving)"
    ),
    N_(
        "{day}, {ids}: {list}, for {names} together, instead of other offers for "
        "that day or customer ({hours} less driving)"
    ),
    N_("{hours} of overtime"),
    Nn_("{n} meeting instead of {n2}", "{n} meetings instead of {n2}"),
    Nn_("{n} day before its first possible day", "{n} days before its first possible day"),
    Nn_("{n} day after its last possible day", "{n} days after its last possible day"),
    Nn_(
        "{name} {n} day before its first possible day",
        "{name} {n} days before its first possible day",
    ),
    Nn_(
        "{name} {n} day after its last possible day", "{name} {n} days after its last possible day"
    ),
    N_("instead of the appointment on {day}"),
    N_("instead of the appointment on {day} at {time}"),
    N_("instead of the appointment on {day} with {name}"),
    N_("instead of the appointment on {day} at {time} with {name}"),
    N_("an appointment at {time}, outside the opening hours"),
    N_("an appointment at any time, outside the opening hours"),
    N_("in place of {ids}"),
    N_("{list} instead of {n}"),
    N_("{list} instead of at least {n}"),
    N_("{list} instead of {n} to {n2}"),
    Nn_("{n} day from the visit on {day}", "{n} days from the visit on {day}"),
)
