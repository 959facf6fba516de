"""off, weekly, weekly note: on which weekdays somebody is asked, and whether a director gets a note each week."""

from __future__ import annotations

from dataclasses import replace

from dialogs.registry import Command, Response, Turn
from dialogs.turn import Say
from pledges.calendar import listed
from pledges.errors import NotUnderstood
from pledges.habits import WEEKDAYS, Habit, in_turn, weekdays

NEVER = frozenset({"none", "nothing", "no day", "never", "off"})


async def run_off(turn: Turn) -> Response:
    habit = await turn.tx.habits.of(turn.person.id)
    if turn.words:
        days = weekdays(turn.words)
        if not days and turn.words.casefold() not in NEVER:
            raise NotUnderstood("Which days don't you work? Type “off Fridays”, or “off none” to work every day again.")
        habit = await _keep(turn, replace(habit, off=days))
    return Say(_told(habit))


async def run_weekly(turn: Turn) -> Response:
    habit = await turn.tx.habits.of(turn.person.id)
    if turn.words:
        days = weekdays(turn.words)
        if len(days) != 1 and turn.words.casefold() not in NEVER:
            raise NotUnderstood("On which day? Type “weekly Tuesdays”, or “weekly off” to be asked on any day again.")
        habit = await _keep(turn, replace(habit, only_on=min(days, default=None)))
    return Say(_told(habit))


async def run_note(turn: Turn) -> Response:
    """Turn the director's note off or on; without a word, say how it is."""
    habit, word = await turn.tx.habits.of(turn.person.id), turn.words.casefold()
    if word not in ("", "on", "off"):
        raise NotUnderstood("Type “weekly note off” to do without it, or “weekly note on” to get it again.")
    if word:
        habit = await _keep(turn, replace(habit, notes=word == "on"))
    if not habit.notes:
        return Say("You get no weekly note. Type “weekly note on” to get it again.")
    return Say(
        "Whoever directs a directorate reads here each week what its digest says, and what waits for a decision. "
        "Type “weekly note off” to do without it."
    )


async def _keep(turn: Turn, habit: Habit) -> Habit:
    habit.check()
    await turn.tx.habits.put(turn.person.id, habit)
    return habit


def _told(habit: Habit) -> str:
    off = (
        f"You are not asked on {listed(in_turn(habit.off))}: what is due then comes the working day before, "
        "what is late or begins then the one after."
    )
    only = ""
    if habit.only_on is not None:
        day = WEEKDAYS[habit.only_on]
        only = f"You are asked on {day}s only, about what is late too, except on the day something is due."
    usual = "You are asked on any working day. Type “off Fridays” or “weekly Tuesdays” to change that."
    return " ".join(filter(None, (off if habit.off else "", only))) or usual


COMMANDS = (
    Command(
        name="off",
        help="The weekdays on which you don't work, and so are not asked",
        example="off Fridays",
        run=run_off,
        spoken=True,
        also=("i don't work",),
        private=True,
        instead="Type “off” and the days as they were, or “off none”.",
    ),
    Command(
        name="weekly",
        help="Be asked on one weekday only, about what is late too, except on the day something is due",
        example="weekly Tuesdays",
        run=run_weekly,
        spoken=True,
        also=("ask me on", "ask me only on"),
        private=True,
        instead="Type “weekly” and the day as it was, or “weekly off”.",
    ),
    Command(
        name="weekly note",
        help="Whether you read each week, as a director, what the digest says and what waits for your decision",
        example="weekly note off",
        run=run_note,
        private=True,
        instead="Type “weekly note on” or “weekly note off”, as it was.",
    ),
)
