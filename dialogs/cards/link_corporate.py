"""Linking a channel to the council's digest: who will read it is said, and asked, before it is linked."""

from __future__ import annotations

from dialogs import answers, pieces, questions, samples, unlinking
from dialogs.registry import Button, CardKind, Look, Redraw, Response, Scene, Turn
from pledges.calendar import counted, said_short
from pledges.digest import next_slot
from pledges.errors import NotForYou, OnlyInAChannel
from pledges.messages import ChannelId, Drop, Rendered

KIND = "link corporate"
RULES = "It names posts, never persons but councillors, and leaves out what is not for publication."


async def render(scene: Scene) -> Rendered | Drop:
    channel = ChannelId(str(scene.to))
    other = await scene.tx.channels.get(channel)
    linked = await scene.tx.corporate.channel(channel) is not None
    return draw(scene.look, linked=linked, instead=other.directorate.name if other else "")


def draw(look: Look, *, linked: bool, instead: str = "") -> Rendered:
    """`instead` is the directorate whose digest came here until now."""
    if linked:
        first = said_short(next_slot(look.today, look.policy, look.now).day, look.today)
        text = f"✓ This channel gets the weekly digest of **the whole council**, first on {first}. “unlink” stops it."
        return pieces.card("Linked to the whole council", pieces.words(text))
    if look.facts.get("left"):
        return pieces.card("Not linked", pieces.words("Left as it was: nothing was changed here."))
    sent = questions.carried(KIND, look.facts)
    place = [pieces.words(f"It takes the place of the digest of **{pieces.plain(instead)}** here.")] if instead else []
    return pieces.card(
        "Link this channel to the whole council?",
        pieces.title("Post the digest of the whole council here?"),
        pieces.words(_readers(look)),
        *place,
        pieces.buttons(
            pieces.button("Link it", KIND, look.nonce, **sent),
            pieces.button("No", "no corporate link", look.nonce, **sent),
        ),
    )


def _readers(look: Look) -> str:
    people, guests = look.facts.get("people", ""), look.facts.get("guests", "0")
    if not people:
        return f"Everybody in this channel will read it. {RULES}"
    also = f" and **{counted(int(guests), 'guest')}** from outside the council" if guests != "0" else ""
    return f"**{counted(int(people), 'person', 'people')}**{also} will read it. {RULES}"


async def press_link(turn: Turn) -> Response:
    if not turn.standing.admin:
        raise NotForYou("link a channel", "an admin")
    channel = turn.inbound.channel
    if channel is None:
        raise OnlyInAChannel("link")
    if await turn.tx.channels.get(channel.id):
        await unlinking.drop_waiting(turn, channel.id)
    await turn.tx.channels.unlink(channel.id)
    await turn.tx.corporate.link(channel.id, by=turn.person.id, on=turn.today)
    return Redraw(KIND, questions.facts_of(turn.inbound.data))


async def press_no(turn: Turn) -> Response:
    if not turn.standing.admin:
        raise NotForYou("decide about linking a channel", "an admin")
    return answers.again(turn, left="yes")


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "link corporate": lambda: draw(
            samples.look(facts={"message": "s", "people": "12", "guests": "1"}), linked=False, instead="Housing"
        ),
        "link corporate, linked": lambda: draw(samples.look(), linked=True),
    },
)
BUTTONS = (Button(verb=KIND, press=press_link), Button(verb="no corporate link", press=press_no))
