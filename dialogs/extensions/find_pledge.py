"""Find a pledge: from the compose box of any chat, of what this person may read; choosing one puts it into the chat."""

from __future__ import annotations

from dialogs import pieces, searching
from dialogs.changing import due_words, status_words
from dialogs.extending import Search
from dialogs.registry import Turn
from dialogs.turn import Found, Hit, Say
from pledges.messages import Rendered
from pledges.pledge import OwnerKind, Pledge, Publication

NOTHING_YET = "Type a few words of a pledge, or its reference such as CP-42."
NOTHING = "No pledge that you may read has these words. Try fewer of them, or its reference such as CP-42."
NO_MORE = "That is all there is."


async def find(turn: Turn) -> Found | Say:
    """What has the words; what is one's own, before anything is typed."""
    words, skip = turn.inbound.text, turn.inbound.skip
    found = await searching.find(turn, words, skip, turn.inbound.most) if words else await _own(turn)
    if found:
        return Found(tuple(_hit(pledge, turn) for pledge in found))
    return Say(NO_MORE if skip else NOTHING if words else NOTHING_YET)


async def _own(turn: Turn) -> list[Pledge]:
    mine = await turn.tx.register.of_person(turn.person.id)
    return mine[turn.inbound.skip : turn.inbound.skip + turn.inbound.most]


def _hit(pledge: Pledge, turn: Turn) -> Hit:
    line = _line(pledge, turn)
    return Hit(title=f"{pledge.ref} {pledge.title}", about=line, card=draw(pledge, line))


def _line(pledge: Pledge, turn: Turn) -> str:
    """Posts and not persons: whoever is in the chat reads what is put there."""
    owner = "" if pledge.lead.kind is OwnerKind.PERSON else pledge.lead.title
    day = due_words(pledge, turn.council.policy, turn.today)
    return " · ".join(filter(None, (status_words(pledge), day, owner)))


def draw(pledge: Pledge, line: str) -> Rendered:
    """The card that is put into a chat whose readers are not known: of what is not for publication, the reference."""
    if pledge.publication is Publication.RESTRICTED:
        told = f"{pledge.ref} is not for publication. Type “show {pledge.ref}” in a chat with me, if you may read it."
        return pieces.card(told, pieces.title(pledge.ref), pieces.words(told))
    return pieces.card(
        f"{pledge.ref} {pledge.title}",
        pieces.quiet(pledge.ref),
        pieces.title(pledge.title),
        pieces.words(pieces.plain(line)),
    )


SEARCH = Search(
    name="findPledge",
    title="Find a pledge",
    help="Find a pledge by its words or its reference, and put it into the chat",
    label="Words or reference",
    find=find,
)
