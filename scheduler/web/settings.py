"""Settings of the application, each from an environment variable ``ROUNDS_…``."""

import datetime as dt
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, HttpUrl, TypeAdapter, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from scheduler.pipelines.app.login import Limits

_URL = TypeAdapter(HttpUrl)


class Settings(BaseSettings):
    """What an operator can choose; ``ROUNDS_PORT=8000`` sets ``port``."""

    model_config = SettingsConfigDict(env_prefix="ROUNDS_", frozen=True)

    database_url: str = "sqlite:///rounds.db"
    """Where everything is kept: a SQLite file, or ``postgresql+psycopg://user:password@host/name``."""

    host: str = "127.0.0.1"
    """Address on which the server listens; ``0.0.0.0`` for every one of the machine."""

    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    """Port on which the server listens."""

    public_url: str = ""
    """Address under which people open the application (``https://rounds.example.com``), for links that are sent."""

    language: Literal["en", "he", "ru"] = "en"
    """Language of people who have chosen none and whose browser asks for none that is known."""

    tiles: str = ""
    """Map tiles, as ``https://host/{z}/{x}/{y}.png``; empty for a plain background."""

    tiles_attribution: str = ""
    """What the owner of the tiles wants to be named as."""

    session_hours: Annotated[int, Field(ge=1)] = 12
    """Hours after which people at a desk sign in again."""

    rep_session_days: Annotated[int, Field(ge=1)] = 30
    """Days after which a rep signs in again on the phone."""

    login_attempts: Annotated[int, Field(ge=1)] = 5
    """Failed attempts of one login, or ten times as many from one address, before it has to wait."""

    login_wait_minutes: Annotated[int, Field(ge=1)] = 15
    """Minutes for which it has to wait."""

    upload_limit_mb: Annotated[int, Field(ge=1)] = 50
    """Largest request in megabytes; a list of 100,000 customers takes about 20."""

    @field_validator("public_url", mode="after")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        return str(_URL.validate_python(value)).rstrip("/") if value else ""

    @field_validator("tiles", mode="after")
    @classmethod
    def _has_places(cls, value: str) -> str:
        if value and not all(part in value for part in ("://", "{z}", "{x}", "{y}")):
            raise ValueError(
                "an address with {z}, {x} and {y} in it, as https://host/{z}/{x}/{y}.png"
            )
        return value

    @property
    def limits(self) -> Limits:
        """How long people stay signed in, and how often they may try."""
        return Limits(
            attempts=self.login_attempts,
            wait=dt.timedelta(minutes=self.login_wait_minutes),
            desk=dt.timedelta(hours=self.session_hours),
            phone=dt.timedelta(days=self.rep_session_days),
        )

    @property
    def tiles_origin(self) -> str:
        """Where tiles come from, as a content security policy names it; empty without tiles."""
        parts = urlsplit(self.tiles.replace("{s}", "*"))
        return f"{parts.scheme}://{parts.netloc}" if self.tiles else ""
