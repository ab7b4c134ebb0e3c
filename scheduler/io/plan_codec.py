"""Frozen nouns to JSON values and back, led by their type annotations.

Dataclasses and named tuples become objects and lists, dates ISO text, enums their values, sets
sorted lists, travel matrices compressed float64. What was written can be read back without loss;
what does not fit its annotation is a `BadValueError` that names the place.
"""

import base64
import dataclasses
import datetime as dt
import types
import typing
import zlib
from collections.abc import Callable, Mapping, Sequence, Set
from enum import Enum
from typing import Any, Union, get_args, get_origin

import numpy as np

from models.problem import TravelMatrix
from models.units import FloatMatrix


class BadValueError(ValueError):
    """A JSON value that does not fit the noun it should become."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}" if where else what)


def encode(value: Any) -> Any:
    """Return a JSON value; the same value always gives the same one."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, TravelMatrix):
        return _encode_matrix(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return _encode_many(value)


def _encode_many(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(encode(key)): encode(item) for key, item in value.items()}
    if isinstance(value, Set):
        return sorted(encode(item) for item in value)
    if isinstance(value, Sequence):
        return [encode(item) for item in value]
    if isinstance(value, np.generic):
        return value.item()
    return str(value)


def decode(kind: Any, value: Any, where: str = "") -> Any:
    """Return the noun of type `kind` that was encoded as `value`.

    Raises
    ------
    BadValueError
        Where the value does not fit; with its place, e.g. ``workdays[3].date``.
    """
    if kind is Any or kind is object:
        return value
    return _decoder_of(kind)(kind, value, where)


def _decoder_of(kind: Any) -> Callable[[Any, Any, str], Any]:
    origin = get_origin(kind)
    if origin is not None:
        return _decode_optional if origin in {types.UnionType, Union} else _decode_container
    if kind is TravelMatrix:
        return _decode_matrix
    if dataclasses.is_dataclass(kind):
        return _decode_object
    return _decode_named if hasattr(kind, "_fields") else _decode_plain


def _decode_optional(kind: Any, value: Any, where: str) -> Any:
    """Decode ``X | None``, the only union that the nouns use."""
    if value is None:
        return None
    (wanted,) = [option for option in get_args(kind) if option is not types.NoneType]
    return decode(wanted, value, where)


def _decode_container(kind: Any, value: Any, where: str) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {tuple, frozenset}:
        items = _expect(list, value, where)
        if origin is tuple and arguments[-1] is not Ellipsis:
            return tuple(_decode_each(arguments, items, where))
        return origin(_decode_each([arguments[0]] * len(items), items, where))
    entries = _expect(dict, value, where)
    decoded = {
        decode_key(arguments[0], key, where): decode(arguments[1], item, f"{where}.{key}")
        for key, item in entries.items()
    }
    return types.MappingProxyType(decoded)


def decode_key(kind: Any, key: str, where: str) -> Any:
    """Return the key of a mapping; JSON knows only text."""
    if kind is int:
        try:
            return int(key)
        except ValueError:
            raise BadValueError(where, f"{key!r} is not a whole number") from None
    return decode(kind, key, where)


def _decode_each(kinds: Sequence[Any], items: list[Any], where: str) -> list[Any]:
    if len(kinds) != len(items):
        raise BadValueError(where, f"{len(kinds)} values are wanted, found {len(items)}")
    pairs = enumerate(zip(kinds, items, strict=True))
    return [decode(kind, item, f"{where}[{k}]") for k, (kind, item) in pairs]


def _decode_object(kind: Any, value: Any, where: str) -> Any:
    entries = _expect(dict, value, where)
    hints = typing.get_type_hints(kind)
    names = [f.name for f in dataclasses.fields(kind) if f.init]
    missing = [name for name in names if name not in entries]
    if missing:
        raise BadValueError(where, f"{', '.join(missing)} missing")
    dot = f"{where}." if where else ""
    return kind(**{name: decode(hints[name], entries[name], dot + name) for name in names})


def _decode_named(kind: Any, value: Any, where: str) -> Any:
    hints = typing.get_type_hints(kind)
    items = _expect(list, value, where)
    return kind(*_decode_each([hints[name] for name in kind._fields], items, where))


def _decode_plain(kind: Any, value: Any, where: str) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return value  # 8 stays 8: the fingerprint of a problem tells it from 8.0
    if issubclass(kind, bool | int | float | str) and not issubclass(kind, Enum):
        return _expect(kind, value, where)
    try:
        return dt.date.fromisoformat(value) if kind is dt.date else kind(value)
    except (ValueError, TypeError):
        raise BadValueError(where, f"{value!r} is no {kind.__name__}") from None


def _expect(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise BadValueError(where, f"{kind.__name__} is wanted, found {type(value).__name__}")
    return value


def _encode_matrix(matrix: TravelMatrix) -> dict[str, Any]:
    return {
        "places": list(matrix.places),
        "shape": list(matrix.minutes.shape),
        "minutes": _pack(matrix.minutes),
        "metres": _pack(matrix.metres),
        "source": matrix.source,
    }


def _pack(values: FloatMatrix) -> str:
    """Return float64 in little-endian order, compressed, as text."""
    return base64.b64encode(zlib.compress(values.astype("<f8").tobytes(), 6)).decode("ascii")


def _decode_matrix(_kind: Any, value: Any, where: str) -> TravelMatrix:
    entries = _expect(dict, value, where)
    places = decode(tuple[str, ...], entries.get("places"), f"{where}.places")
    shape = decode(tuple[int, int], entries.get("shape"), f"{where}.shape")
    if shape != (len(places), len(places)):
        raise BadValueError(where, f"shape {shape} does not fit {len(places)} places")
    minutes, metres = (
        _unpack(entries.get(name), shape, f"{where}.{name}") for name in ("minutes", "metres")
    )
    return TravelMatrix(places, minutes, metres, str(entries.get("source", "")))


def _unpack(text: Any, shape: tuple[int, int], where: str) -> FloatMatrix:
    try:
        raw = zlib.decompress(base64.b64decode(text, validate=True))
        return np.frombuffer(raw, dtype="<f8").astype(np.float64).reshape(shape)
    except (ValueError, TypeError, zlib.error):
        raise BadValueError(where, "the packed numbers are damaged") from None
