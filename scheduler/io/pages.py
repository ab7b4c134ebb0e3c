"""Pages that need nothing else: everything in them is escaped, nothing is loaded from elsewhere."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2

from models.units import hours_text

_TEMPLATES = Path(__file__).with_name("templates")


def render(template: str, view: Mapping[str, Any]) -> str:
    """Return the page of a template.

    Beside jinja2's own filters there are ``hours`` (minutes as people say them), ``share`` (a share in
    per cent), ``change`` (the same with its sign) and ``money``; the latter three show ``–`` for
    ``None``.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["hours"] = hours_text
    environment.filters["share"] = lambda number: _shown(number, "{:.0%}")
    environment.filters["change"] = lambda number: _shown(_whole_share(number), "{:+.0%}")
    environment.filters["money"] = lambda number: _shown(number, "{:,.0f}")
    return environment.get_template(template).render(view) + "\n"


def _whole_share(number: float | None) -> float | None:
    """Return a share in whole per cent, so that no −0 % is shown."""
    return None if number is None else round(number, 2) + 0.0


def _shown(number: float | None, form: str) -> str:
    return "–" if number is None else form.format(number).replace("-", "−")
