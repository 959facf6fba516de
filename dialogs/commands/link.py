"""link, unlink: whose digest a channel gets, a directorate's or the council's. It says who reads it, and asks first."""

from __future__ import annotations

from dialogs import answers, finding, pieces, questions, samples
from dialogs.forms import Ask, Field, Input
from dialogs.registry import Button, CardKind, Command, Draw, Look, Redraw, Response, Scene, Turn, Who
from dialogs.turn import Say
from pledges.calendar import counted, said_short
from pledges.digest import next_slot
from pledges.errors import NotForYou, OnlyInAChannel
from pledges.messages import ChannelId, Drop, Rendered

WHOLE = "The whole council"
CORPORATE = frozenset({"corporate", "council", "the council", "whole council", WHOLE.casefold()})


async def run(turn: Turn) -> Response:
    if turn.inbound.channel is None:
        raise OnlyInAChannel("link")
    wanted, names = turn.words or turn.given("directorate"), [d.name for d in await turn.tx.people.directorates()]
    if not wanted:
        return _form(names)
    guests = sum(m.guest for m in turn.readers)
    facts = {"people": str(len(turn.readers) - guests) if turn.readers else "", "guests": str(guests)}
    if wanted.casefold() in CORPORATE and wanted.casefold() not in map(str.casefold, names):
        return Draw("link corporate", facts)
    directorate = await finding.directorate(turn, wanted)
    return Draw("link", facts | {"directorate": str(directorate.id), "name": directorate.name})


def _form(names: list[str]) -> Response:
    if not names:
        return Say("The register has no directorates yet. Import a register first; then link this channel.")
    field = Field(
        name="directorate", label="Directorate", input=Input.CHOICE, choices=[(n, n) for n in [*names, WHOLE]]
    )
    return Ask(command="link", title="Whose digest should come here?", send="Go on", fields=(field,))


async def render(scene: Scene) -> Rendered | Drop:
    linked = await scene.tx.channels.get(ChannelId(str(scene.to)))
    done = linked is not None and str(linked.directorate.id) == scene.facts["directorate"]
    return draw(scene.facts["name"], scene.look, linked=done)


def draw(name: str, look: Look, *, linked: bool) -> Rendered:
    directorate = pieces.plain(name)
    if linked:
        first = said_short(next_slot(look.today, look.policy, look.now).day, look.today)
        text = f"✓ This channel gets the weekly digest of **{directorate}**, first on {first}. “unlink” stops it."
        return pieces.card(f"Linked to {name}", pieces.words(text))
    if look.facts.get("left"):
        return pieces.card("Not linked", pieces.words("Left as it was: nothing is posted here."))
    sent = questions.carried("link", look.facts)
    return pieces.card(
        f"Link this channel to {name}?",
        pieces.title(f"Post the digest of {name} here?"),
        pieces.words(_readers(look)),
        pieces.buttons(
            pieces.button("Link it", "link", look.nonce, **sent), pieces.button("No", "no link", look.nonce, **sent)
        ),
    )


def _readers(look: Look) -> str:
    people, guests = look.facts.get("people", ""), look.facts.get("guests", "0")
    if not people:
        return "Everybody in this channel will read it. It names posts, never persons."
    who = counted(int(people), "person", "people")
    also = f" and **{counted(int(guests), 'guest')}** from outside the council" if guests != "0" else ""
    return f"**{who}**{also} will read it. It names posts, never persons, and leaves out what is not for publication."


async def press_link(turn: Turn) -> Response:
    if not turn.standing.admin:
        raise NotForYou("link a channel", "an admin")
    facts, channel = questions.facts_of(turn.inbound.data), turn.inbound.channel
    if channel is None:
        raise OnlyInAChannel("link")
    directorate = await finding.directorate(turn, facts["name"])
    await turn.tx.corporate.unlink(channel.id)
    await turn.tx.channels.link(channel.id, directorate.id, by=turn.person.id, on=turn.today)
    return Redraw("link", facts)


async def press_no(turn: Turn) -> Response:
    if not turn.standing.admin:
        raise NotForYou("decide about linking a channel", "an admin")
    return answers.again(turn, left="yes")


async def run_unlink(turn: Turn) -> Response:
    if turn.inbound.channel is None:
        raise OnlyInAChannel("unlink")
    if await turn.tx.corporate.unlink(turn.inbound.channel.id):
        return Say("This channel no longer gets the digest of the whole council. “link corporate” brings it back.")
    linked = await turn.tx.channels.get(turn.inbound.channel.id)
    if linked is None:
        return Say("This channel is not linked, so nothing was changed.")
    await turn.tx.channels.unlink(linked.id)
    name = linked.directorate.name
    return Say(f"This channel no longer gets the digest of {name}. “link {name}” brings it back.")


CARD = CardKind(
    kind="link",
    render=render,
    samples={
        "link": lambda: draw(
            "Children's Services",
            samples.look(facts={"message": "s", "people": "12", "guests": "1", "directorate": "1"}),
            linked=False,
        ),
        "link, linked": lambda: draw("Children's Services", samples.look(), linked=True),
    },
)
COMMANDS = (
    Command(
        name="link",
        help="Post a directorate's weekly digest in this channel, or the whole council's: “link corporate”",
        example="link Children's Services",
        run=run,
        who=Who.ADMINS,
        channel=True,
        wants_readers=True,
        menu=1,
        instead="Type “unlink” in the channel.",
    ),
    Command(
        name="unlink",
        help="Stop posting the digest in this channel",
        run=run_unlink,
        who=Who.ADMINS,
        channel=True,
        menu=2,
        instead="Type “link” and the directorate in the channel.",
    ),
)
BUTTONS = (Button(verb="link", press=press_link), Button(verb="no link", press=press_no))
