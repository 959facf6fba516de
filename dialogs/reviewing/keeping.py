"""A paper that somebody brings in: read, and kept with its proposals until it was reviewed."""

from __future__ import annotations

from pathlib import Path

from dialogs.registry import Draw, Response, Turn
from dialogs.turn import Say
from pledges import guard
from pledges.alike import Shelf
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.minutes import read_minutes
from pledges.review import Read, Review, committee_in, mark_of, rows_of

KIND = "review"
PASTED = "Minutes"
HEAD = 1500  # characters in which a paper says whose it is
NOTHING = (
    "I found nothing in that paper that somebody is to do. I looked for “Action:”, “Action Point”, “RESOLVED” and "
    "“AGREED” with what follows them, tables of actions, and sentences such as “the Head of Housing to write …”. "
    "To enter one by hand, type “assign”. Nothing was kept."
)
AGAIN = "This paper was brought in before: here it is as it stands."
ONE_LINE = (
    "The paper came as one long line, and I read by its lines: for all that is in it, drop the file here instead."
)


def read(name: str, paper: str) -> Read:
    """Read a paper. Its file's name is what the register calls it."""
    return Read(name=_named(name), mark=mark_of(paper), head=paper[:HEAD], minutes=read_minutes(paper))


def _named(name: str) -> str:
    """What the paper is called, unless its name is a person's business."""
    try:
        return guard.check(Path(name).stem.replace("_", " "))[:80] or PASTED
    except (PersonalDetails, NotUnderstood):
        return PASTED


async def keep(turn: Turn, paper: Read) -> Response:
    """Keep what was proposed and show it; a paper that is kept already is shown as it stands."""
    there = await turn.tx.reviews.of_mark(paper.mark)
    if there is None and not (paper.minutes.actions or paper.minutes.earlier):
        return Say(f"{NOTHING} {ONE_LINE}" if _on_one_line(paper) else NOTHING)
    id = there or await turn.tx.reviews.put(await _review(turn, paper), paper.mark)
    told = ONE_LINE if _on_one_line(paper) else "" if there is None and id else AGAIN
    facts = {"review": str(id or await turn.tx.reviews.of_mark(paper.mark)), "page": "1"}
    return Draw(KIND, facts, {"told": told} if told else {})


def _on_one_line(paper: Read) -> bool:
    """Whether the lines of a longer paper were lost on the way here."""
    return len(paper.head) == HEAD and len(paper.head.splitlines()) == 1


async def _review(turn: Turn, paper: Read) -> Review:
    page = paper.minutes.page
    diary = await turn.tx.meetings.diary(page.held_on or turn.today)
    return Review(
        name=paper.name,
        committee=committee_in(paper, diary.committees),
        held_on=page.held_on,
        draft=page.draft,
        by=turn.person.id,
        at=turn.now,
        rows=rows_of(paper.minutes, Shelf(await turn.tx.titles.all())),
    )
