"""post: enter a post or an office, and say where it stands: its directorate, its service, whom it reports to."""

from __future__ import annotations

import re

from dialogs import finding, inverses
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard, matching
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.people import DirectorateId, Post, PostId

TYPED = re.compile(
    r"^[\"“]?(?P<title>.+?)[\"”]?(?:\s+in\s+(?P<directorate>.+?))?"
    r"(?:,\s*service\s+(?P<service>.+?))?(?:,\s*reports\s+to\s+(?P<reports>.+?))?(?:,\s*deputy\s+(?P<deputy>.+?))?$",
    re.IGNORECASE,
)
LABELS = {
    "title": "The post or office, in full",
    "directorate": "Directorate or body",
    "service": "Service",
    "reports": "Reports to which post?",
    "deputy": "Standing deputy (a post)",
}


async def run(turn: Turn) -> Response:
    typed = TYPED.match(turn.words)
    wanted = typed.groupdict() if typed else {}
    given = {name: (wanted.get(name) or turn.given(name)).strip('"“”') for name in LABELS}
    if not given["title"]:
        return _form(given)
    try:
        return await _enter(turn, {name: guard.check(words) for name, words in given.items()})
    except (NotUnderstood, PersonalDetails) as error:
        return _form(given, str(error))


async def _enter(turn: Turn, given: dict[str, str]) -> Response:
    known = await turn.tx.people.post(given["title"])
    home, entered = await _home(turn, given["directorate"], known)
    holder = known.holder.id if known and known.holder else None
    director = known is not None and await turn.tx.people.is_director(known.id)
    post = await turn.tx.people.put_post(given["title"], home, holder, director=director)
    reports, deputy = await _other(turn, given["reports"], post), await _other(turn, given["deputy"], post)
    await turn.tx.people.place(
        post.id, given["service"] or post.service, reports or post.reports_to, deputy or post.deputy
    )
    inverses.note_post(turn, known, await turn.tx.people.post_of(post.id))
    who = f"{post.holder.name} holds it" if post.holder else f"Nobody holds it: type “hand over {post.title} to …”"
    new = "I know the post" if known else "I have entered the post"
    where = f", {post.directorate.name}" if post.directorate else ""
    mind = f" I did not know{where[1:]} before and have entered it." if entered else ""
    return Say(f"{new} {post.title}{where}. {who}.{mind}")


async def _home(turn: Turn, words: str, known: Post | None) -> tuple[DirectorateId | None, bool]:
    """The directorate that was named, entered when it is new, and whether it was; else the one that the post has."""
    if not words:
        return known.directorate.id if known and known.directorate else None, False
    there = {d.name: d for d in await turn.tx.people.directorates()}
    match = matching.best(words, there)
    if match.near:
        raise NotUnderstood(f"Which directorate is “{words}”? I know: {'; '.join(match.near)}.")
    return (match.found or await turn.tx.people.put_directorate(words)).id, match.found is None


async def _other(turn: Turn, words: str, post: Post) -> PostId | None:
    if not words:
        return None
    other = await finding.post(turn, words)
    if other.id == post.id:
        raise NotUnderstood(f"{post.title} cannot stand above or below itself.")
    return other.id


def _form(given: dict[str, str], trouble: str = "") -> Ask:
    fields = tuple(
        Field(name=name, label=label, value=given[name], required=name == "title") for name, label in LABELS.items()
    )
    return Ask(command="post", title="A post or an office", send="Keep it", fields=fields, trouble=trouble)


COMMAND = Command(
    name="post",
    help="Enter a post or an office, with its directorate or body and whom it reports to",
    example='post "Head of Fostering" in Children\'s Services, service Fostering, reports to Director of Care',
    run=run,
    who=Who.ADMINS,
    private=True,
)
