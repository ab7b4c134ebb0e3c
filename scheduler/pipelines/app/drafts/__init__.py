"""Hand edits of a month, each judged at once; nothing here knows a page or the store."""

from scheduler.pipelines.app.drafts.compare import compared
from scheduler.pipelines.app.drafts.draft import Draft, Judged
from scheduler.pipelines.app.drafts.edit_json import edit_from_json, edit_to_json
from scheduler.pipelines.app.drafts.places import PlaceFor, places_for
from scheduler.pipelines.app.drafts.replan import Again, replanned
from scheduler.pipelines.app.drafts.state import MonthState

__all__ = [
    "Again",
    "Draft",
    "Judged",
    "MonthState",
    "PlaceFor",
    "compared",
    "edit_from_json",
    "edit_to_json",
    "places_for",
    "replanned",
]
