"""What a setting is: a default, a meaning and a range."""

from dataclasses import field, fields
from typing import Any

from models.errors import InputError, InputProblem


def setting(default: Any, doc: str, *, low: float | None = None, high: float | None = None) -> Any:
    """Declare a setting: its default, its meaning and the range it must lie in."""
    metadata = {"doc": doc, "low": low, "high": high}
    if isinstance(default, dict):
        return field(default_factory=lambda: dict(default), metadata=metadata)
    return field(default=default, metadata=metadata)


class Section:
    """A table of ``policy.toml``; checks the ranges of its settings."""

    def __post_init__(self) -> None:
        """Raise `InputError` with every setting that is out of range."""
        problems = [p for spec in fields(self) if (p := _out_of_range(self, spec)) is not None]  # type: ignore[arg-type]
        if problems:
            raise InputError(problems)


def _out_of_range(section: Any, spec: Any) -> InputProblem | None:
    value, low, high = (
        getattr(section, spec.name),
        spec.metadata.get("low"),
        spec.metadata.get("high"),
    )
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    span = f"at least {low}" if high is None else f"between {low} and {high}"
    name = f"{type(section).__name__.removesuffix('Policy').lower()}.{spec.name}"
    return InputProblem(
        "policy", 0, name, str(value), "the setting is out of range", f"give {span}"
    )
