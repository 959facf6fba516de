"""post: enter a post or an office, and say where it stands: directorate, service, whom it reports to, its deputy."""

from __future__ import annotations

import re

from dialogs import finding, inverses
from dialogs.forms import Ask, Field, again
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard, matching
from pledges.calendar import listed
from pledges.errors import NotUnderstood, PersonalDetails, UserError, WhichOne
from pledges.people import DirectorateId, Person, Post, PostId

NAMED = re.compile(
    r"^[\"“](?P<title>[^\"”]+)[\"”]|^(?P<plain>.+?)(?=\s+(?:in|reports to|(?:with )?deputy)\s|$)", re.IGNORECASE
)
PARTS = re.compile(r"\s+(in|reports to|(?:with )?deputy)\s+", re.IGNORECASE)
KEYS = {"in": "directorate", "reports to": "reports", "deputy": "deputy", "with deputy": "deputy"}
NONE = re.compile(r"^(?:none|nobody|no ?one|-)$", re.IGNORECASE)
LABELS = {
    "title": "The post or office, in full",
    "directorate": "Directorate or body",
    "service": "Service",
    "reports": "Reports to which post?",
    "deputy": "Standing deputy (a post, or who holds it)",
}


async def run(turn: Turn) -> Response:
    wanted = await _wanted(turn)
    given = {name: wanted.get(name) or turn.given(name) for name in LABELS}
    if not given["title"]:
        return _form(given)
    try:
        return await _enter(turn, {name: guard.check(words) for name, words in given.items()})
    except (NotUnderstood, PersonalDetails) as error:
        return _form(given, error)


async def _wanted(turn: Turn) -> dict[str, str]:
    """What was typed in one line. A title that is known may hold the words that part the others."""
    words = turn.words.strip()
    if not words or await turn.tx.people.post(words.strip('"“”')):
        return {"title": words.strip('"“”')}
    found = NAMED.match(words)
    if not found:
        return {}
    _, *parts = PARTS.split(words[found.end() :])
    told = {KEYS[key.lower()]: said.strip(' ,."“”') for key, said in zip(parts[::2], parts[1::2], strict=True)}
    return {"title": found["title"] or found["plain"]} | told


async def _enter(turn: Turn, given: dict[str, str]) -> Response:
    known = await turn.tx.people.post(given["title"])
    home = await _home(turn, given["directorate"], known)
    holder = known.holder.id if known and known.holder else None
    director = known is not None and await turn.tx.people.is_director(known.id)
    post = await turn.tx.people.put_post(given["title"], home, holder, director=director)
    reports = await _other(turn, given["reports"], post, post.reports_to, "reports")
    deputy = await _deputy(turn, given["deputy"], post)
    await turn.tx.people.place(post.id, given["service"] or post.service, reports, deputy)
    inverses.note_post(turn, known, await turn.tx.people.post_of(post.id))
    new = "I know the post" if known else "I have entered the post"
    where = ", ".join(filter(None, (post.title, post.directorate.name if post.directorate else "")))
    return Say(f"{new} {where}. {await _stands(turn, post)}")


async def _stands(turn: Turn, post: Post) -> str:
    """Who holds it, whom it reports to, and who stands in."""
    placed = await turn.tx.people.post_of(post.id)
    above = await turn.tx.people.post_of(placed.reports_to) if placed.reports_to else None
    deputy = await turn.tx.people.post_of(placed.deputy) if placed.deputy else None
    who = f"{post.holder.name} holds it." if post.holder else f"Nobody holds it: type “hand over {post.title} to …”."
    parts = (
        who,
        f"It reports to {above.title}." if above else "",
        _deputy_words(post, deputy) if deputy else "",
    )
    return " ".join(filter(None, parts))


def _deputy_words(post: Post, deputy: Post) -> str:
    held = f" ({deputy.holder.name})" if deputy.holder else ", which nobody holds either"
    now = ", and is asked in its place now" if deputy.holder and not post.holder else ""
    return f"Its deputy is {deputy.title}{held}: may answer at any time{now}."


async def _home(turn: Turn, words: str, known: Post | None) -> DirectorateId | None:
    """The directorate that was named, entered when it is new; else the one that the post has."""
    if not words:
        return known.directorate.id if known and known.directorate else None
    there = {d.name: d for d in await turn.tx.people.directorates()}
    match = matching.best(words, there)
    if match.near:
        raise NotUnderstood(f"Which directorate is “{words}”? I know: {'; '.join(match.near)}.")
    return (match.found or await turn.tx.people.put_directorate(words)).id


async def _other(turn: Turn, words: str, post: Post, kept: PostId | None, about: str) -> PostId | None:
    """The post that words name; none where they say so, and the one there is where they say nothing."""
    if not words:
        return kept
    if NONE.match(words):
        return None
    other = await finding.post(turn, words, about)
    if other.id == post.id:
        raise NotUnderstood(f"{post.title} cannot stand above or below itself.")
    return other.id


async def _deputy(turn: Turn, words: str, post: Post) -> PostId | None:
    """A deputy is a post, so that it stays one when people change; a person is taken for the post that they hold."""
    person = await finding.somebody(turn, words, "deputy") if words and not NONE.match(words) else None
    if person is None:
        return await _other(turn, words, post, post.deputy, "deputy")
    held = await _held_by(turn, person, post)
    return await _other(turn, held.title, post, post.deputy, "deputy")


async def _held_by(turn: Turn, person: Person, post: Post) -> Post:
    held = [p for p in await turn.tx.people.posts() if p.holder and p.holder.id == person.id and p.id != post.id]
    if len(held) == 1:
        return held[0]
    if held:
        raise WhichOne(
            f"{person.name} holds {listed(p.title for p in held)}. Which of these is the deputy?",
            [p.title for p in held],
            about="deputy",
        )
    raise NotUnderstood(
        f"{person.name} holds no other post, and a deputy is a post, so that it stays one when people change. "
        "Hand a post over to them first."
    )


def _form(given: dict[str, str], trouble: UserError | None = None) -> Ask:
    fields = tuple(
        Field(name=name, label=label, value=given[name], required=name == "title") for name, label in LABELS.items()
    )
    return again(Ask(command="post", title="A post or an office", send="Keep it", fields=fields), trouble)


COMMAND = Command(
    name="post",
    help="Enter a post or an office: its directorate or body, whom it reports to, its deputy",
    example='post "Head of Housing" in Housing reports to Director of Place deputy Megan Bowen',
    run=run,
    who=Who.ADMINS,
    private=True,
)
