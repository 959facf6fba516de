"""The rhythm in plain words: when people are asked and told, when councillors are not, and who set it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import counted, listed, said_short
from pledges.habits import WEEKDAYS
from pledges.messages import Drop, PersonId, Rendered
from pledges.periods import Period, PeriodKind, words_of
from pledges.policy import Policy
from pledges.rhythm import changes, ladder_words, told
from storage.rules import Kept

KIND = "policy"
SHOWN, MOST = 10, 40
NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`history` is what was set, newest first; `councillors` are named to admins, who can see who is not one."""

    policy: Policy
    admin: bool = False
    history: Sequence[Kept] = ()
    councillors: Sequence[str] = ()


async def render(scene: Scene) -> Rendered | Drop:
    if not isinstance(scene.to, int):
        return Drop("The rhythm is shown in a chat with one person.")
    tx, look = scene.tx, scene.look
    person = await tx.people.get(PersonId(scene.to))
    standing = await tx.people.standing(person, look.council.admins)
    known = await tx.councillors.on(look.today) if standing.admin else ()
    shown = Shown(
        policy=await tx.rules.policy(),
        admin=standing.admin,
        history=await tx.rules.history(),
        councillors=sorted([(await tx.people.get(each)).name for each in known]),
    )
    return draw(shown, look)


def draw(shown: Shown, look: Look) -> Rendered:
    policy, saved = shown.policy, look.shown.get("saved", "")
    head = f"When people are asked: {ladder_words(policy.ladder)}; late ones each {WEEKDAYS[policy.late_weekday]}"
    done = f"✓ Saved. {saved}. Type “undo” to take it back."
    return pieces.card(
        f"Saved. {saved}" if saved else head,
        pieces.title("When people are asked"),
        *([pieces.words(f"**{pieces.plain(done)}**")] if saved else []),
        pieces.heading("Questions"),
        *_lines(_questions(policy)),
        pieces.heading("Messages"),
        *_lines(_messages(policy)),
        pieces.heading("Councillors"),
        *_councillors(shown, look),
        pieces.block(pieces.quiet(pieces.plain(_set_by(shown, look))), *_buttons(shown, look), line=True),
        *_history(shown, look),
    )


def _lines(pairs: Sequence[tuple[str, str]]) -> list[CardElement]:
    return [pieces.words(f"**{name}:** {value}") for name, value in pairs]


def _questions(policy: Policy) -> list[tuple[str, str]]:
    waits = _days(policy.new_waits)
    times = counted(policy.snoozes, "time")
    return [
        ("With a date", f"{ladder_words(policy.ladder)}; a fresh answer skips what it makes needless"),
        (
            "For papers",
            f"{_days(policy.panel_before)} before those of its next meeting are due, with a date or without",
        ),
        ("Past its date", f"each {WEEKDAYS[policy.late_weekday]}, all in one card; or on the day that somebody chose"),
        ("No answer", f"after {_weekly(policy)} somebody else may be asked, where that is switched on"),
        ("No end", f"{_weeks(policy.review_every.days)} after the last word"),
        ("As required", f"{_weeks(policy.recurs_every.days)} after the last word"),
        ("New to somebody", f"after {waits}, or as soon as they take it on" if policy.new_waits else "at once"),
        ("Put off", f"by up to {_days(policy.snooze_days)}, {times} in a row, never past the date"),
    ]


def _days(count: int) -> str:
    return counted(count, "working day")


def _weekly(policy: Policy) -> str:
    return counted(policy.escalate_after, "weekly question")


def _weeks(days: int) -> str:
    return counted(days // 7, "week")


def _messages(policy: Policy) -> list[tuple[str, str]]:
    hours = f"{policy.nudge_at:%H:%M} to {policy.nudge_until:%H:%M} on working days"
    return [
        ("Hours", f"{hours}; never at weekends, on bank holidays or while somebody is away"),
        (
            "Last call",
            f"at {policy.last_call_at:%H:%M} on the working day before the digest, about what it will call late",
        ),
        ("Digest", f"each {WEEKDAYS[policy.digest_weekday]} at {policy.digest_at:%H:%M}"),
    ]


def _councillors(shown: Shown, look: Look) -> list[CardElement]:
    coming = [p for p in shown.policy.periods if p.until >= look.today]
    if not coming:
        none = "No recess and no pre-election period is noted: councillors are asked as officers are."
        return [pieces.words(none), *_adding(shown, look)]
    rule = "Not asked on these days. What falls due then is asked on the next working day; officers are asked as ever."
    rows = [element for period in coming for element in _period(period, shown, look)]
    return [pieces.words(rule), *rows, *_known(shown), *_adding(shown, look)]


def _period(period: Period, shown: Shown, look: Look) -> list[CardElement]:
    now = " (now)" if period.has(look.today) else ""
    line = pieces.words(f"**{period.kind.capitalize()}**{now}: {period.days(look.today)}")
    if not shown.admin:
        return [line]
    label = f"Remove {'this recess' if period.kind is PeriodKind.RECESS else 'this period'}"
    return [line, pieces.buttons(pieces.button(label, "period remove", look.nonce, period=words_of([period])))]


def _known(shown: Shown) -> list[CardElement]:
    if not shown.admin:
        return []
    if not shown.councillors:
        none = "I know no councillor: name them “Cllr …”, give them a post such as Lead Member, or a theme to champion."
        return [pieces.quiet(none)]
    named, more = shown.councillors[:NAMED], len(shown.councillors) - NAMED
    words = listed([*named, *([f"{more:,} more"] if more > 0 else [])])
    return [pieces.quiet(pieces.plain(f"Councillors whom I know: {words}."))]


def _set_by(shown: Shown, look: Look) -> str:
    if not shown.history or shown.history[0].at is None:
        return "As it was set up; no admin has changed it."
    last = shown.history[0]
    return f"Last changed by {last.by} on {said_short(_day(last, look), look.today)}."


def _day(kept: Kept, look: Look) -> date:
    return look.policy.today(kept.at) if kept.at else look.today


def _adding(shown: Shown, look: Look) -> list[CardElement]:
    adds = [pieces.button(f"Add a {kind}", "period add", look.nonce, kind=kind.value) for kind in PeriodKind]
    return [pieces.buttons(*adds)] if shown.admin else []


def _buttons(shown: Shown, look: Look) -> list[CardElement]:
    mine = [pieces.button("Change", "policy change", look.nonce)] if shown.admin else []
    past = [pieces.opens("History", "history")] if shown.history else []
    return [pieces.buttons(*mine, *past)] if mine or past else []


def _history(shown: Shown, look: Look) -> list[CardElement]:
    """Who changed it, when, from what to what."""
    if not shown.history:
        return []
    opened = bool(look.facts.get("history"))
    rows = [_change(kept, look) for kept in shown.history[: MOST if opened else SHOWN]]
    left = len(shown.history) - len(rows)
    more = [pieces.quiet(f"And {left:,} before that. Type “policy history” for more.")] if left > 0 else []
    whole = pieces.hidden("history", pieces.heading("History", len(shown.history)), *rows, *more)
    whole.is_visible = opened
    return [whole]


def _change(kept: Kept, look: Look) -> CardElement:
    lines = [pieces.words(pieces.plain(line)) for line in changes(kept.was, kept.became, look.today)]
    at = kept.at.astimezone(look.policy.zone) if kept.at else look.now
    when = pieces.quiet(pieces.plain(f"{kept.by}, {said_short(at.date(), look.today)}, {at:%H:%M}"))
    return pieces.block(*(lines or [pieces.words("Nothing differs.")]), when, line=True)


RECESS = Period(kind=PeriodKind.RECESS, since=date(2027, 7, 20), until=date(2027, 9, 4))
ELECTION = Period(kind=PeriodKind.PRE_ELECTION, since=date(2027, 3, 24), until=date(2027, 5, 7))
USUAL = Policy()
SET = replace(USUAL, ladder=(15, 5, 0), late_weekday=1, periods=(ELECTION, RECESS))
TOLD = Kept(
    version=1,
    was=told(USUAL),
    became=told(SET),
    by="Lynne Robbins",
    at=datetime(2026, 11, 23, 10, 5, tzinfo=UTC),
)
FULL = Shown(policy=SET, admin=True, history=[TOLD], councillors=["Cllr Rosa Ashdown", "Cllr Tom Bale"])
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "policy": lambda: draw(FULL, samples.look()),
        "policy, as set up": lambda: draw(Shown(policy=USUAL, admin=True), samples.look()),
        "policy, for an owner": lambda: draw(replace(FULL, admin=False, councillors=()), samples.look()),
        "policy, saved": lambda: draw(FULL, samples.look(shown={"saved": "Weekday of the digest: Monday → Tuesday"})),
        "policy, its history": lambda: draw(FULL, samples.look(facts={"message": "s", "history": "yes"})),
    },
)
