"""Texts that the pages of reps share, and what a refused form is answered."""

import uuid

from models.errors import InputError
from scheduler.pipelines.app.in_the_way import to_decline, why
from scheduler.web.texts import N_, _
from scheduler.web.texts.said import said

# Offered, never demanded: a rep may write another one.
REASONS = (
    N_("Closed"),
    N_("The right person was not there"),
    N_("No time left"),
    N_("The customer called it off"),
    N_("Ill"),
)

# What a rep reads about a field that is wrong.
_WRONG = {
    "key": N_("This was sent before with something else in it. Open the day and say it again."),
    "status": N_("Choose done, missed or moved."),
    "date": N_("This day is still to come, or is no day of the visit."),
    "moved_to": N_("Choose another day, at most two months away."),
    "reason": N_("Say why in a few words."),
    "outcome": N_("The text is too long: use at most 500 letters."),
    "order_amount": N_("The amount is not understood: write a number, as in 1250 or 1250.50."),
    "day": N_("Choose a day from today on, other than the planned one."),
    "minutes": N_("Give 5 to 480 minutes."),
}


def why_not(error: InputError) -> list[str]:
    """Return why a proposal cannot be accepted, a sentence or two for each thing in the way."""
    columns = dict.fromkeys(problem.column for problem in error.problems)
    return [
        said(f"{why(column).capitalize()}. {to_decline(column).capitalize()}.")
        for column in columns
    ]


def told(error: InputError) -> list[str]:
    """Return what is wrong with a form, a sentence for each field."""
    return [_(_WRONG[name]) for name in dict.fromkeys(p.column for p in error.problems)]


def new_key() -> str:
    """Return a key for a form: what is sent twice under it counts once."""
    return str(uuid.uuid4())
