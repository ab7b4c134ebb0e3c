"""Places asked of OpenStreetMap's Nominatim, once each and slowly, as its users are asked to."""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from geopy.exc import GeocoderQueryError, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from models.errors import RoundsError
from models.places import Place
from scheduler.places.geometry import distance_km

_SAVE_EVERY = 20
_TIMEOUT_S = 10
_SECONDS_BETWEEN = 1.0
_COARSEST_KM = 30.0
"""An answer for a whole county or state is no place of a customer."""


class UnreachableError(RoundsError):
    """The geocoder does not answer; placing goes on without it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a geocoder knows of an address."""

    lat: float
    lon: float
    accuracy_km: float = 0.0
    detail: str = ""


class Geocoder(Protocol):
    """Anything that finds addresses."""

    def find(self, query: str, country: str) -> Answer | None:
        """Return the place of an address; None where there is none.

        Raises
        ------
        UnreachableError
            The service does not answer; it is not asked again in this run.
        """
        ...

    def close(self) -> None:
        """Keep what was learnt."""
        ...


class CachedGeocoder:
    """Remembers answers, also that there was none, in a file that survives the run.

    Parameters
    ----------
    ask
        Takes query and country, returns the answer or None, or raises `UnreachableError`.
    path
        The file; a damaged one is started afresh. It is written atomically.
    """

    def __init__(self, ask: Callable[[str, str], Answer | None], path: Path) -> None:
        self._ask = ask
        self._path = path
        self._known = _load(path)
        self._unsaved = 0

    def find(self, query: str, country: str) -> Answer | None:
        """Return the remembered answer, else ask."""
        key = f"{country}|{query}"
        if key not in self._known:
            self._known[key] = self._ask(query, country)
            self._unsaved += 1
            if self._unsaved >= _SAVE_EVERY:
                self.close()
        return self._known[key]

    def close(self) -> None:
        """Write the file, if there is anything new; a folder that cannot be written to is no fault."""
        if not self._unsaved:
            return
        rows = {
            key: None if answer is None else asdict(answer)
            for key, answer in sorted(self._known.items())
        }
        with contextlib.suppress(OSError):
            _write_atomically(self._path, json.dumps(rows, ensure_ascii=False, indent=0))
        self._unsaved = 0


def cache_path() -> Path:
    """Return the file of remembered answers in the user's cache folder."""
    if sys.platform == "win32":
        folder = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = str(Path.home() / "Library" / "Caches")
    else:
        folder = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(folder) / "rounds" / "geocoded.json"


def nominatim(path: Path | None = None) -> CachedGeocoder:
    """Return the geocoder of `--online`: Nominatim, one request a second, with a cache file."""
    service = Nominatim(user_agent="rounds", timeout=_TIMEOUT_S)
    limited = RateLimiter(
        service.geocode, min_delay_seconds=_SECONDS_BETWEEN, max_retries=1, swallow_exceptions=False
    )
    return CachedGeocoder(asker(limited), path or cache_path())


def asker(geocode: Callable[..., Any]) -> Callable[[str, str], Answer | None]:
    """Wrap geopy's `geocode`: errors of the network become `UnreachableError`, coarse answers None."""

    def ask(query: str, country: str) -> Answer | None:
        try:
            found = geocode(query, country_codes=country.lower() or None)
        except GeocoderQueryError:
            return None
        except GeopyError as error:
            raise UnreachableError(f"{type(error).__name__}: {error}") from error
        if found is None or (accuracy := _accuracy_km(found.raw)) > _COARSEST_KM:
            return None
        return Answer(found.latitude, found.longitude, accuracy, str(found.address))

    return ask


def _accuracy_km(raw: dict[str, Any]) -> float:
    """Return half the diagonal of the answer's bounding box: south, north, west, east."""
    box = [float(edge) for edge in raw.get("boundingbox", ())]
    if len(box) != 4:
        return 0.0
    south, north, west, east = box
    return round(distance_km(Place(south, west), Place(north, east)) / 2, 1)


def _load(path: Path) -> dict[str, Answer | None]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {key: None if row is None else Answer(**row) for key, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write_atomically(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=path.name, suffix=".tmp", delete=False
    ) as file:
        file.write(text)
    Path(file.name).replace(path)
