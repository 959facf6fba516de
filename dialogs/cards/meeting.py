"""One meeting, live, for its clerk: what hangs on it and what is open; to tick, to note, to close by minute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import likely, meeting_adding, paging, pieces, questions, samples
from dialogs.answers import again, only_here
from dialogs.changing import due_words, keep, pledge_of, status_words
from dialogs.ending import tell_owners
from dialogs.proving import ask_later
from dialogs.registry import Button, CardKind, Draw, Look, Response, Scene, Turn, Who
from pledges import guard
from pledges.calendar import said, said_short
from pledges.changing import Answer, close, record
from pledges.errors import NotForYou, NotUnderstood, PersonalDetails
from pledges.meetings import Meeting, is_named
from pledges.messages import Drop, Rendered
from pledges.pledge import MeetingId, Pledge, Status

KIND = "meeting"
ROWS = 8


async def render(scene: Scene) -> Rendered | Drop:
    """First what hangs on the meeting, then whatever else is open from papers of its committee."""
    meeting = await scene.tx.meetings.get(MeetingId(int(scene.facts["meeting"])))
    hanging = await scene.tx.register.of_meeting(meeting.id)
    names = [name for name in await scene.tx.register.committees() if is_named(meeting.committee, name)]
    others = [p for p in await scene.tx.register.of_committees(names) if p.deadline.meeting != meeting.id]
    return draw(meeting, hanging, others, scene.look)


def draw(meeting: Meeting, hanging: Sequence[Pledge], others: Sequence[Pledge], look: Look) -> Rendered:
    day = said_short(meeting.held_on, look.today)
    head = f"{meeting.committee.name}, {'today' if meeting.held_on == look.today else day}"
    count = len(hanging) + len(others)
    first = paging.begin(count, ROWS, look)
    shown = [*hanging, *others][first : first + ROWS]
    on_it = [p for p in shown if p in hanging]
    return pieces.card(
        f"{head}: {len(hanging)} on this meeting, {len(others)} more open",
        pieces.title(head),
        *([pieces.words(pieces.plain(meeting.theme))] if meeting.theme else []),
        *_closed(look),
        *_adding(look),
        *_part("On this meeting", len(hanging), on_it, look),
        *_part("Also open for this committee", len(others), [p for p in shown if p not in on_it], look),
        *paging.beside(count, ROWS, look, KIND, "meeting page", ("Those before", "The next ones")),
    )


def _closed(look: Look) -> list[CardElement]:
    closed = look.facts.get("closed", "")
    return [pieces.words(f"✓ Closed here: {closed.replace(',', ', ')}.")] if closed else []


def _adding(look: Look) -> list[CardElement]:
    """What was added here, and the way to add more."""
    sent, added = questions.carried(KIND, look.facts), look.facts.get("added", "")
    told = [pieces.words(f"✓ Added here: {added.replace(',', ', ')}.")] if added else []
    open_now = look.shown.get(meeting_adding.ADD)
    return [
        *told,
        *_repeats(added.rpartition(",")[2], look.facts.get("repeats", "")),
        *(meeting_adding.form(look, sent) if open_now else [meeting_adding.button(look, sent)]),
    ]


def _repeats(newest: str, repeats: str) -> list[CardElement]:
    """What was added last may be a promise that is there already."""
    if not repeats:
        return []
    merge = f"“merge {newest} into {repeats.split(',')[0]}”"
    return [pieces.warning(f"{newest} is near {repeats.replace(',', ', ')}. If it is one promise, type {merge}.")]


def _part(head: str, count: int, pledges: Sequence[Pledge], look: Look) -> list[CardElement]:
    if not count:
        return [pieces.quiet(f"{head}: nothing.")]
    if not pledges:
        return []
    return [pieces.heading(head, count), *(pieces.block(*_row(p, look), line=True) for p in pledges)]


def _row(pledge: Pledge, look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts) | {"ref": pledge.ref}
    due = due_words(pledge, look.policy, look.today)
    lines = [
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.quiet(f"{pieces.plain(pledge.lead.title)} · {pieces.plain(due)} · {status_words(pledge)}"),
        *questions.said_last(pledge, look),
    ]
    mode = look.shown.get(pledge.ref, "")
    return [*lines, *(_form(pledge, mode, look, sent) if mode else [_actions(pledge, look, sent)])]


def _actions(pledge: Pledge, look: Look, sent: dict[str, str]) -> CardElement:
    done = [pieces.button("Done", "meeting done", look.nonce, **sent)] if pledge.open else []
    note = pieces.button("What was said", "open", look.nonce, form="note", **sent)
    return pieces.buttons(*done, note, pieces.button("Close", "open", look.nonce, form="close", **sent))


def _form(pledge: Pledge, mode: str, look: Look, sent: dict[str, str]) -> list[CardElement]:
    trouble, text = look.shown.get("trouble", ""), look.shown.get("text", "")
    name = f"meeting.{pledge.ref}"
    if mode == "close":
        field = pieces.text_input(name, "By which minute? (its number)", value=text, lines=False)
        send = pieces.sends("Close by minute", "meeting close", look.nonce, **sent)
    else:
        field = pieces.text_input(name, "What was said? (about the work, never about a child)", value=text)
        send = pieces.sends("Keep it", "meeting note", look.nonce, **sent)
    back = pieces.button("Back", "open", look.nonce, form="", **sent)
    return [*([pieces.warning(pieces.plain(trouble))] if trouble else []), field, pieces.buttons(send, back)]


async def press_done(turn: Turn) -> Response:
    """Tick: said at the meeting to be done, and to be confirmed."""
    before, meeting = await _pledge_and_meeting(turn)
    answer = Answer(Status.DONE, f"Said to be done at {_at(meeting)}")
    after = await keep(turn, before, record(before, answer, turn.standing, turn.council.policy, turn.now))
    await ask_later(turn, after)
    return again(turn)


async def press_note(turn: Turn) -> Response:
    before, meeting = await _pledge_and_meeting(turn)
    try:
        said_there = _written(turn, "Please write what was said, or go back.")
    except (PersonalDetails, NotUnderstood) as error:
        return _once_more(turn, "note", error)
    answer = Answer(before.status, f"At {_at(meeting)}: {said_there}")
    await keep(turn, before, record(before, answer, turn.standing, turn.council.policy, turn.now))
    return again(turn)


async def press_close(turn: Turn) -> Response:
    before, meeting = await _pledge_and_meeting(turn)
    try:
        minute = _written(turn, "Please give the number of the minute, or go back.")
    except (PersonalDetails, NotUnderstood) as error:
        return _once_more(turn, "close", error)
    note = f"{_at(meeting)}, minute {minute}"
    after = await keep(turn, before, close(before, turn.standing, turn.now, note))
    await tell_owners(turn, before, after)
    closed = questions.facts_of(turn.inbound.data).get("closed", "")
    return again(turn, closed=",".join(filter(None, (closed, before.ref))))


async def press_add(turn: Turn) -> Response:
    """A pledge made at this meeting."""
    _check(turn)
    facts = questions.facts_of(turn.inbound.data)
    repeats = ",".join(p.ref for p in await likely.near(turn, meeting_adding.given(turn)["title"]))
    try:
        new = await meeting_adding.add(turn, await turn.tx.meetings.get(MeetingId(int(facts["meeting"]))))
    except (PersonalDetails, NotUnderstood) as error:
        return only_here(turn, **{meeting_adding.ADD: "yes", **meeting_adding.given(turn), "trouble": str(error)})
    return again(turn, added=",".join(filter(None, (facts.get("added", ""), new.ref))), repeats=repeats)


async def press_open(turn: Turn) -> Response:
    _check(turn)
    return Draw(KIND, {"meeting": turn.given("meeting")})


async def _pledge_and_meeting(turn: Turn) -> tuple[Pledge, Meeting]:
    _check(turn)
    meeting = MeetingId(int(questions.facts_of(turn.inbound.data)["meeting"]))
    return await pledge_of(turn), await turn.tx.meetings.get(meeting)


def _check(turn: Turn) -> None:
    if not turn.standing.admin:
        raise NotForYou("keep the list of a meeting", "an admin")


def _at(meeting: Meeting) -> str:
    return f"{meeting.committee.called}, {said(meeting.held_on)}"


def _written(turn: Turn, needed: str) -> str:
    text = guard.check(turn.given(f"meeting.{turn.given('ref')}"))
    if not text:
        raise NotUnderstood(needed)
    return text


def _once_more(turn: Turn, form: str, error: Exception) -> Draw:
    """The form again with what was written, which is kept nowhere."""
    ref = turn.given("ref")
    return only_here(turn, **{ref: form, "text": turn.given(f"meeting.{ref}"), "trouble": str(error)})


SAMPLE = {"message": "s", "meeting": "1"}
TODAY = date(2026, 12, 2)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "meeting": lambda: draw(samples.MEETING, [samples.SOON], [samples.LATE], samples.look(facts=SAMPLE)),
        "meeting, close": lambda: draw(
            samples.MEETING, [samples.SOON], [], samples.look(facts=SAMPLE, shown={samples.SOON.ref: "close"})
        ),
        "meeting, add": lambda: draw(samples.MEETING, [], [], samples.look(facts=SAMPLE, shown={"add": "add"})),
        "meeting, full": lambda: draw(
            samples.MEETING,
            [samples.pledge(n, f"Promise number {n} of the Panel", TODAY) for n in range(1, 21)],
            [],
            samples.look(facts=SAMPLE | {"closed": "CP-42"}),
        ),
    },
)
BUTTONS = (
    Button(verb="meeting done", press=press_done),
    Button(verb="meeting note", press=press_note),
    Button(verb="meeting close", press=press_close),
    Button(verb="meeting add", press=press_add),
    Button(verb="meeting page", press=paging.press_beside, reads=True),
    Button(verb="open meeting", press=press_open, reads=True),
)
