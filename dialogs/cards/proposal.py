"""A pledge that somebody proposes, put to the admins; and what they decided, told to whoever proposed it."""

from __future__ import annotations

from microsoft_teams.cards import CardElement

from dialogs import adding, answers, dating, pieces, questions, samples
from dialogs.adding import message_source
from dialogs.assigning import Wanted
from dialogs.changing import tell
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn, Who
from pledges.calendar import said, said_short
from pledges.errors import NotForYou, NotUnderstood, PersonalDetails, Twice
from pledges.messages import Drop, Rendered
from storage.db import Tx
from storage.proposals import Proposal

KIND = "proposal"
DECIDED = "proposal decided"
GONE = "That proposal is no longer kept."


async def render(scene: Scene) -> Rendered | Drop:
    proposal = await _found(scene.tx, scene.facts["proposal"])
    if proposal is None or (proposal.decided and "said" not in scene.facts):
        return Drop("decided by another admin first")
    person = await scene.tx.people.get(proposal.by)
    return draw(proposal, person.name, scene.look)


async def _found(tx: Tx, id: str) -> Proposal | None:
    """The proposal of a number that a card carried."""
    return await tx.proposals.get(int(id)) if id.isdecimal() and len(id) < 10 else None


def draw(proposal: Proposal, who: str, look: Look) -> Rendered:
    if proposal.decided:
        told = f"✓ CP-{proposal.pledge} was made of it." if proposal.pledge else "✓ It was left: nothing was made."
        return pieces.card(told, pieces.title(proposal.title), pieces.words(told))
    head = f"{who} proposes a pledge"
    trouble = look.shown.get("trouble", "")
    given = {name: look.shown.get(name, getattr(proposal, name)) for name in ("title", "owner", "due")}
    sent = questions.carried(KIND, look.facts)
    return pieces.card(
        f"{head}: {proposal.title}",
        pieces.title(head),
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        *_message(proposal, look),
        pieces.text_input("title", "What is promised?", value=given["title"], required=True),
        pieces.text_input("owner", "Who leads it?", value=given["owner"], required=True, lines=False),
        pieces.text_input("due", dating.BY_WHEN, value=given["due"], required=True, lines=False),
        pieces.buttons(
            pieces.sends("Make it", "make proposal", look.nonce, **sent),
            pieces.button("Leave it", "leave proposal", look.nonce, **sent),
        ),
    )


def _message(proposal: Proposal, look: Look) -> list[CardElement]:
    day = f", {said_short(proposal.said_on, look.today)}" if proposal.said_on else ""
    quoted = [pieces.quiet(f"“{pieces.plain(proposal.words)}”{day}")] if proposal.words else []
    return [*quoted, *questions.linked(message_source(proposal.words, proposal.said_on, proposal.link))]


async def press_make(turn: Turn) -> Response:
    """Make it as the admin has it now. Words that do not serve are given back in the same card."""
    proposal = await _waiting(turn)
    if proposal is None:
        return answers.again(turn, said="yes")
    given = {name: turn.given(name) for name in ("title", "owner", "due")}
    try:
        _check(given)
        source = message_source(proposal.words, proposal.said_on, proposal.link)
        made, _ = await adding.add(turn, Wanted(given["title"], given["owner"], given["due"]), source, door="message")
    except (NotUnderstood, PersonalDetails) as error:
        return answers.only_here(turn, **given, trouble=str(error))
    return await _decided(turn, proposal, made.number)


async def press_leave(turn: Turn) -> Response:
    proposal = await _waiting(turn)
    return await _decided(turn, proposal, None) if proposal else answers.again(turn, said="yes")


async def _waiting(turn: Turn) -> Proposal | None:
    """The proposal, while nobody has decided about it."""
    if not turn.standing.admin:
        raise NotForYou("decide about what is proposed", "an admin")
    found = await _found(turn.tx, questions.facts_of(turn.inbound.data).get("proposal", ""))
    return None if found is None or found.decided else found


def _check(given: dict[str, str]) -> None:
    for name, needed in (("title", "what is promised"), ("owner", "who leads it"), ("due", "by when, or TBC")):
        if not given[name]:
            raise NotUnderstood(f"Please say {needed}.")


async def _decided(turn: Turn, proposal: Proposal, pledge: int | None) -> Response:
    if not await turn.tx.proposals.decide(proposal.id, turn.person.id, turn.now, pledge):
        raise Twice  # by another admin, at this very moment: what was made here is not kept
    await tell(turn, DECIDED, proposal.by, f"{DECIDED}:{proposal.id}", proposal=str(proposal.id))
    return answers.again(turn, said="yes")


async def render_decided(scene: Scene) -> Rendered | Drop:
    proposal = await _found(scene.tx, scene.facts["proposal"])
    if proposal is None:
        return Drop(GONE)
    if proposal.pledge is None:
        return draw_decided(proposal, "", scene.look)
    pledge = await scene.tx.register.get(f"CP-{proposal.pledge}")
    due = f", due {said(pledge.deadline.due)}" if pledge.deadline.due else ""
    return draw_decided(proposal, f"{pledge.ref} now, with {pledge.lead.title}{due}", scene.look)


def draw_decided(proposal: Proposal, made: str, look: Look) -> Rendered:
    left = f"not made a pledge. Ask {look.council.contact} if that can't be right"
    told = f"What you proposed is {made or left}."
    return pieces.card(told, pieces.title(proposal.title), pieces.words(pieces.plain(told)))


PROPOSED = Proposal(
    id=1,
    by=samples.YOU,
    title="Give every care leaver a contact in Housing by spring",
    owner="Head of Housing",
    due="31 March",
    words="Megan Bowen wrote: we will give every care leaver a contact in Housing by spring",
    link="https://teams.microsoft.com/l/message/19:chat@thread.v2/1700000000000",
    said_on=samples.NOW.date(),
)
FACTS = {"message": "sample", "proposal": "1"}
CARDS = (
    CardKind(
        kind=KIND,
        render=render,
        who=Who.ADMINS,
        samples={"proposal": lambda: draw(PROPOSED, "Alex Wilber", samples.look(facts=FACTS))},
    ),
    CardKind(
        kind=DECIDED,
        render=render_decided,
        samples={
            "proposal decided": lambda: draw_decided(
                PROPOSED, "CP-53 now, with Head of Housing, due Wednesday 31 March 2027", samples.look()
            ),
            "proposal decided, left": lambda: draw_decided(PROPOSED, "", samples.look()),
        },
    ),
)
BUTTONS = (Button(verb="make proposal", press=press_make), Button(verb="leave proposal", press=press_leave))
