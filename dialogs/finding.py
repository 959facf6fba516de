"""Whom and what a person means by the words they typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from dialogs.registry import Turn
from pledges import guard, matching
from pledges.errors import NotUnderstood, WhichOne
from pledges.messages import Member
from pledges.owners_read import Known, read
from pledges.people import Directorate, Person, Post
from pledges.pledge import Owner, OwnerKind

_UPN = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}")
_REF = re.compile(r"^(?:cp[\s-]*)?(\d+)\b[\s:,–-]*", re.IGNORECASE)


class Nobody(NotUnderstood):
    """The register knows nobody whose name is anything like what was typed."""


def reference(words: str) -> tuple[str, str]:
    """The reference that words begin with, as CP-42, and the words behind it; an empty one when there is none."""
    found = _REF.match(words.strip())
    return (f"CP-{found.group(1)}", words.strip()[found.end() :].strip()) if found else ("", words.strip())


async def owner(turn: Turn, words: str, about: str = "to") -> Owner:
    """The lead that words name: a mentioned person, a sign-in name, a post, or a person's name.

    A person who holds one post is given the pledge by that post, so that it moves with the post. Raises NotUnderstood
    with the nearest names when nobody, or more than one, can be meant. The words are kept, so PersonalDetails, too.
    """
    posts, people = await turn.tx.people.posts(), await turn.tx.people.everyone()
    names: dict[str, Person | Post] = {p.title: p for p in posts} | _by_name(people)
    said = typed_or(turn, words, "", about)
    if said not in names and not _UPN.fullmatch(said.strip().casefold()):
        guard.check(said)
    person = await _told(turn, words, about)
    if person:
        return _for_person(person, posts, said)
    match = matching.best(words, names)
    if match.found is None:
        raise _nobody(words, match.near, about)
    return _for_post(match.found, words) if isinstance(match.found, Post) else _for_person(match.found, posts, words)


async def owners(turn: Turn, words: str) -> tuple[Owner, ...]:
    """The lead that words name, as `owner` finds it, and whoever else they name as a support: “the Chair and Members”.

    Raises NotUnderstood, as `owner` does, when the register does not know the lead.
    """
    try:
        return (await owner(turn, words),)
    except NotUnderstood:
        posts, people = await turn.tx.people.posts(), await turn.tx.people.everyone()
        known = Known(posts={p.title: p for p in posts}, people={p.name: p for p in people})
        named = read(words, known)
        if len(named) < 2 or (named[0].post is None and named[0].answers is None):
            raise
        return named


async def post(turn: Turn, words: str, about: str = "post") -> Post:
    """The post that words name in full; raises NotUnderstood with the nearest titles, to be chosen from."""
    match = matching.best(words, {p.title: p for p in await turn.tx.people.posts()})
    if match.found is not None and match.exact:
        return match.found
    if match.found is not None:
        raise WhichOne(f"I don't know a post “{words}”. Did you mean “{match.name}”?", [match.name], about)
    if match.near:
        raise WhichOne(f"I don't know a post “{words}”. The nearest are these:", match.near, about)
    raise NotUnderstood(f"I don't know a post “{words}”. Type “post” to enter it.")


async def somebody(turn: Turn, words: str, about: str = "to") -> Person | None:
    """The person that words name in full, mentioned, picked or by either name; None where they name nobody so."""
    found = await _told(turn, words, about)
    if found:
        return found
    match = matching.best(words, _by_name(await turn.tx.people.everyone()))
    return match.found if match.exact else None


async def person(turn: Turn, words: str, about: str = "to") -> Person:
    """The person that words name in full, mentioned or by either name; raises NotUnderstood with the nearest names.

    A name that is nearly right is not enough: a whole post, or an admin's rights, may hang on it.
    """
    found = await _told(turn, words, about)
    if found:
        return found
    match = matching.best(words, _by_name(await turn.tx.people.everyone()))
    if match.found is None or not match.exact:
        raise _nobody(words, match.near or tuple(filter(None, [match.name])), about)
    return match.found


async def directorate(turn: Turn, words: str) -> Directorate:
    """The directorate that words name; raises NotUnderstood with the names there are."""
    known = {d.name: d for d in await turn.tx.people.directorates()}
    match = matching.best(words, known)
    if match.found is None:
        there = "; ".join(match.near or known) or "none yet: import a register first"
        raise NotUnderstood(f"I don't know a directorate “{words}”. There are: {there}.")
    return match.found


def _by_name(people: Iterable[Person]) -> dict[str, Person]:
    """People by their names; those who share one by name and sign-in name, so that it has to be said whom."""
    known = list(people)
    names = Counter(person.name for person in known)
    return {p.name if names[p.name] == 1 else f"{p.name} ({p.upn or 'no sign-in name'})": p for p in known}


async def _told(turn: Turn, words: str, about: str) -> Person | None:
    """Somebody named beyond doubt: mentioned, picked from the directory, or by their whole sign-in name."""
    return await _mentioned(turn, words) or await _picked(turn, words, about) or await _signed_in_as(turn, words)


async def _picked(turn: Turn, words: str, about: str) -> Person | None:
    """Somebody picked in Teams, which tells only their object id: whoever is new needs a name typed beside it."""
    picked = _picked_id(turn, about)
    if not picked or turn.inbound.data.get(f"chosen.{about}"):
        return None
    known = await turn.tx.people.find(aad_id=picked)
    typed = typed_or(turn, words, "", about)
    if known is None and not typed:
        raise NotUnderstood(
            "I haven't met the person you picked, and Teams doesn't tell me their name. Please type it too."
        )
    if known is None:
        upn = typed.casefold() if _UPN.fullmatch(typed.casefold()) else None
        return await turn.tx.people.add(typed if upn else guard.check(typed), upn, picked)
    if typed and not matching.best(typed, {known.name: known}).exact and typed.casefold() != known.upn:
        raise NotUnderstood(f"You typed “{typed}” and picked {known.name}. Please leave one of the two empty.")
    return known


def typed_or(turn: Turn, words: str, instead: str, about: str = "to") -> str:
    """What was typed, or something instead where somebody was picked and nothing typed: then the words are their id."""
    return instead if words and words == _picked_id(turn, about) else words


def _picked_id(turn: Turn, about: str) -> str:
    return str(turn.inbound.data.get(f"picked.{about}") or "").strip()


async def _mentioned(turn: Turn, words: str) -> Person | None:
    """Somebody who was @mentioned, whether the register has met them or not."""
    for who in turn.inbound.mentions:
        if who.name.casefold() in words.casefold():
            found = await turn.tx.people.find(aad_id=who.aad_id, teams_id=who.teams_id)
            return found or await turn.tx.people.meet(Member(who.teams_id, who.name, None, who.aad_id))
    return None


async def _signed_in_as(turn: Turn, words: str) -> Person | None:
    """Somebody by a whole sign-in name. One that is new is kept: they are told as soon as they install the bot."""
    upn = words.strip().casefold()
    return await turn.tx.people.add(upn, upn, None) if _UPN.fullmatch(upn) else None


def _for_post(post: Post, words: str) -> Owner:
    return Owner(
        kind=OwnerKind.POST,
        title=post.title,
        words=words,
        post=post.id,
        answers=post.holder.id if post.holder else None,
    )


def _for_person(person: Person, posts: list[Post], words: str) -> Owner:
    held = [p for p in posts if p.holder and p.holder.id == person.id]
    if len(held) == 1:
        return _for_post(held[0], words)
    return Owner(kind=OwnerKind.PERSON, title=person.name, words=words, answers=person.id)


def _nobody(words: str, near: tuple[str, ...], about: str) -> NotUnderstood:
    if not near:
        return Nobody(
            f"I don't know anybody called “{words}”. Give a name, a post, or a sign-in name (name@council.gov.uk)."
        )
    return WhichOne(f"Who is “{words}”? I know: {'; '.join(near)}. Please choose one, or type it in full.", near, about)
