"""link, unlink: whose digest a channel gets, a directorate's or the council's. It says who reads it, and asks first."""

from __future__ import annotations

from dialogs import answers, finding, for_outsiders, pieces, questions, samples, unlinking
from dialogs.digest_next import next_slot, slot_words
from dialogs.forms import Ask, Field, Input
from dialogs.registry import Button, CardKind, Command, Draw, Look, Redraw, Response, Scene, Turn, Who
from dialogs.turn import Say
from pledges.calendar import counted
from pledges.errors import NotForYou, OnlyInAChannel
from pledges.messages import ChannelId, Drop, Facts, Rendered
from storage.channels import Linked

INTERNAL, PUBLIC = "internal", "public"
READ = {INTERNAL: "People of the council only", PUBLIC: "People from outside the council too"}
SHOWN = {
    False: "Pledges that are not for publication are counted here, without their titles and notes.",
    True: (
        "Where people from outside read, pledges that are not for publication are only counted, and what somebody "
        "wrote about a pledge is shown only where that pledge is public."
    ),
}
LATER = "I do not look again who reads here: when somebody from outside joins later, an admin has to say so."
FIRST = "Monday 7 December at 11:00"

WHOLE = "The whole council"
CORPORATE = frozenset({"corporate", "council", "the council", "whole council", WHOLE.casefold()})


async def run(turn: Turn) -> Response:
    if turn.inbound.channel is None:
        raise OnlyInAChannel("link")
    wanted, names = turn.words or turn.given("directorate"), [d.name for d in await turn.tx.people.directorates()]
    if not wanted:
        return _form(names)
    wanted, read = _class_in(wanted)
    guests = sum(m.guest for m in turn.readers)
    facts = {"people": str(len(turn.readers) - guests) if turn.readers else "", "guests": str(guests)}
    if wanted.casefold() in CORPORATE and wanted.casefold() not in map(str.casefold, names):
        return Draw("link corporate", facts)
    directorate = await finding.directorate(turn, wanted)
    read = read or (PUBLIC if guests else INTERNAL)
    return Draw("link", facts | {"directorate": str(directorate.id), "name": directorate.name, "read": read})


def _class_in(words: str) -> tuple[str, str]:
    """“Housing public” as the name and the class; that is empty where none is named."""
    *name, last = words.split()
    return (" ".join(name), last.casefold()) if name and last.casefold() in READ else (words, "")


def _form(names: list[str]) -> Response:
    if not names:
        return Say("The register has no directorates yet. Import a register first; then link this channel.")
    field = Field(
        name="directorate", label="Directorate", input=Input.CHOICE, choices=[(n, n) for n in [*names, WHOLE]]
    )
    return Ask(command="link", title="Whose digest should come here?", send="Go on", fields=(field,))


async def render(scene: Scene) -> Rendered | Drop:
    linked = await scene.tx.channels.get(ChannelId(str(scene.to)))
    if linked is None or not _is_done(linked, scene.facts):
        return draw(scene.facts["name"], scene.look)
    own, look = await scene.tx.digest_rules.of(linked.directorate.id), scene.look
    slot = await next_slot(scene.tx, linked, own, look.policy, look.now)
    return done(scene.facts["name"], slot_words(slot, look.policy, look.now), public=linked.public)


def _is_done(linked: Linked, facts: Facts) -> bool:
    same = str(linked.directorate.id) == facts["directorate"]
    return same and (bool(facts.get("linked")) or linked.public is (facts.get("read") == PUBLIC))


def done(name: str, first: str, *, public: bool) -> Rendered:
    """What the channel gets from now on."""
    text = f"✓ This channel gets the weekly digest of **{pieces.plain(name)}**, next on {first}. “unlink” stops it."
    other = INTERNAL if public else PUBLIC
    change = f"{LATER} “link {pieces.plain(name)} {other}” changes that."
    return pieces.card(f"Linked to {name}", pieces.words(text), pieces.quiet(f"{SHOWN[public]} {change}"))


def draw(name: str, look: Look) -> Rendered:
    if look.facts.get("left"):
        return pieces.card("Not linked", pieces.words("Left as it was: nothing is posted here."))
    sent = questions.carried("link", look.facts)
    return pieces.card(
        f"Link this channel to {name}?",
        pieces.title(f"Post the digest of {name} here?"),
        pieces.words(_readers(look)),
        pieces.choice_input(
            "read",
            "Who can read this channel?",
            [(words, name) for name, words in READ.items()],
            value=look.facts.get("read", INTERNAL),
        ),
        pieces.quiet(SHOWN[True]),
        pieces.quiet(LATER),
        pieces.buttons(
            pieces.sends("Link it", "link", look.nonce, **sent), pieces.button("No", "no link", look.nonce, **sent)
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
    public = (turn.given("read") or facts.get("read", INTERNAL)) == PUBLIC
    before = await turn.tx.channels.get(channel.id)
    if before is None or before.directorate != directorate:
        await unlinking.drop_waiting(turn, channel.id)
    await turn.tx.corporate.unlink(channel.id)
    await turn.tx.channels.link(channel.id, directorate.id, by=turn.person.id, on=turn.today, public=public)
    if public and before and not before.public:
        await for_outsiders.redraw(turn, channel.id)
    return Redraw("link", facts | {"linked": "yes"})


async def press_no(turn: Turn) -> Response:
    if not turn.standing.admin:
        raise NotForYou("decide about linking a channel", "an admin")
    return answers.again(turn, left="yes")


async def run_unlink(turn: Turn) -> Response:
    if turn.inbound.channel is None:
        raise OnlyInAChannel("unlink")
    await unlinking.drop_waiting(turn, turn.inbound.channel.id)
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
            samples.look(facts={"message": "s", "people": "12", "guests": "1", "directorate": "1", "read": PUBLIC}),
        ),
        "link, linked": lambda: done("Children's Services", FIRST, public=False),
        "link, linked for all to read": lambda: done("Children's Services", FIRST, public=True),
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
