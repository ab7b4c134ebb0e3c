"""What should be known before a month is planned, and of the list as a whole."""

from scheduler.web.texts import N_, Nn_

SENTENCES: tuple[str | tuple[str, str], ...] = (
    # scheduler/pipelines/notes.py
    N_("{month} is past: this plan is for looking back, or the month is a mistake"),
    N_("{month} has begun: visits may lie on days that are over"),
    N_("more is due than fits: {name} of capacity"),
    N_("the least important visits stay unplanned"),
    N_("{ids} has no visit due this month: its {n} customers fall due in other months"),
    Nn_(
        "{n} visit may be made by either of several reps: demand against capacity "
        "counts them for the first one named ({name}), the plan for the one who makes "
        "them",
        "{n} visits may be made by either of several reps: demand against capacity "
        "counts them for the first one named ({name}), the plan for the one who makes "
        "them",
    ),
    N_("{ids}: by estimate {n} of {n2} contacts do not fit"),
    N_("those that earn least a minute are left out"),
    N_("one more hour would earn {n} and costs {n2} (see allocation.csv)"),
    N_("one more meeting within the caps would earn {n} (see allocation.csv)"),
    N_("time that nobody asks for, by estimate: {list}"),
    N_("{name} {n} h"),
    N_("it is spent only when asked (--fill interval, growth or prospects)"),
    N_("an hour of extra meetings would earn up to {n} with {ids}"),
    Nn_(
        "1 customer has no place on the map and cannot be planned (see unplanned.csv)",
        "{n} customers have no place on the map and cannot be planned (see unplanned.csv)",
    ),
    Nn_(
        "in {name}: 1 row was set aside (--quarantine)",
        "in {name}: {n} rows were set aside (--quarantine)",
    ),
    N_("in {name}: {rest}"),
    N_("please look: {rest}"),
    Nn_(
        "1 more row to look at is named at the end of these notes",
        "{n} more rows to look at are named at the end of these notes",
    ),
    # scheduler/pipelines/team.py, scheduler/pipelines/caps.py
    N_(
        "no list of reps is given (--reps): {ids} is assumed to start in the middle of "
        "the customers"
    ),
    N_(
        "no list of reps is given (--reps): {name} are assumed to start in the middle "
        "of the customers"
    ),
    N_("none of the customers has a place on the map"),
    N_("give lat and lon, or postcodes or cities that are known, with --country"),
    N_("nobody has a working day in {month}"),
    N_("check work_days, absences, start_date and end_date, or plan another month"),
    N_("no working day in {month} for {ids}: their customers stay unplanned"),
    N_("{n} meetings a day for {name}, whose customers are all shops (capacity.shop_daily_cap)"),
    N_("a daily_cap in the list of reps wins over it"),
    # scheduler/territory/notes.py
    Nn_(
        "1 customer had no rep: given by distance and load, half of them within {n2} "
        "km of the rep's home.",
        "{n} customers had no rep: given by distance and load, half of them within "
        "{n2} km of the rep's home.",
    ),
    Nn_(
        "1 prospect had no rep: given by distance and load, half of them within {n2} "
        "km of the rep's home.",
        "{n} prospects had no rep: given by distance and load, half of them within "
        "{n2} km of the rep's home.",
    ),
    N_(
        "{said} and {said2} had no rep: given by distance and load, half of them within {n} km "
        "of the rep's home."
    ),
    N_("Customers who change rep: {list}"),
    N_("{n} to {ids}"),
    N_("all others stay with theirs."),
    N_("In an average month, each with its share of the way out and back: {list}."),
    N_("{ids} {said} ({share} of capacity)"),
    N_("{ids} {said} (no capacity)"),
    N_("{ids} {said} and {said2} ({share} of capacity)"),
    N_("{ids} {said} and {said2} (no capacity)"),
    N_("fullest {said}, emptiest {said2}"),
    N_(
        "Capacity is short: {n} hours of visits for {n2} hours of the reps; the excess "
        "is spread evenly. Add capacity, or visit less often."
    ),
    N_("Above capacity, as customers cannot be divided: {name}."),
    # scheduler/requirements/notes.py, scheduler/pipelines/history.py, scheduler/control/history.py
    N_("due in {month}, of {list}: {list2}"),
    Nn_("{n} customer", "{n} customers"),
    Nn_("{n} prospect", "{n} prospects"),
    N_("visits {n}"),
    N_("office meetings {n}"),
    N_("calls {n}"),
    N_("e-mails {n}"),
    N_("customers without a last visit, whose dues follow from their neighbourhood: {n} of {n2}"),
    N_("growth goals take {n} extra meetings: {name}"),
    N_("growth goals take {n} extra meetings: {name} and {n2} more places"),
    N_("growth goals that stay out of reach: {n} ({name})"),
    N_("growth goals that cannot be estimated, the value being unknown: {n}"),
    N_("optional visits that may fill spare time (--fill): {n}"),
    N_("due again because a visit was missed: {said}"),
    N_("due on a new date because a visit was moved: {said}"),
    N_("due again because a visit was moved to a day that is over and not reported since: {said}"),
    N_("missed or moved, but not due by themselves (prospects, customers without contact): {name}"),
    N_(
        "missed or moved, but not due by themselves (prospects, customers without "
        "contact): {name} and {n} more"
    ),
    N_("pin those that you want"),
    N_("last visits taken from the actuals, later than those of the list: {said}"),
    # scheduler/requirements/build.py, scheduler/requirements/pins.py, scheduler/pipelines/appointments.py
    N_("the customer has no place on the map"),
    N_("give coordinates, or a postcode or city that is known"),
    N_("no rep may serve the customer"),
    N_("give a rep_id of the reps file"),
    N_("no such use"),
    N_("give {name}"),
    N_("the least gap is greater than the greatest, {n} days"),
    N_("exchange or correct them"),
    N_("more visits than the {n} working days of {ids} in {month}"),
    N_("give at most {n}"),
    N_("so many visits at least {n} days apart do not fit into {month}"),
    N_("lower visits or min_gap_days"),
    N_("the list has no such customer"),
    N_("check the id"),
    N_("this rep may not serve the customer"),
    N_("give {ids}, or leave it open"),
    N_("the day is not in {month}"),
    N_("leave it out or change the month"),
    N_("the customer is pinned twice to this day"),
    N_("leave one of them out"),
    N_("{ids} does not work on this {said}"),
    N_("{ids} does not work on this {said}, {said2}"),
    N_("choose a working day, give strength 'week', or change the rep's days"),
    # scheduler/pipelines/replan_notes.py
    N_("planned again from {weekday}: nothing lies before it"),
    N_(
        "planned again from {weekday}: the one visit or task before it is history and "
        "stays as it was"
    ),
    N_(
        "planned again from {weekday}: the {n} visits and tasks before it are history "
        "and stay as they were"
    ),
    Nn_(
        "{ids} is sick {said}: 1 visit or task needs another day",
        "{ids} is sick {said}: {n} visits and tasks need another day",
    ),
    N_("on {weekday}"),
    N_("from {weekday} to {weekday2}"),
    N_("what was planned for {ids} before {weekday} counts as made"),
    N_("urgent: {name}, {n} minutes by {ids}, {said}"),
    N_("the appointment of {name} on {weekday} cannot be kept"),
    N_("the appointment of {name} on {weekday} with {ids} cannot be kept"),
    N_("the visit is planned like any other"),
    # scheduler/portfolio, scheduler/pipelines/portfolio.py: of the list as a whole
    N_("the value of {n} of {n2} customers is unknown: no sales history"),
    Nn_(
        "values are averages over at most {n} month: no more are complete",
        "values are averages over at most {n} months: no more are complete",
    ),
    N_("customers whose value is an average over fewer than {n} months: {n2}"),
    N_("categories: {name}"),
    N_("categories: {name} (C tail {n})"),
    N_("categories of the prospects, by what they may buy: {name}"),
    N_("the file has no sales: every category that is not given is C, assumed"),
    N_("customers whose category is assumed, the value being unknown: {n}"),
    N_("customers with an alarm (lapsed buyers, net returns): {n}"),
    N_(
        "the median {category} customer bought {share} more in the last {n} months "
        "than before: that counts as season, not as falling"
    ),
    N_(
        "the median {category} customer bought {share} less in the last {n} months "
        "than before: that counts as season, not as falling"
    ),
    N_(
        "{month} is blank for {n} customers who bought before and after, more than "
        "usual: if its figures are incomplete, name it (--incomplete {month})"
    ),
    Nn_(
        "look-alikes: 1 customer or prospect resembles the A customers, treated one "
        "category higher: {ids}",
        "look-alikes: {n} resemble the A customers, treated one category higher: {ids}",
    ),
    Nn_(
        "look-alikes: 1 customer or prospect resembles the A customers, not treated "
        "otherwise for that: {ids}",
        "look-alikes: {n} resemble the A customers, not treated otherwise for that: {ids}",
    ),
    N_("more than {n} customers to care for: {name}"),
    N_("more than {n} customers to care for: {name} and {n2} more"),
    N_("see the release proposals"),
    # scheduler/places/summary.py, scheduler/places/placing.py
    N_("{n} of {n2} {said} are placed."),
    N_("{n} of {n2} {said} are placed: {list}."),
    N_("{n} of {n2} {said} are placed; {n3} are not."),
    N_("{n} of {n2} {said} are placed: {list}; {n3} are not."),
    N_("customers and prospects"),
    N_("customers"),
    N_("reps"),
    N_("{n} by given coordinates"),
    N_("{n} online by address"),
    N_("{n} by postcode"),
    N_("{n} by city"),
    N_("{said} (good to about {n} km)"),
    N_("{n} points for {n2} {said} with given coordinates"),
    N_("places exact to the postcode only: distances are good to about {n} km."),
    N_("places exact to an area only: distances are good to about {n} km."),
    N_(
        "The coordinates of the {said} are rounded to {n} decimals: distances are good "
        "to about {n2} km."
    ),
    N_("Cities are not looked up, as the list of towns is not installed: {name}"),
    N_("No country was given, so city names were looked up in the whole world: give --country."),
    N_("The online geocoder could not be reached ({name}); who has no place stays unplaced."),
    # scheduler/calendars: settings
    N_("the weekdays cannot be understood"),
    N_("give weekdays like Mon-Fri, Sun-Thu or Mon,Wed,Fri"),
    N_("the time cannot be understood"),
    N_("give it like 13:00"),
    N_("the hours cannot be understood"),
    N_("give the earlier time first, like 09:00-17:00"),
    N_("the opening hours cannot be understood"),
    N_("write it like Mo-Fr 09:00-17:00; Sa 09:00-13:00; PH off"),
    N_("no such time zone"),
    N_("give an IANA name like {name}"),
    N_("no such country"),
    N_("give a code of ISO 3166, for instance {name}"),
    N_("{name} has no such part"),
    N_("there is no such choice"),
)
