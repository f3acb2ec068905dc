"""Records as plain data and back: what JSON and front matter can hold, without loss."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import types
from collections.abc import Callable
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from starl.errors import StarlError
from starl.store.values import moment, utc

T = TypeVar("T")
Decoder = Callable[[Any], Any]
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""The characters that a journal does not take."""


def as_data(value: Any) -> Any:
    """A record, or a part of one, as strings, numbers, lists and dictionaries.

    Moments become UTC text. A field that has its default is left out.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime):
        return utc(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {
            field.name: as_data(item)
            for field in dataclasses.fields(value)
            if (item := getattr(value, field.name)) != field.default
        }
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: as_data(item) for name, item in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple | list):
        return [as_data(item) for item in value]
    if isinstance(value, dict):
        return {as_data(key): as_data(item) for key, item in value.items()}
    return value


def from_data(kind: type[T], data: Any) -> T:
    """The record of this kind that `as_data` made data of. Raises StarlError that names the field that is wrong."""
    made: T = _decoder(cast(Any, kind))(data)
    return made


@cache
def fields_of(kind: type) -> frozenset[str]:
    """The names that the data of such a record may have."""
    return frozenset(get_type_hints(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    if kind is Any:
        return _anything
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (other,) = (item for item in inner if item is not types.NoneType)
        return partial(_optional, _decoder(other))
    if origin is tuple:
        return partial(_many, _decoder(inner[0]))
    if origin is dict:
        return partial(_mapping, _decoder(inner[0]), _decoder(inner[1]))
    if dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"):
        return partial(_record, kind, {name: _decoder(item) for name, item in get_type_hints(kind).items()})
    if issubclass(kind, Enum):
        return partial(_value, kind, "none of " + ", ".join(str(item.value) for item in kind))
    if issubclass(kind, dt.datetime):
        return partial(_value, _zoned, "no moment such as 2025-03-14T09:26:00Z")
    if issubclass(kind, dt.date | dt.time):
        return partial(_value, kind.fromisoformat, "no " + ("day" if kind is dt.date else "time of day"))
    return partial(_plain, kind)


def _anything(data: Any) -> Any:
    return data


def _optional(decode: Decoder, data: Any) -> Any:
    return None if data is None else decode(data)


def _many(decode: Decoder, data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise StarlError("should be a list")
    return tuple(map(decode, data))


def _mapping(key: Decoder, value: Decoder, data: Any) -> dict[Any, Any]:
    if not isinstance(data, dict):
        raise StarlError("should be names with values")
    return {key(name): value(item) for name, item in data.items()}


def _record(kind: type, decoders: dict[str, Decoder], data: Any) -> Any:
    if not isinstance(data, dict):
        raise StarlError("should be names with values")
    given = {}
    for name, decode in decoders.items():
        if name in data:
            try:
                given[name] = decode(data[name])
            except StarlError as error:
                raise StarlError(f"{name} {error}") from None
    try:
        return kind(**given)
    except TypeError:
        missing = [name for name in decoders if name not in given and not _has_default(kind, name)]
        raise StarlError(f"{' and '.join(missing)} missing") from None


def _has_default(kind: type, name: str) -> bool:
    if dataclasses.is_dataclass(kind):
        return any(
            field.name == name and field.default is not dataclasses.MISSING
            for field in dataclasses.fields(kind)
        )
    return name in getattr(kind, "_field_defaults", {})


def _zoned(text: str) -> dt.datetime:
    made = moment(text)
    if made.tzinfo is None:
        raise ValueError(text)
    return made


def _value(make: Callable[[Any], Any], otherwise: str, data: Any) -> Any:
    try:
        return make(data)
    except (ValueError, TypeError, OverflowError):
        raise StarlError(f"is {data!r:.60}, which is {otherwise}") from None


def _plain(kind: type, data: Any) -> Any:
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:
        wanted = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}[kind]
        raise StarlError(f"is {data!r:.60}, which is not {wanted}")
    if isinstance(data, str) and UNSTORABLE.search(data):
        raise StarlError("has a NUL character or half of a surrogate pair, which no journal keeps")
    return data
