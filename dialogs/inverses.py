"""The ways back from changes that are no pledge's: a meeting's day, a post, who holds it.

A command notes one with the turn as it makes the change; `undo` takes it. It is refused, with a sentence, where the
same was changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dialogs.registry import Turn
from pledges.calendar import listed, said
from pledges.errors import UserError
from pledges.exact import text_of, value_of
from pledges.holding import Holding
from pledges.meetings import Meeting
from pledges.people import Post, PostId
from storage.trail import Inverse

MEETING, HOLDINGS, POST, NAMED = "meeting", "holdings", "post", "named"


class ChangedSince(UserError):
    """What is to be taken back was changed by somebody else since."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} So I have taken nothing back.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescheduled:
    """A meeting before and after; one that was entered was not there before."""

    before: Meeting | None
    after: Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    post: PostId
    title: str
    before: tuple[Holding, ...]
    after: tuple[Holding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a post stood and stands; one that was entered was not there before."""

    before: Post | None
    after: Post


def note_meeting(turn: Turn, before: Meeting | None, after: Meeting) -> None:
    """Note how to take back that a meeting was entered, moved or cancelled."""
    facts = text_of(Rescheduled(before=before, after=after))
    turn.tx.trail.inverses.append(Inverse(name=MEETING, facts=facts, tables=("meetings", "committees")))


def note_holdings(turn: Turn, post: Post, before: Iterable[Holding], after: Iterable[Holding]) -> None:
    """Note how to take back that a post was handed over."""
    facts = text_of(HandedOver(post=post.id, title=post.title, before=tuple(before), after=tuple(after)))
    turn.tx.trail.inverses.append(Inverse(name=HOLDINGS, facts=facts, tables=("holdings",)))


def note_post(turn: Turn, before: Post | None, after: Post) -> None:
    """Note how to take back what was said of a post. Who holds it is not part of that."""
    facts = text_of(Placed(before=replace(before, holder=None) if before else None, after=replace(after, holder=None)))
    turn.tx.trail.inverses.append(Inverse(name=POST, facts=facts, tables=("posts", "post_places", "directorates")))


def note_named(turn: Turn, titles: Iterable[str]) -> None:
    """Note that posts were entered because pledges name them: they stay, whatever becomes of those."""
    tables = ("posts", "post_places", "directorates", "holdings")
    turn.tx.trail.inverses.append(Inverse(name=NAMED, facts=listed(titles), tables=tables))


async def take(turn: Turn, way: Inverse, moved: Sequence[int]) -> str:
    """Go a way back; return what is so again, in a sentence. `moved` are the pledges that go back along with it.

    Raises ChangedSince.
    """
    if way.name == MEETING:
        return await _meeting(turn, value_of(Rescheduled, way.facts), moved)
    if way.name == NAMED:
        return f"I still know the posts that it named: {way.facts}." if way.facts else ""
    if way.name == POST:
        return await _post(turn, value_of(Placed, way.facts))
    return await _holdings(turn, value_of(HandedOver, way.facts))


async def _meeting(turn: Turn, was: Rescheduled, moved: Sequence[int]) -> str:
    now = await turn.tx.meetings.get(was.after.id, for_update=True)
    name, day = now.committee.called, said(was.after.held_on)
    if now != was.after:
        raise ChangedSince(f"The meeting of {name} on {day} was changed since.")
    others = [p.ref for p in await turn.tx.register.of_meeting(now.id) if p.number not in moved]
    if others:
        raise ChangedSince(f"{', '.join(others[:5])} now hangs on the meeting of {name} on {day} as well.")
    if was.before is None:
        await turn.tx.meetings.cancel(now.id)
        return f"{name} does not meet on {day} after all."
    await _check_free(turn, was.before)
    await turn.tx.meetings.put_back(was.before)
    return f"{name} meets on {said(was.before.held_on)} again."


async def _check_free(turn: Turn, was: Meeting) -> None:
    diary = await turn.tx.meetings.diary(was.held_on)
    if any(m.committee == was.committee and m.held_on == was.held_on and m.id != was.id for m in diary.meetings):
        raise ChangedSince(f"{was.committee.called} has another meeting on {said(was.held_on)} by now.")


async def _holdings(turn: Turn, was: HandedOver) -> str:
    back = await turn.tx.people.hold_again(was.post, was.before, was.after, by=turn.person.id, now=turn.now)
    if not back:
        raise ChangedSince(f"{was.title} was handed over again since.")
    return f"{was.title} is held as it was before."


async def _post(turn: Turn, was: Placed) -> str:
    now = await turn.tx.people.post_of(was.after.id)
    if replace(now, holder=None) != was.after:
        raise ChangedSince(f"What I know of {now.title} was changed since.")
    if was.before is None:
        if not await turn.tx.people.forget_post(now.id):
            raise ChangedSince(f"{now.title} is in use by now.")
        return f"I don't know a post {now.title} any more."
    home, holder = was.before.directorate, now.holder.id if now.holder else None
    director = await turn.tx.people.is_director(now.id)
    await turn.tx.people.put_post(was.before.title, home.id if home else None, holder, director=director)
    await turn.tx.people.place(now.id, was.before.service, was.before.reports_to, was.before.deputy)
    return f"{was.before.title} stands where it stood before."
