"""Working days, holidays and clocks."""

from scheduler.web.texts import N_, Nn_

SENTENCES: tuple[str | tuple[str, str], ...] = (
    # scheduler/calendars/workdays.py: notes of a day
    N_("half day: {said}"),
    N_("between the feasts: {name}"),
    N_("eve of {name}"),
    N_("half holiday: {name}"),
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
    # scheduler/calendars/workdays.py: notes of a month
    Nn_("{month}: {n} working day for {name}", "{month}: {n} working days for {name}"),
    Nn_(
        "{month}: {n} working day for {name} ({list})",
        "{month}: {n} working days for {name} ({list})",
    ),
    N_("starts on {day}"),
    N_("ends on {day}"),
    N_("{day} absent"),
    N_("{day} {name} off"),
    N_("{day} eve of {name} off"),
    N_("{day} half holiday: {name} off"),
    N_("{day} {name} half day"),
    N_("{day} eve of {name} half day"),
    N_("{day} half holiday: {name} half day"),
    # scheduler/calendars/feasts.py
    N_("no country is given: no public holidays are taken off (--country)"),
    N_(
        "{day} lies between the feasts ({name}) and is planned as ordinary working "
        "days: is that right? Otherwise set calendar.between_feasts to 'half' or 'off'"
    ),
    N_(
        "{row} to {day} lie between the feasts ({name}) and are planned as ordinary "
        "working days: is that right? Otherwise set calendar.between_feasts to 'half' "
        "or 'off'"
    ),
    # scheduler/calendars/zones.py
    N_("{said} {day}: the clocks go forward at {time} ({name})"),
    N_("{said} {day}: the clocks go back at {time} ({name})"),
    N_("working hours are wall-clock times"),
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
