"""What stands in a channel, held against what should: the rows under each heading, the figures in words, the size."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.rehearsal.recount import Recount
from bot.rehearsal.teams_world import Message

MOST = 80_000  # bytes of UTF-16, of the 100 that Teams takes
HEADINGS = {
    "newly": "Newly late",
    "forecast": "Will not make it",
    "still": "Still late",
    "waiting": "Waiting for a decision",
    "done": "Done",
    "soon": "Due in the next fortnight",
    "unowned": "Owner to be confirmed",
    "helping": "Helping with",
}
_HEADING = re.compile(r"^(.+?) \(([\d,]+)\)$")
_ROW = re.compile(r"^(CP-\d+) \*\*")
_LATE = re.compile(r"([\d,]+) newly late, ([\d,]+) still late")
_DONE = re.compile(r"([\d,]+) done of ([\d,]+)")
_LEFT = re.compile(r"And ([\d,]+) more")


def size_of(message: Message) -> int:
    """How big a message is as Teams counts: its JSON as UTF-16."""
    return len(json.dumps(message.activity, ensure_ascii=False).encode("utf-16-le"))


def faults(right: Recount, messages: Sequence[Message]) -> Iterator[str]:
    """What the posts of a week say that is not so. A week in which there is nothing to tell is one line."""
    post = messages[0]
    if any(each.conversation.partition("=")[2] != post.id for each in messages):
        yield "not one post with its replies in its thread"
    yield from (f"a message of {size:,} bytes" for size in map(size_of, messages) if size > MOST)
    yield from _words(right.figures, post.summary, right.before)
    quiet = not any(count for kind, count in right.figures.items() if kind not in ("total", "unowned"))
    if quiet != ("nothing is due soon" in post.summary):
        yield f"quiet or not: {post.summary}"
    if not quiet:
        yield from _shown(right, messages)


def _words(figures: Mapping[str, int], summary: str, before: Mapping[str, int] | None) -> Iterator[str]:
    """The figures that a toast and a headline say."""
    late, done = _LATE.search(summary), _DONE.search(summary)
    if late and _numbers(late) != [figures["newly"], figures["still"]]:
        yield f"{summary}, and not {figures['newly']} and {figures['still']}"
    if not late and figures["newly"] + figures["still"]:
        yield f"{summary}, which does not say what is late"
    if done and _numbers(done) != [figures["done"], figures["done"] + figures["total"]]:
        yield f"{summary}, and not {figures['done']} done"
    if done and before and f"last week {before['newly'] + before['still']:,} late" not in summary:
        yield f"{summary}, which does not say what was late last week"


def _shown(right: Recount, messages: Sequence[Message]) -> Iterator[str]:
    """Each row under its heading, each heading with how many there are, and none told twice."""
    said, rows, left = read(messages)
    for kind in HEADINGS:
        wanted = right.refs(kind)
        if rows[kind] != wanted[: len(rows[kind])]:
            yield f"{kind}: rows {rows[kind][:9]} of {wanted[:9]}"
        if said.get(kind, 0) != len(wanted):
            yield f"{kind}: the heading says {said.get(kind, 0)} of {len(wanted)}"
        if len(rows[kind]) + left.get(kind, 0) != len(wanted):
            yield f"{kind}: {len(rows[kind])} rows and {left.get(kind, 0)} more of {len(wanted)}"


def read(messages: Sequence[Message]) -> tuple[dict[str, int], dict[str, list[str]], dict[str, int]]:
    """What the headings count, which rows stand under them, and how many are said to stand nowhere."""
    said, rows, left, kind = dict[str, int](), defaultdict[str, list[str]](list), dict[str, int](), ""
    for text in (text for message in messages for text in ["", *_texts(message.card)]):
        if heading := _HEADING.match(text):
            kind = next((k for k, words in HEADINGS.items() if heading[1].startswith(words)), kind)
            said[kind] = _numbers(heading)[-1] if kind not in said else said[kind]
        elif row := _ROW.match(text):
            rows[kind].append(row[1])
        elif more := _LEFT.match(text):
            left[kind] = _numbers(more)[0]
    return said, rows, left


def _numbers(found: re.Match[str]) -> list[int]:
    return [int(each.replace(",", "")) for each in found.groups() if each.replace(",", "").isdigit()]


def _texts(part: Any) -> Iterator[str]:
    """The words of a card in order, what is folded too."""
    if isinstance(part, Mapping):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for name in ("body", "items", "columns", "rows", "cells"):
            yield from _texts(part.get(name))
    elif isinstance(part, list):
        for each in part:
            yield from _texts(each)
