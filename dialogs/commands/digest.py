"""digest: how a directorate stands. In its channel now; in a 1:1 chat to look at, to post, and to say when it comes."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs import digest_setting, finding
from dialogs.digest_next import channels_of, next_words
from dialogs.digest_words import usual_words
from dialogs.extra import in_channel
from dialogs.registry import Command, Draw, Response, Turn, Who
from dialogs.turn import Inbound, Say
from pledges import matching
from pledges.calendar import week_of
from pledges.errors import NotForYou, NotUnderstood, OnlyInAChannel, OnlyInPrivate
from pledges.habits import WEEKDAYS
from pledges.messages import Address
from pledges.people import Directorate
from pledges.rhythm import read_all
from storage.channels import Linked
from storage.db import Tx

_TIMED = re.compile(r"(?P<name>.+?)(?:\s+on\s+(?P<day>\w+))?(?:\s+at\s+(?P<at>\d[\d:.]*\s?(?:[ap]m)?))?", re.IGNORECASE)
_USUAL = re.compile(r"(?P<name>.+?)\s+as usual", re.IGNORECASE)
_NAMED = re.compile(r"digest\s+(?:now\s+|preview\s+)?(?P<name>.+)", re.IGNORECASE | re.DOTALL)


async def run(turn: Turn) -> Response:
    """“digest” alone is “digest now”; with a directorate it is a preview, with a day or an hour it sets that."""
    if not turn.words:
        return await run_now(turn)
    if turn.inbound.channel:
        raise OnlyInPrivate("digest")
    usual, timed = _USUAL.fullmatch(turn.words), _TIMED.fullmatch(turn.words)
    if usual:
        return await _as_usual(turn, await finding.directorate(turn, usual["name"]))
    if timed and (timed["day"] or timed["at"]):
        return await _timed(turn, await finding.directorate(turn, timed["name"]), timed["day"], timed["at"])
    return await run_preview(turn)


async def run_now(turn: Turn) -> Response:
    if turn.inbound.channel:
        if await turn.tx.corporate.channel(turn.inbound.channel.id):
            return Draw("corporate", {"week": week_of(turn.today), "extra": "yes"})
        linked = await turn.tx.channels.get(turn.inbound.channel.id)
        if linked is None:
            return Say("This channel isn't linked yet. An admin can mention me with “link” and the directorate's name.")
        return await in_channel(turn, linked)
    if not turn.words:
        raise OnlyInAChannel("digest now")
    if not turn.standing.admin:
        raise NotForYou("post a digest from here", Who.ADMINS.value)
    return await _drawn(turn, "digest extra")


async def run_preview(turn: Turn) -> Response:
    """A director of one directorate need not name it."""
    own = [d.name for d in await turn.tx.people.directorates() if d.id in turn.standing.directs]
    if not turn.words and len(own) != 1:
        raise NotUnderstood("Type the directorate too: “digest preview Housing”.")
    return await _drawn(replace(turn, words=turn.words or own[0]), "digest")


async def _drawn(turn: Turn, kind: str) -> Response:
    """A card about what the channel of a directorate gets, with who reads there."""
    directorate = await finding.directorate(turn, turn.words)
    if not (turn.standing.admin or directorate.id in turn.standing.directs):
        raise NotForYou(f"see the digest of {directorate.name}", "an admin or its director")
    linked = await channels_of(turn.tx, directorate.id)
    if not linked:
        return Say(
            f"No channel gets the digest of {directorate.name} yet. An admin can mention me in one with "
            f"“link {directorate.name}”."
        )
    guests = sum(member.guest for member in turn.readers)
    people = str(len(turn.readers) - guests) if turn.readers else ""
    facts = {"directorate": str(directorate.id), "week": week_of(turn.today), "channel": linked[0].id}
    return Draw(kind, facts | {"preview": "yes", "people": people, "guests": str(guests)})


async def _timed(turn: Turn, directorate: Directorate, day: str | None, at: str | None) -> Response:
    """What is left out stays as it is."""
    _check_admin(turn)
    own = await turn.tx.digest_rules.of(directorate.id)
    now = own.policy(turn.council.policy, turn.today)
    given = {"digest_weekday": day or WEEKDAYS[now.digest_weekday], "digest_at": at or f"{now.digest_at:%H:%M}"}
    wanted = read_all(given, now)
    await digest_setting.set_hour(turn, directorate, wanted.digest_weekday, wanted.digest_at)
    return await _said(turn, directorate)


async def _as_usual(turn: Turn, directorate: Directorate) -> Response:
    _check_admin(turn)
    await digest_setting.set_hour(turn, directorate, None, None)
    return await _said(turn, directorate)


async def _said(turn: Turn, directorate: Directorate) -> Say:
    own = await turn.tx.digest_rules.of(directorate.id)
    newest, first = own.hours[-1].since, await next_words(turn, directorate)
    when = usual_words(own, turn.council.policy, max(newest, turn.today))
    then = f" The next one is on {first}." if first else " No channel is linked to it yet."
    return Say(f"The digest of {directorate.name} comes on {when}.{then}")


def _check_admin(turn: Turn) -> None:
    if not turn.standing.admin:
        raise NotForYou("set when a digest comes", Who.ADMINS.value)


async def elsewhere(tx: Tx, inbound: Inbound) -> Address | None:
    """The channel of the directorate that is named."""
    named = _NAMED.fullmatch(inbound.text.strip())
    if named is None:
        return None
    match = matching.best(named["name"], {d.name: d for d in await tx.people.directorates()})
    linked: list[Linked] = await channels_of(tx, match.found.id) if match.found else []
    return linked[0].address if linked else None


COMMANDS = (
    Command(
        name="digest now",
        help="How this channel's directorate stands now, as an extra digest",
        example="digest now",
        run=run_now,
        channel=True,
        elsewhere=elsewhere,
        menu=1,
    ),
    Command(
        name="digest preview",
        help="The digest of a directorate as it would be posted now, for you alone",
        example="digest preview Housing",
        run=run_preview,
        who=Who.DIRECTORS,
        private=True,
        elsewhere=elsewhere,
        menu=70,
    ),
    Command(
        name="digest",
        help="A directorate's digest to look at; with a day and an hour, when it comes",
        example="digest Housing on Tuesday at 10:00",
        run=run,
        elsewhere=elsewhere,
        menu=70,
        instead="Type “digest”, the directorate and “as usual” to have it at the council's hour.",
    ),
)
