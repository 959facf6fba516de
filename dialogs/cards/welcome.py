"""Hello: who runs this bot, what you have promised, how often it writes, who reads what you write."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import answers, pieces, questions, samples
from dialogs.changing import tell_admins
from dialogs.registry import Button, CardKind, Draw, Look, Response, Scene, Turn
from dialogs.several import helps_with
from pledges import guard
from pledges.calendar import counted, said_short
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.messages import Drop, PersonId, Rendered
from pledges.nudging import next_question
from pledges.pledge import Pledge

KIND = "welcome"
RHYTHM = (
    "I write **at most once a day**, on working days from half past nine: ten working days before a date, two before, "
    "on the day, and at most once a week when something is late. An answer takes two taps."
)
READERS = (
    "What you write is read by the admins, your director and, unless a pledge is marked not for publication, the "
    "colleagues in your directorate's channel. **Never describe a child**: write about the work."
)


async def render(scene: Scene) -> Rendered | Drop:
    person = PersonId(int(scene.to))
    mine = await scene.tx.register.of_person(person)
    waits = bool(await scene.tx.outbox.unsent("nudge", person))
    return draw(mine, scene.look, waits=waits, helped=sum(helps_with(p, person) for p in mine))


def draw(mine: Sequence[Pledge], look: Look, *, waits: bool = False, helped: int = 0) -> Rendered:
    """`waits` says that a question is on its way already, for whoever installs the bot late; others lead `helped`."""
    contact = pieces.plain(look.council.contact)
    who = f"I help the council keep its promises to children in care. **{contact}** runs me: ask them anything."
    return pieces.card(
        "Hello, I'm Pledgekeeper: I remind you of what was promised to children in care.",
        pieces.title("Hello, I'm Pledgekeeper"),
        pieces.words(who),
        pieces.words(_promised(mine, look, waits, helped)),
        pieces.words(RHYTHM),
        pieces.words(READERS),
        *_foot(look),
    )


def _promised(mine: Sequence[Pledge], look: Look, waits: bool, helped: int) -> str:
    if not mine:
        return "Nothing is down to you at the moment. When a pledge is given to you, you hear it here."
    days = sorted(q.on for p in mine if (q := next_question(p, look.policy, look.today)))
    first = f" The first question comes on **{said_short(days[0], look.today)}**." if days else ""
    if waits or days[:1] == [look.today]:
        first = " The first question comes **today**."
    dates = sorted(p.deadline.due for p in mine if p.deadline.due)
    due = f", the first for {said_short(dates[0], look.today)}" if dates else ""
    return f"{_with_you(len(mine) - helped, helped)}{due}.{first}"


def _with_you(led: int, helped: int) -> str:
    """What somebody leads, and what they help with."""
    if not helped:
        return f"You answer for **{counted(led, 'pledge')}**"
    if not led:
        return f"You help with **{counted(helped, 'pledge')}** that others lead"
    return f"You lead **{counted(led, 'pledge')}** and help with **{helped}** that others lead"


def _foot(look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts)
    if look.facts.get("told"):
        return [pieces.words("✓ Thank you: the admins have been told. They will come back to you.")]
    if look.shown.get("form"):
        trouble = look.shown.get("trouble", "")
        return [
            *([pieces.warning(pieces.plain(trouble))] if trouble else []),
            pieces.text_input("wrong", "What is wrong?", required=True, value=look.shown.get("text", "")),
            pieces.buttons(pieces.sends("Tell the admins", "tell wrong", look.nonce, **sent)),
        ]
    return [
        pieces.buttons(
            pieces.button("See mine", "see mine", look.nonce, **sent),
            pieces.button("That's wrong", "that's wrong", look.nonce, **sent),
            pieces.button("What you hold on me", "see held", look.nonce, **sent),
        )
    ]


async def press_wrong(turn: Turn) -> Response:
    return answers.only_here(turn, form="wrong")


async def press_tell(turn: Turn) -> Response:
    try:
        text = guard.check(turn.given("wrong"))
    except (PersonalDetails, NotUnderstood) as error:
        return answers.only_here(turn, form="wrong", text=turn.given("wrong"), trouble=str(error))
    what = f"{turn.person.name} says that what I told them is wrong: {text or '(no words)'}"
    await tell_admins(turn, "trouble", f"wrong:{turn.inbound.id}", what=what)
    return answers.again(turn, told="yes")


async def press_held(turn: Turn) -> Response:
    return Draw("held")


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "welcome": lambda: draw(samples.EXAMPLES, samples.look()),
        "welcome, helping": lambda: draw(samples.EXAMPLES, samples.look(), helped=1),
        "welcome, nothing yet": lambda: draw((), samples.look()),
    },
)
BUTTONS = (
    Button(verb="that's wrong", press=press_wrong, reads=True),
    Button(verb="tell wrong", press=press_tell),
    Button(verb="see held", press=press_held, reads=True),
)
