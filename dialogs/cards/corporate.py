"""The council's weekly digest: directorates side by side by their names, themes, and exceptions by rule."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

from microsoft_teams.cards import CardElement

from dialogs import charts, corporate_rows, pieces, samples
from dialogs.corporate_rows import Room
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import counted, said, week_of
from pledges.corporate import Corporate, Exceptions, Item, Place, Stage, Tally, Theme
from pledges.figures import Week
from pledges.messages import ChannelId, Drop, Rendered
from pledges.pledge import Status

KIND = "corporate"
NAME = "The whole council"
BUDGET = 34_000  # characters of JSON: Teams counts them as UTF-16 and refuses what is over 100 KB
ROOMS = (
    Room(),
    Room(items=2, themes=20, names=20, bars=False),
    Room(items=1, themes=10, names=10, bars=False),
    Room(items=0, themes=10, names=10, bars=False, beside=False),
)
COLOURS = {
    Status.NOT_STARTED: "neutral",
    Status.ON_TRACK: "good",
    Status.AT_RISK: "warning",
    Status.OFF_TRACK: "attention",
    Status.BLOCKED: "categoricalPurple",
}


async def render(scene: Scene) -> Rendered | Drop:
    """Draw the figures that were kept when the digest fell due; for an extra one, what stands now."""
    channel, week, look = ChannelId(str(scene.to)), scene.facts["week"], scene.look
    if scene.facts.get("extra"):
        return draw(await scene.tx.corporate.summed_up(channel, week, look.policy, look.now), look)
    kept = await scene.tx.corporate.get(channel, week)
    return draw(kept, look) if kept else Drop("its figures are gone")


def draw(digest: Corporate, look: Look) -> Rendered:
    """As much as fits: names are left out before the message is too big, counts never."""
    if digest.quiet:
        return _quiet(digest, look)
    for room in ROOMS:
        drawn = _draw(digest, look, room)
        if len(json.dumps(drawn.card, ensure_ascii=False)) <= BUDGET:
            break
    return drawn


def _quiet(digest: Corporate, look: Look) -> Rendered:
    headline = in_words(digest.total)
    return pieces.card(f"{NAME}: {headline}", pieces.words(f"**{NAME}** · {headline}"), *_as_at(digest, look))


def _draw(digest: Corporate, look: Look, room: Room) -> Rendered:
    total, headline = digest.total, in_words(digest.total)
    return pieces.card(
        f"{NAME}: {headline}",
        pieces.title(f"{NAME}: this week's pledges"),
        *_as_at(digest, look),
        pieces.figures(
            (total.late, "late", "Attention"),
            (total.soon, "due soon", "Accent"),
            (total.done, "done", None),
            (total.open, "open", None),
        ),
        pieces.words(f"**{headline}**"),
        pieces.quiet(_compared(digest)),
        *corporate_rows.places(digest.places, room),
        *corporate_rows.exceptions(digest.exceptions, room),
        *corporate_rows.themes(digest.themes, room),
        *corporate_rows.named("No open pledge", digest.empty, room),
        *corporate_rows.named("No word for a quarter", digest.silent, room),
        *_split(digest),
        *_trend(digest),
    )


def in_words(total: Tally) -> str:
    """The headline: what is late of how many, what was done, what comes."""
    if total.quiet:
        return f"Nothing is late and nothing is due soon; {counted(total.open, 'pledge')} open."
    late = f"{total.late:,} of {total.open:,} late" if total.late else f"None of {total.open:,} late"
    heads = (
        (total.forecast, "will not make it"),
        (total.past, f"past {'its' if total.past == 1 else 'their'} date and not called late"),
        (total.waiting, "waiting for a decision"),
    )
    beside = "".join(f", {count:,} {what}" for count, what in heads if count)
    return f"{late}{beside}; {total.done:,} done, {total.soon:,} due soon."


def _as_at(digest: Corporate, look: Look) -> list[CardElement]:
    local = digest.as_at.astimezone(look.policy.zone)
    delayed = bool(look.facts.get("late")) or look.today > local.date()  # planned late, or long on its way
    late = " Posted late: I could not post it at its hour." if delayed else ""
    extra = " An extra one, asked for in this channel." if look.facts.get("extra") else ""
    return [pieces.quiet(f"As at {said(local.date())}, {local:%H:%M}.{late}{extra}")]


def _compared(digest: Corporate) -> str:
    if digest.before is None:
        return "This is the first digest here, so there is no last week to compare with."
    before = digest.before
    return f"{_when(digest)}: {before.late:,} of {before.open:,} late, {before.done:,} done."


def _when(digest: Corporate) -> str:
    """When the last one was told, which may be weeks ago."""
    this, told = week_of(digest.as_at.date()), digest.trend[:-1]
    if not told:
        return "When it was told last, more than eight weeks ago"
    monday = _monday(told[-1])
    return "Last week" if week_of(monday + timedelta(weeks=1)) == this else f"In the week of {monday.day} {monday:%B}"


def _split(digest: Corporate) -> list[CardElement]:
    """How the open pledges stand by what their owners said last."""
    if not digest.total.open:
        return []
    shares = [
        charts.Share(name=status.value.capitalize(), count=count, colour=COLOURS[status])  # type: ignore[arg-type]
        for status, count in digest.statuses
    ]
    chart = charts.donut(shares, whole=digest.total.open, head=("As owners say", "Open"))
    return [pieces.heading("How the open ones stand", digest.total.open), chart]


def _trend(digest: Corporate) -> list[CardElement]:
    """The weeks that were told, of the last eight; one week alone is no trend."""
    weeks = digest.trend
    if len(weeks) < 2:
        return []
    days = [(monday.isoformat(), f"{monday.day} {monday:%B}") for monday in map(_monday, weeks)]
    late = charts.Series(name="Late", counts=[week.late for week in weeks], colour="attention")
    done = charts.Series(name="Done", counts=[week.done for week in weeks], colour="good")
    return [pieces.heading("Week by week"), charts.lines(days, [late, done], first="Week of")]


def _monday(week: Week) -> date:
    return datetime.strptime(f"{week.week}-1", "%G-W%V-%u").date()  # noqa: DTZ007 - a day, not a moment


CHILDREN, HOUSING = "Children's Services", "Housing"
PLAN = "Corporate Parenting Strategy"
STANDS = {
    "Adult Social Care": (Tally(open=24, late=1, soon=2, done=1), Tally(open=25, late=3)),
    CHILDREN: (Tally(open=96, late=14, waiting=3, forecast=5, past=2, soon=11, done=6), Tally(open=99, late=12)),
    HOUSING: (Tally(open=31, late=7, waiting=1, soon=4, done=2), Tally(open=33, late=7)),
    "Place": (Tally(open=18, soon=1), Tally(open=18)),
    "Public Health": (Tally(open=12, past=5, soon=2), None),
    "Resources": (Tally(open=9), None),
    "Youth Justice": (Tally(), Tally()),
}
STAGES = {"Public Health": Stage.STARTING, "Resources": Stage.WAITS}
LATE, DONE = (31, 30, 28, 29, 26, 24, 22, 22), (4, 2, 6, 5, 3, 8, 7, 9)
PLACES = tuple(
    Place(id=n, name=name, tally=now, before=then, stage=STAGES.get(name, Stage.LIVE))
    for n, (name, (now, then)) in enumerate(STANDS.items(), 1)
)
THEMES = (
    Theme(name="1. A good home", plan=PLAN, open=44, late=6, member="Cllr Rosa Ashdown", officer="Head of Housing"),
    Theme(name="2. Learning", plan=PLAN, open=52, late=0, member="Cllr Tom Bale"),
    Theme(name="3. Health", plan=PLAN, open=29, late=3, officer="Designated Nurse"),
)
FOSTERING = "Head of Service, Fostering"
OLD = Item(ref="CP-7", title=samples.LATE.title, owner=FOSTERING, directorate=CHILDREN, value=131)
HIDDEN = Item(ref="CP-58", title="", owner="Head of Housing", directorate=HOUSING, value=104)
OTHER = Item(ref="CP-11", title=samples.UNDATED.title, owner=FOSTERING, directorate=CHILDREN, value=96)
MOVED = Item(ref="CP-42", title=samples.SOON.title, owner="Virtual School Head", directorate=HOUSING, value=4)
LOST = Item(ref="CP-3", title="Lead on the theme Health", owner="to be confirmed", directorate="Place", value=1)
EXCEPTIONS = (
    Exceptions(
        rule="Late for more than 90 days", count=7, places=((CHILDREN, 5), (HOUSING, 2)), items=(OLD, HIDDEN, OTHER)
    ),
    Exceptions(rule="Extended three times or more", count=1, places=((HOUSING, 1),), items=(MOVED,)),
    Exceptions(rule="No owner", count=1, places=(("Place", 1),), items=(LOST,)),
)


def _sample() -> Corporate:
    weeks = [f"{samples.NOW - timedelta(weeks=ago):%G-W%V}" for ago in range(7, -1, -1)]
    return Corporate(
        as_at=samples.NOW,
        total=sum((place.tally for place in PLACES), Tally()),
        before=Tally(open=194, late=22, done=7),
        statuses=tuple(zip(COLOURS, (38, 101, 34, 11, 6), strict=True)),
        places=PLACES,
        themes=THEMES,
        exceptions=EXCEPTIONS,
        empty=("Youth Justice", "Libraries (Place)"),
        silent=("Reunification (Children's Services)",),
        trend=tuple(
            Week(week=week, late=late, done=done, total=190) for week, late, done in zip(weeks, LATE, DONE, strict=True)
        ),
    )


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "corporate": lambda: draw(_sample(), samples.look()),
        "corporate, quiet": lambda: draw(
            Corporate(as_at=samples.NOW, total=Tally(open=212)), samples.look(facts={"message": "s", "late": "yes"})
        ),
    },
)
