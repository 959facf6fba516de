"""Logs are lines of JSON with ids, and hold neither secrets nor what people wrote."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot import logs
from pledges.errors import OperatorError, Unreachable

NOTE = "Jamie, 14, has moved again"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """What is logged from here on; the loggers are put back afterwards."""
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    level, written = root.level, io.StringIO()
    logs.set_up(written)
    yield written
    logging.captureWarnings(False)
    root.handlers[:] = before
    root.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def failing(error: Exception, cause: Exception | None = None) -> None:
    """Log an error as the program does."""
    try:
        raise error from cause
    except Exception:
        logging.getLogger("scheduler.deliver").exception("delivery failed", extra={"outbox_id": 7})


def test_an_event_is_one_line_of_json_with_its_ids(stream: io.StringIO) -> None:
    logging.getLogger("scheduler.deliver").info("settled", extra={"outbox_id": 7, "outcome": "Sent"})
    (line,) = lines(stream)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "scheduler.deliver",
        "message": "settled",
        "outbox_id": 7,
        "outcome": "Sent",
    }


def test_a_line_names_the_request_it_belongs_to(stream: io.StringIO) -> None:
    token = logs.REQUEST.set("r-1")
    logging.getLogger("bot").info("one")
    logs.REQUEST.reset(token)
    logging.getLogger("bot").info("two")
    assert [line.get("request") for line in lines(stream)] == ["r-1", None]


def test_an_error_of_somebody_elses_gives_its_class_and_where_it_was_and_not_its_words(stream: io.StringIO) -> None:
    failing(ValueError(NOTE), KeyError(NOTE))
    (line,) = lines(stream)
    assert line["error"] == "ValueError from KeyError"
    assert any(place.endswith("in failing") for place in line["places"])
    assert "Jamie" not in stream.getvalue()


def test_an_error_of_our_own_says_what_it_has_to_say(stream: io.StringIO) -> None:
    failing(Unreachable("Teams answered 503"), ValueError(NOTE))
    failing(OperatorError("Set something."))
    assert [line["error"] for line in lines(stream)] == [
        "Unreachable: Teams answered 503 from ValueError",
        "OperatorError: Set something.",
    ]


def test_of_other_libraries_only_the_first_line_is_kept(stream: io.StringIO) -> None:
    logging.getLogger("asyncio").error(
        "Task exception was never retrieved\nfuture: <Task exception=ValueError(%r)>", NOTE
    )
    assert lines(stream)[0]["message"] == "Task exception was never retrieved"


def test_other_libraries_speak_up_only_when_something_is_wrong(stream: io.StringIO) -> None:
    for name in ("aiohttp.access", "alembic.runtime", "sqlalchemy.engine", "botbuilder.core"):
        logging.getLogger(name).info("all is well")
    assert lines(stream) == []


@pytest.mark.parametrize(
    "secret",
    [
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl",
        "maya.lindqvist@council.example",
        "postgresql://bot:hunter2@db/register",
    ],
)
def test_tokens_addresses_and_passwords_are_blotted_out_wherever_they_stand(stream: io.StringIO, secret: str) -> None:
    logging.getLogger("bot").warning("it said %s", secret, extra={"detail": secret})
    text = stream.getvalue()
    assert secret not in text
    assert "hunter2" not in text
    assert "[" in lines(stream)[0]["message"]


def test_at_a_terminal_the_same_is_readable(stream: io.StringIO) -> None:
    logs.set_up(stream, readable=True)
    logging.getLogger("bot").warning("Something odd.", extra={"pledge": 42})
    failing(ValueError(NOTE))
    first, second, third, *_ = stream.getvalue().splitlines()
    assert first.endswith("warning Something odd. pledge=42")
    assert second.endswith("error   delivery failed outbox_id=7")
    assert third.strip() == "ValueError"
    assert "Jamie" not in stream.getvalue()


def test_what_an_operator_should_know_is_a_warning(stream: io.StringIO) -> None:
    logs.warn(["PLEDGEKEEPER_ADMIN is not a setting."])
    assert lines(stream)[0]["level"] == "warning"
