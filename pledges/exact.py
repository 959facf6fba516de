"""Values of the register as texts that lose nothing, and back: what history is told in.

A word, a day, a number and a word of an enumeration are themselves, nothing is the empty text, and whatever has parts
is JSON of those parts that are not as they usually are.
"""

from __future__ import annotations

import json
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints


class Unreadable(ValueError):
    """A text that does not say what it was made from: it was written before texts said all."""


def text_of(value: Any) -> str:
    """The text of a value."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    plain = _plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def value_of(kind: Any, text: str) -> Any:
    """The value of a kind that has this text. Raises Unreadable."""
    kind = _without_none(kind)
    try:
        if kind is bool:
            return text == "yes"
        if not text:
            return () if get_origin(kind) is tuple else "" if kind is str else None
        return _made(kind, text if _is_word(kind) else json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable(text) from error


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if not _is_usual(value, f)}
    return value.value if isinstance(value, StrEnum) else value


def _is_usual(value: Any, field: Field[Any]) -> bool:
    usual = field.default if field.default_factory is MISSING else field.default_factory()
    return bool(getattr(value, field.name) == usual)


def _made(kind: Any, plain: Any) -> Any:
    kind = _without_none(kind)
    if plain is None:
        return None
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], each) for each in plain)
    if is_dataclass(kind):
        hints = _hints(cast("type", kind))
        return kind(**{name: _made(hints[name], each) for name, each in plain.items()})  # type: ignore[operator]
    return kind.fromisoformat(plain) if kind in (date, datetime) else kind(plain)


def _is_word(kind: Any) -> bool:
    return kind in (date, datetime, int) or (isinstance(kind, type) and issubclass(kind, str))


def _without_none(kind: Any) -> Any:
    """The kind itself of what may be missing, and what a name for a kind stands for."""
    if get_origin(kind) in (types.UnionType, Union):
        kind = next(each for each in get_args(kind) if each is not types.NoneType)
    return getattr(kind, "__supertype__", kind)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
