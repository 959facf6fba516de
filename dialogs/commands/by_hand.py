"""by hand, record: people without Teams are asked by an admin, who records what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from dialogs import finding
from dialogs.answers import status_of
from dialogs.changing import next_words, pledge_of, status_words
from dialogs.forms import Ask, Field, Input
from dialogs.recording import record_for
from dialogs.registry import Command, Response, Turn, Who
from dialogs.statuses import status_in
from dialogs.turn import Say
from pledges.calendar import listed
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.pledge import OPEN, Status

FORM = Ask(
    command="by hand",
    title="Who is asked by hand?",
    send="Ask them by hand",
    fields=(Field(name="who", label="Name of a councillor, a partner or anybody without Teams"),),
)
REF = r"cp[\s–-]*\d+"
TYPED = re.compile(
    rf"^(?:for\s+(?P<who>.+?)\s*[:,]\s*(?P<ref>{REF}|\d+)|(?:for\s+)?(?P<whom>.+?)[\s:,]+(?P<bare>{REF}))\b"
    r"\s*[:,]?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
SAID_AT = re.compile(r"\s*\((?P<at>[^()]+)\)\s*$")


async def run(turn: Turn) -> Response:
    words = turn.words or turn.given("who")
    if not words:
        return FORM
    person = await finding.person_or_new(turn, words)
    if not await turn.tx.by_hand.begin(person.id, turn.person.id, turn.today):
        return Say(f"{person.name} is asked by hand already. “by hand off {person.name}” ends that.")
    return Say(
        f"{person.name} is asked by hand from now on: when a question is due, the admins get a text to send, and "
        f"“record for {person.name}: …” takes the answer."
    )


async def run_off(turn: Turn) -> Response:
    if not turn.words:
        known = [(await turn.tx.people.get(each)).name for each in await turn.tx.by_hand.people()]
        return Say(f"Asked by hand: {listed(sorted(known)) if known else 'nobody'}. Type “by hand off” and a name.")
    person = await finding.person(turn, turn.words)
    if not await turn.tx.by_hand.end(person.id):
        return Say(f"{person.name} is not asked by hand, so nothing was changed.")
    return Say(f"{person.name} is asked in Teams again, from the next question on.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    who: str = ""
    ref: str = ""
    status: str = ""
    note: str = ""
    at: str = ""


def said_from(turn: Turn) -> Said:
    """What was typed in one line, or filled into the form."""
    typed = TYPED.match(turn.words)
    if not typed:
        given = {f.name: turn.given(f.name) for f in fields(Said)}
        return Said(**given | ({"note": turn.words} if turn.words else {}))
    status, note = status_in(typed["rest"])
    at = SAID_AT.search(note)
    words = SAID_AT.sub("", note) if at else note
    return Said(
        who=typed["who"] or typed["whom"],
        ref=typed["ref"] or typed["bare"],
        status=status.value if status else "",
        note=words,
        at=at["at"] if at else "",
    )


async def run_record(turn: Turn) -> Response:
    said = said_from(turn)
    ref, _ = finding.reference(said.ref)
    if not (said.who and ref and said.status):
        return _form(said)
    try:
        person = await finding.person(turn, said.who)
        before = await pledge_of(turn, ref)
        after = await record_for(turn, person.id, before, status_of(said.status), said.note, said.at)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(said, str(error))
    told = f"{after.ref}: recorded as {status_words(after)} for {person.name}."
    return Say(f"{told} {next_words(after, turn.council.policy, turn.today)}")


def _form(said: Said, trouble: str = "") -> Ask:
    choices = [(s.value, s.value) for s in (*sorted(OPEN), Status.DONE)]
    asked = (
        Field(name="who", label="Who said it?", value=said.who),
        Field(name="ref", label="About which pledge, such as CP-42?", value=said.ref),
        Field(name="status", label="How is it going?", value=said.status, input=Input.CHOICE, choices=choices),
        Field(name="note", label="What did they say?", value=said.note, input=Input.TEXT, required=False),
        Field(name="at", label="At which meeting, or on which day?", value=said.at, required=False),
    )
    return Ask(command="record", title="Record an answer", send="Record it", fields=asked, trouble=trouble)


COMMANDS = (
    Command(
        name="by hand",
        help="Have somebody without Teams asked by the admins, who get a text to send",
        example="by hand Cllr Ashdown",
        run=run,
        who=Who.ADMINS,
        private=True,
        instead="Type “by hand off” and the name.",
    ),
    Command(
        name="by hand off",
        help="Ask somebody in Teams again; alone, who is asked by hand",
        example="by hand off Cllr Ashdown",
        run=run_off,
        who=Who.ADMINS,
        private=True,
        instead="Type “by hand” and the name.",
    ),
    Command(
        name="record",
        help="Record what somebody said by other means, and where",
        example="record for Cllr Ashdown: CP-12 on track, report drafted (Panel 5 December)",
        run=run_record,
        who=Who.ADMINS,
        private=True,
    ),
)
