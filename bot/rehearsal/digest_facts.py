"""What is known of weeks that are over: stories out of history and the chase log, and what stands in the channels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.rehearsal import diary
from bot.rehearsal.mondays import Mondays
from bot.rehearsal.recount import LONDON, Home
from bot.rehearsal.retelling import Change, Covers, Heard, Stand, Story
from bot.rehearsal.teams_world import Message
from pledges.people import Directorate, Post
from storage.db import Tx


@dataclass(slots=True, kw_only=True)
class Facts:
    """`posts` says who holds which, `homes` are the directorates by their names."""

    stories: Sequence[Story]
    posts: Mapping[int, int]
    homes: Mapping[str, Home]
    covers: Covers
    _stands: dict[datetime, list[Stand]] = field(default_factory=dict)

    def stands(self, at: datetime) -> list[Stand]:
        """All pledges as they stood at a moment."""
        if at not in self._stands:
            told = (story.at(at, self.posts, self.covers) for story in self.stories)
            self._stands[at] = [stand for stand in told if stand.fields]
        return self._stands[at]


async def facts_of(tx: Tx, entries: Sequence[diary.Entry]) -> Facts:
    """Read them; who stood in for whom is known from what people were seen to say."""
    changes, heard = defaultdict[int, list[Change]](list), defaultdict[int, list[Heard]](list)
    async for told in tx.history.all():
        change = Change(at=told.at, by=told.by_id, field=told.field, after=told.after or "")
        changes[told.pledge].append(change)
    async for asked in tx.chase.all():
        if asked.reached_at and not asked.step:
            heard[asked.pledge].append(Heard(at=asked.reached_at, person=int(asked.person)))
    known = await tx.people.posts()
    homes = [_home(each, known) for each in await tx.people.directorates()]
    return Facts(
        stories=[Story(number=number, changes=told, heard=heard[number]) for number, told in changes.items()],
        posts={int(post.id): int(post.holder.id) for post in known if post.holder},
        homes={home.name: home for home in homes},
        covers=_covers(entries),
    )


def _home(directorate: Directorate, posts: Sequence[Post]) -> Home:
    ours = [post for post in posts if post.directorate == directorate]
    directs = [int(p.holder.id) for p in ours if p.holder and p.title == f"Director of {directorate.name}"]
    ids = frozenset(int(post.id) for post in ours)
    return Home(id=int(directorate.id), name=directorate.name, posts=ids, director=next(iter(directs), None))


def _covers(entries: Sequence[diary.Entry]) -> Covers:
    away = [entry for entry in entries if isinstance(entry, diary.WentAway) and entry.cover]

    def covers(person: int, at: datetime) -> frozenset[int]:
        day = at.astimezone(LONDON).date()
        gone = [each for each in away if each.person == person and each.since <= day <= each.until]
        return frozenset(int(each.cover or 0) for each in gone)

    return covers


def posted(mondays: Mondays, name: str) -> dict[str, list[Message]]:
    """What was posted in the channel of a directorate, by ISO week: the digest, and what hangs on it."""
    found = defaultdict[str, list[Message]](list)
    for message in mondays.weeks.teams.seen_in(mondays.rooms[name]):
        if message.summary.startswith(f"{name}: "):
            found[f"{message.sent.astimezone(LONDON):%G-W%V}"].append(message)
    return found
