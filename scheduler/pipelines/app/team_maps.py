"""The maps of the command line, drawn for a server that has Leaflet and the background itself (P9, P27)."""

from models.people import User
from scheduler.maps.page import LEAFLET, LEAFLET_STYLE
from scheduler.maps.temperature_map import temperature_page
from scheduler.maps.words import spoken
from scheduler.pipelines.app.customers import portfolio_of
from scheduler.pipelines.app.database import Database

__all__ = ["LEAFLET", "LEAFLET_STYLE", "spoken", "temperature_map"]


def temperature_map(database: Database, user: User, team_id: int) -> str:
    """Return the page with a team's customers, coloured by actual against expected sales.

    As all maps of a server, it has its words marked, for `spoken`.

    Raises
    ------
    InputError
        With everything that is wrong in the lists.
    """
    return temperature_page(portfolio_of(database, user, team_id), served=True)
