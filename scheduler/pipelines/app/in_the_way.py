"""Why an appointment cannot be kept, and what to do about it: said alike wherever it is told.

What is in the way is named by the column of ``pins.csv`` that is wrong; ``day`` is a proposed day that
is over.
"""

_WHY = {
    "customer_id": "the customer is not in the list any more",
    "date": "the rep does not work on this day",
    "day": "the day is over",
    "rep_id": "this rep may not serve the customer",
}
_MENDED = {
    "customer_id": "take the customer into the list",
    "date": "change the days on which the rep works",
    "rep_id": "give the customer to this rep in the list",
}


def why(column: str) -> str:
    """Return why an appointment cannot be kept."""
    return _WHY.get(column, "it cannot be kept")


def to_remove(column: str) -> str:
    """Return what to do about an appointment that is there."""
    return _or_mend("remove it on the page Appointments", column)


def to_decline(column: str) -> str:
    """Return what to do about a proposal that would be one."""
    return _or_mend("decline the proposal", column)


def _or_mend(advice: str, column: str) -> str:
    return f"{advice}, or {_MENDED[column]}" if column in _MENDED else advice
