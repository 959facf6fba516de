"""A reader says that something is wrong in a posted digest: the words go to the admins, and to nobody else."""

from __future__ import annotations

from dialogs import changing
from dialogs.afterwards import FIELD
from dialogs.registry import Response, Turn
from dialogs.turn import Say, Silent
from pledges import guard
from pledges.afterwards import Posted
from pledges.errors import NotUnderstood, OldCard, PersonalDetails
from pledges.messages import ChannelId
from pledges.people import DirectorateId
from storage.remarks import mark_of

TOLD = "digest answer"
MOST = 5  # of one person about one digest
HEARD = "The clerk has it, thank you. You hear from me what comes of it; the digest stays as it is until then."
AGAIN = "The clerk has that already, so it was not sent twice. You hear from me what comes of it."


async def press(turn: Turn) -> Response:
    """Keep what somebody says and tell them alone; what the guard stops is kept nowhere."""
    try:
        told = await _keep(turn)
    except (PersonalDetails, NotUnderstood) as error:
        told = str(error)
    return await _privately(turn, told)


async def _keep(turn: Turn) -> str:
    post = _posted(turn)
    if await turn.tx.digests.get(post.channel, post.directorate, post.week) is None:
        raise OldCard
    words = guard.check(turn.given(FIELD))
    if not words:
        raise NotUnderstood("Please write what is wrong, and then press “Tell the clerk”.")
    said = await turn.tx.remarks.said(post, turn.person.id)
    if len(said) >= MOST and mark_of(words) not in {mark_of(each.words) for each in said}:
        return (
            f"The clerk has {MOST} remarks of yours on this digest. For more, please write to {turn.council.contact}."
        )
    return HEARD if await turn.tx.remarks.put(post, words, turn.person.id, turn.now) else AGAIN


def _posted(turn: Turn) -> Posted:
    """Which digest the card shows. Raises OldCard for a card that does not say so."""
    channel = turn.inbound.channel.id if turn.inbound.channel else ChannelId(turn.given("channel"))
    directorate = turn.given("directorate")
    if not (directorate.isdecimal() and len(directorate) < 10):
        raise OldCard
    return Posted(channel=channel, directorate=DirectorateId(int(directorate)), week=turn.given("week"))


async def _privately(turn: Turn, what: str) -> Response:
    """Only whoever pressed is shown the answer; where a client cannot do that it goes to their own chat."""
    alone = turn.inbound.in_place or turn.inbound.channel is None
    if alone or not await turn.tx.people.reachable(turn.person.id):
        return Say(what)
    await changing.answer(turn, TOLD, turn.person.id, f"{TOLD}:{turn.inbound.id}", what=what)
    return Silent()
