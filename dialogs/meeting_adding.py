"""A pledge made at a meeting, added on its clerk's card: what, who, by when, and the number of its minute."""

from __future__ import annotations

from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import dating, finding, pieces
from dialogs.changing import give_word
from dialogs.registry import Look, Turn
from pledges import guard
from pledges.calendar import said
from pledges.changing import give
from pledges.errors import NotUnderstood
from pledges.meetings import Meeting, is_panel
from pledges.pledge import Kind, Pledge, Source

ADD = "add"
FIELDS = {
    "title": "What is promised?",
    "to": "Who leads it? (a name or a post)",
    "by": "By when? (left empty: not yet known)",
    "minute": "By which minute? (its number)",
}


def button(look: Look, sent: dict[str, str]) -> CardElement:
    """The button that opens the form."""
    return pieces.buttons(pieces.button("Add a pledge", "open", look.nonce, form=ADD, **(sent | {"ref": ADD})))


def form(look: Look, sent: dict[str, str]) -> list[CardElement]:
    """The form, with what was wrong with what was written."""
    trouble = look.shown.get("trouble", "")
    back = pieces.button("Back", "open", look.nonce, form="", **(sent | {"ref": ADD}))
    return [
        pieces.heading("A pledge made at this meeting"),
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        *(pieces.text_input(f"{ADD}.{n}", FIELDS[n], value=look.shown.get(n, ""), lines=False) for n in FIELDS),
        pieces.buttons(pieces.sends("Add it", "meeting add", look.nonce, **sent), back),
    ]


def given(turn: Turn) -> dict[str, str]:
    """What was written in the form."""
    return {name: turn.given(f"{ADD}.{name}") for name in FIELDS}


async def add(turn: Turn, meeting: Meeting) -> Pledge:
    """Enter the pledge and tell whoever leads it. Raises NotUnderstood and PersonalDetails."""
    written = {name: guard.check(text) for name, text in given(turn).items()}
    if not (written["title"] and written["to"] and written["minute"]):
        raise NotUnderstood("Please say what is promised, who leads it, and by which minute.")
    lead, *helping = await finding.owners(turn, written["to"])
    source = _minuted(meeting, written)
    deadline = await dating.read(turn, written["by"] or "TBC", (source,))
    by_panel = is_panel(meeting.committee.name) and deadline.due is not None
    posts = {p.id: p.directorate for p in await turn.tx.people.posts()}
    pledge = Pledge(
        number=0,
        title=written["title"],
        kind=Kind.ACTION_POINT,
        directorate=posts[lead.post] if lead.post is not None else None,
        sources=(source,),
        deadline=replace(deadline, by_panel=deadline.by_panel or by_panel),
    )
    taken = give(pledge, lead, turn.today)
    joint = replace(taken, owners=(*taken.owners, *helping))
    kept = await turn.tx.register.add(joint, door="card", by=turn.person.id, now=turn.now)
    await give_word(turn, kept)
    return kept


def _minuted(meeting: Meeting, written: dict[str, str]) -> Source:
    return Source(
        document=f"Minutes of {said(meeting.held_on)}",
        committee=meeting.committee.name,
        held_on=meeting.held_on,
        minute=written["minute"],
        words=" ".join(filter(None, (written["title"], written["by"]))),
    )
