"""meeting add, move, cancel; meetings, and the list of one meeting for its clerk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from dialogs import rescheduling
from dialogs.forms import Ask, Field
from dialogs.meeting_words import YES, Typed, day_of, known_committee, known_meeting, put_committee, typed
from dialogs.registry import Command, Draw, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.calendar import ONE_DAY, said
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.meetings import Committee, Meeting, next_meeting, papers_day

COMMITTEE = ("committee", "Which committee? (such as CPP)", True)
DAY = ("day", "On which day? (such as 5 December)", True)
ADD = (
    COMMITTEE,
    DAY,
    ("theme", "Its theme, if it has one", False),
    ("papers", "When are papers due? (left empty: five clear working days before)", False),
    ("led", "Do young people lead it? (yes, or left empty)", False),
)
MOVE = (COMMITTEE, DAY, ("to", "To which day?", True), ("papers", "When are papers due then?", False))


async def run_add(turn: Turn) -> Response:
    return await _or_form(turn, _add, "Enter a meeting", "Enter it", "meeting add", ADD)


async def run_move(turn: Turn) -> Response:
    return await _or_form(turn, _move, "Move a meeting", "Move it", "meeting move", MOVE)


async def run_cancel(turn: Turn) -> Response:
    return await _or_form(turn, _cancel, "Cancel a meeting", "Cancel it", "meeting cancel", (COMMITTEE, DAY))


async def run_one(turn: Turn) -> Response:
    return await _or_form(turn, _open, "Which meeting?", "Open it", "meeting", (COMMITTEE,))


async def run_coming(turn: Turn) -> Response:
    return Draw("meetings", {"admin": "yes" if turn.standing.admin else ""})


async def _or_form(
    turn: Turn,
    act: Callable[[Turn, Typed], Awaitable[Response]],
    title: str,
    send: str,
    command: str,
    asked: tuple[tuple[str, str, bool], ...],
) -> Response:
    """Do it, or ask for what is missing or was not understood."""
    given, trouble = typed(turn), ""
    if all(getattr(given, name) for name, _, required in asked if required):
        try:
            return await act(turn, given)
        except (NotUnderstood, PersonalDetails) as error:
            trouble = str(error)
    fields = tuple(
        Field(name=name, label=label, value=getattr(given, name), required=required) for name, label, required in asked
    )
    return Ask(command=command, title=title, send=send, fields=fields, trouble=trouble)


async def _add(turn: Turn, given: Typed) -> Response:
    held_on, theme = day_of(given.day, turn.today), guard.check(given.theme)
    papers = _papers(turn, given, held_on) or papers_day(held_on, turn.council.policy.days)
    committee, new = await put_committee(turn, given.committee)
    led = given.led.casefold() in YES
    meeting = await turn.tx.meetings.add(committee.id, held_on, papers, theme=theme, by_young_people=led)
    if meeting is None:
        raise NotUnderstood(f"{committee.called} has a meeting on {said(held_on)} already. Type “meetings” to see it.")
    told = await rescheduling.take_in(turn, meeting)
    made = _new_to_me(committee) if new else ""
    return Say(f"{_sentence(meeting)} {_day_off(turn, held_on)}{made}{told}")


async def _move(turn: Turn, given: Typed) -> Response:
    meeting = await known_meeting(turn, given, for_update=True)
    to = day_of(given.to, turn.today)
    diary = await turn.tx.meetings.diary(to)
    if any(m.committee == meeting.committee and m.held_on == to for m in diary.meetings):
        raise NotUnderstood(f"{meeting.committee.called} has a meeting on {said(to)} already. Choose another day.")
    moved, told = await rescheduling.move(turn, meeting, to, _papers(turn, given, to))
    return Say(f"Moved from {said(meeting.held_on)}. {_sentence(moved)} {_day_off(turn, to)}{told}")


async def _cancel(turn: Turn, given: Typed) -> Response:
    meeting = await known_meeting(turn, given, for_update=True)
    following, told = await rescheduling.cancel(turn, meeting)
    name = meeting.committee.called
    after = f"Its next one is on {said(following.held_on)}." if following else "I know of no other meeting of it yet."
    return Say(f"The meeting of {name} on {said(meeting.held_on)} is cancelled. {after} {told}")


async def _open(turn: Turn, given: Typed) -> Response:
    """Today's meeting or that of a day; else the committee's next one."""
    if given.day and given.day.casefold() != "today":
        meeting: Meeting | None = await known_meeting(turn, given)
    else:
        committee = await known_committee(turn, given.committee)
        diary = await turn.tx.meetings.diary(turn.today)
        meeting = next_meeting(diary, committee.id, turn.today - ONE_DAY)
    if meeting is None:
        raise NotUnderstood(f"I know of no meeting of {given.committee} to come. Type “meeting add …” to enter one.")
    return Draw("meeting", {"meeting": str(meeting.id)})


def _papers(turn: Turn, given: Typed, held_on: date) -> date | None:
    if not given.papers:
        return None
    papers = day_of(given.papers, turn.today)
    if papers > held_on:
        raise NotUnderstood(f"Papers can't be due on {said(papers)}, after the meeting on {said(held_on)}.")
    return papers


def _sentence(meeting: Meeting) -> str:
    theme = f" about {meeting.theme}" if meeting.theme else ""
    led = ", led by young people" if meeting.by_young_people else ""
    day, papers = said(meeting.held_on), said(meeting.papers_due)
    return f"{meeting.committee.called} meets on {day}{theme}{led}; its papers are due on {papers}."


def _day_off(turn: Turn, day: date) -> str:
    """A warning, in case the day was a slip: nobody is at work on it."""
    what = "a bank holiday" if day.weekday() < 5 else "at a weekend"
    return "" if turn.council.policy.days.is_one(day) else f"Mind: {said(day)} is {what}. Was another day meant? "


def _new_to_me(committee: Committee) -> str:
    short = f", {committee.short} for short" if committee.short else ""
    return f"I did not know {committee.name} before and have entered it{short}. "


COMMANDS = (
    Command(
        name="meeting add",
        help="Enter a committee's meeting, with its theme and the day its papers are due",
        example="meeting add CPP 5 December theme Housing papers due 24 November",
        run=run_add,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="meeting move",
        help="Move a meeting, with the pledges that hang on it; their owners are told",
        example="meeting move CPP 5 December to 12 December",
        run=run_move,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="meeting cancel",
        help="Cancel a meeting; what hangs on it goes to the next one",
        example="meeting cancel CPP 5 December",
        run=run_cancel,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="meeting",
        help="The list of one meeting, to tick, note and close by minute",
        example="meeting CPP today",
        run=run_one,
        who=Who.ADMINS,
        private=True,
    ),
    Command(name="meetings", help="Which meetings are coming", run=run_coming),
)
