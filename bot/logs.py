"""What the program logs: a line of JSON for each event on stderr, with ids, and never what people wrote.

An error of a kind that we did not write ourselves may hold anything, a row of the register included, so only its class
and the places it passed are written. As a last net, tokens and addresses are blotted out of every text.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TextIO

from pledges.errors import DeliveryError, OperatorError

REQUEST: ContextVar[str] = ContextVar("request", default="")  # the id of the web request being answered
_QUIET = ("aiohttp", "alembic", "apscheduler", "asyncio", "botbuilder", "botframework", "msrest", "sqlalchemy")
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_OURS = (DeliveryError, OperatorError)
_SECRETS = (
    (re.compile(r"eyJ[\w-]{8,}(\.[\w-]*)*"), "[token]"),
    (re.compile(r"[^\s@\"'<>:/=]+@[\w-]+(\.[\w-]+)+"), "[address]"),
    (re.compile(r"://[^/\s@]+@"), "://[secret]@"),
)


def set_up(stream: TextIO | None = None, *, readable: bool = False, level: int = logging.INFO) -> None:
    """Log to `stream` (stderr) from now on: JSON, or lines that are `readable` for a person at a terminal."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Readable() if readable else Json())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


def warn(sentences: Iterable[str]) -> None:
    """Log what an operator should know."""
    for sentence in sentences:
        logging.getLogger("bot").warning(sentence)


class Json(logging.Formatter):
    """One line of JSON: time (UTC), level, logger, message, the ids that the event came with, and where it failed."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            **_ids(record),
        }
        return _blotted(json.dumps(told | _failure(record), default=str, ensure_ascii=False))


class Readable(logging.Formatter):
    """The same for a person's eyes."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        ids = " ".join(f"{name}={value}" for name, value in _ids(record).items())
        failure = _failure(record)
        lines = [f"{at} {record.levelname.lower():7} {_message(record)} {ids}".rstrip()]
        lines += [f"    {failure['error']}", *(f"      {place}" for place in failure["places"])] if failure else []
        return _blotted("\n".join(lines))


def _message(record: logging.LogRecord) -> str:
    """What happened. Of other people's libraries the first line: asyncio goes on with the error in its own words."""
    told = record.getMessage()
    return told.partition("\n")[0] if record.name.split(".")[0] in _QUIET else told


def _ids(record: logging.LogRecord) -> dict[str, Any]:
    request = {"request": REQUEST.get()} if REQUEST.get() else {}
    return request | {name: value for name, value in vars(record).items() if name not in _PLAIN}


def _failure(record: logging.LogRecord) -> dict[str, Any]:
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return {}
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    return {"error": " from ".join(_names(error)), "places": places}


def _names(error: BaseException) -> Iterator[str]:
    """The error and what it came from; in its own words only where those are ours."""
    name = type(error).__name__
    yield f"{name}: {error}" if isinstance(error, _OURS) else name
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _names(cause)


def _blotted(text: str) -> str:
    for secret, blot in _SECRETS:
        text = secret.sub(blot, text)
    return text
