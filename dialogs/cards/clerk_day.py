"""The admins' day: what went out and came back, what is wrong, and what the next papers still wait for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from microsoft_teams.cards import CardElement

from dialogs import answers, going_live, paging, pieces, questions, samples
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn, Who
from pledges.calendar import counted, moment, said, said_short
from pledges.messages import Drop, Outgoing, PersonId, Rendered
from pledges.nudging import Question, ask
from pledges.papers import Papers, papers_of
from pledges.people import Standing
from pledges.pledge import MeetingId, Pledge
from storage import listed
from storage.db import Tx
from storage.lists import Asked, Which
from storage.remarks import Remark
from storage.today import Failed, Figures

KIND, RUNG = "clerk day", "papers"
ROWS = 5
AHEAD = timedelta(days=14)
LISTS: Mapping[str, tuple[str, Which]] = {
    "tbc": ("Owner to be confirmed", listed.to_be_confirmed),
    "vacant": ("Nobody holds the post", listed.vacant),
    "no date": ("No date", listed.no_date),
    "not reached": ("With somebody not reached", listed.not_reached),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """`unreached` are people with why; `counts` how much stands on the lists of LISTS; `limits` who is not asked."""

    figures: Figures = field(default_factory=Figures)
    unreached: Sequence[tuple[str, str]] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    papers: Sequence[Papers] = ()
    remarks: Sequence[Remark] = ()
    limits: Sequence[str] = ()
    paused: str = ""


async def render(scene: Scene) -> Rendered | Drop:
    tx, look = scene.tx, scene.look
    if not isinstance(scene.to, int):
        return Drop("The day is for a chat with one person.")
    asked = Asked(standing=Standing(person=PersonId(scene.to), admin=True), today=look.today, policy=look.policy)
    midnight = moment(look.today, look.now.min.time(), look.policy.zone)
    diary = await tx.meetings.diary(look.today)
    coming = [m for m in diary.meetings if look.today <= m.papers_due <= look.today + AHEAD]
    papers = [papers_of(m, await tx.register.of_meeting(m.id), look.policy) for m in coming]
    day = Day(
        figures=await tx.today.figures(look.today, midnight),
        unreached=[(person.name, why) for person, why, _ in await tx.people.not_reachable()],
        counts={name: await tx.lists.count([which], asked) for name, (_, which) in LISTS.items()},
        papers=[each for each in papers if each.total],
        remarks=await tx.remarks.open(ROWS + 1),
        limits=await going_live.limits(tx),
        paused=await going_live.pause_words(tx, look.policy, look.today),
    )
    return draw(day, look)


def draw(day: Day, look: Look) -> Rendered:
    figures, wrong = day.figures, day.figures.failed or day.unreached or day.remarks
    head = f"{said(look.today)}: {figures.asked:,} asked, {figures.answered:,} answered"
    local = look.now.astimezone(look.policy.zone)
    stamp = f"As at {local:%H:%M}. I keep this card up to date in working hours, so it shows that I am at work."
    return pieces.card(
        head + (", something is wrong" if wrong else ""),
        pieces.title(f"Today, {said_short(look.today, look.today)}"),
        pieces.quiet(stamp),
        pieces.figures(
            (figures.asked, "asked", None), (figures.arrived, "arrived", None), (figures.answered, "answered", None)
        ),
        *_limits(day),
        *_failed(figures),
        *_unreached(day.unreached),
        *_remarks(day.remarks, look),
        *(element for each in day.papers for element in _papers(each, look)),
        *_lists(day.counts, look),
    )


def _limits(day: Day) -> list[CardElement]:
    paused = [pieces.warning(pieces.plain(day.paused))] if day.paused else []
    return [*paused, *(pieces.words(f"**{pieces.plain(line)}**") for line in day.limits)]


def _failed(figures: Figures) -> list[CardElement]:
    if not figures.failed:
        return [pieces.words("No message failed today.")]
    lines = [pieces.words(pieces.plain(f"{one.to}: {one.why}")) for one in figures.failures[:ROWS]]
    head = pieces.warning(f"Failed today: {counted(figures.failed, 'message')}")
    return [pieces.block(head, *lines, pieces.quiet("“pledgekeeper outbox” sends one again."), line=True)]


def _unreached(people: Sequence[tuple[str, str]]) -> list[CardElement]:
    if not people:
        return []
    lines = [pieces.words(f"**{pieces.plain(name)}** {pieces.plain(why)}") for name, why in people[:ROWS]]
    more = [pieces.quiet(f"And {len(people) - ROWS:,} more.")] if len(people) > ROWS else []
    head = pieces.warning(f"Not reached: {counted(len(people), 'person', 'people')}")
    return [pieces.block(head, *lines, *more, line=True)]


def _remarks(remarks: Sequence[Remark], look: Look) -> list[CardElement]:
    """What readers say is wrong in a digest, to be answered in a card of its own."""
    if not remarks:
        return []
    lines = [
        pieces.words(f"**{pieces.plain(one.directorate)}**: “{pieces.plain(one.words)}” ({pieces.plain(one.by)})")
        for one in remarks[:ROWS]
    ]
    head = pieces.warning("Said to be wrong in a digest")
    return [pieces.block(head, *lines, pieces.buttons(pieces.button("Answer", "open remarks", look.nonce)), line=True)]


def _papers(papers: Papers, look: Look) -> list[CardElement]:
    """Papers due in 9 days: 31 of 38 answered, with a button that asks the rest."""
    days = (papers.meeting.papers_due - look.today).days
    when = f"in {counted(days, 'day')}" if days else "today"
    told = f"**Papers due {when}**: {papers.total - len(papers.silent):,} of {papers.total:,} answered"
    rest, asked = papers.to_ask(look.today), sum(p.asking.asked_on == look.today for p in papers.silent)
    sent = questions.carried(KIND, look.facts) | {"meeting": str(papers.meeting.id)}
    name = f"{pieces.plain(papers.meeting.committee.called)}, {said_short(papers.meeting.held_on, look.today)}"
    return [
        pieces.block(
            pieces.words(told),
            pieces.quiet(name),
            *([pieces.quiet(f"{asked:,} asked today, in one message a person.")] if asked else []),
            *([pieces.buttons(pieces.button(_ask(len(rest)), "ask rest", look.nonce, **sent))] if rest else []),
            line=True,
        )
    ]


def _ask(count: int) -> str:
    return f"Ask the {count:,}" if count > 1 else "Ask the one"


def _lists(counts: Mapping[str, int], look: Look) -> list[CardElement]:
    rows = [
        pieces.two(
            [pieces.words(f"{title}: **{counts[name]:,}**")],
            [pieces.buttons(pieces.button("Open", paging.VERB, look.nonce, **_opened(name)))],
        )
        for name, (title, _) in LISTS.items()
        if counts.get(name)
    ]
    return [pieces.block(*rows, line=True)] if rows else []


def _opened(name: str) -> dict[str, str]:
    return questions.carried("list", {"list": name})


async def press_rest(turn: Turn) -> Response:
    """Ask whoever has not answered for the papers, in the day's one message to each; none who is asked by hand."""
    if turn.standing.admin and turn.given("meeting").isdecimal():
        meeting = await turn.tx.meetings.get(MeetingId(int(turn.given("meeting"))))
        papers = papers_of(meeting, await turn.tx.register.of_meeting(meeting.id), turn.council.policy)
        by_hand = await turn.tx.by_hand.people()
        for pledge in sorted(papers.to_ask(turn.today), key=lambda p: p.number):
            if pledge.lead.answers not in by_hand:
                await _put(turn, pledge)
    return answers.again(turn)


async def _put(turn: Turn, found: Pledge) -> None:
    pledge = await turn.tx.register.get(found.ref, for_update=True)
    if pledge.lead.answers is None:
        return
    key = await _message(turn.tx, pledge.lead.answers, turn)
    await turn.tx.asks.put(pledge.number, pledge.lead.answers, RUNG, pledge.deadline.due, key, turn.today)
    await turn.tx.register.note_asking(ask(pledge, Question(turn.today, RUNG), turn.today), turn.now)


async def _message(tx: Tx, person: PersonId, turn: Turn) -> str:
    """The day's nudge, while it waits; once it has gone, one that waits for the next morning."""
    key = f"nudge:{person}:{turn.today.isoformat()}"
    waiting = {message.key for message in await tx.outbox.unsent("nudge", person)}
    if await tx.outbox.knows(key) and key not in waiting:
        key = f"{key}:{RUNG}"
    await tx.outbox.put(Outgoing(kind="nudge", to=person, key=key, not_before=turn.now), turn.now)
    return key


PAPERS = Papers(meeting=samples.MEETING, total=38, silent=[replace(samples.LATER, number=n) for n in range(60, 67)])
EXAMPLE = Day(
    figures=Figures(
        asked=12, arrived=11, answered=5, failed=1, failures=[Failed(to="Adele Vance", why="Teams answered 500")]
    ),
    unreached=[("Alex Wilber", "has not installed the bot yet"), ("Asha Vale", "blocked the bot")],
    counts={"tbc": 3, "no date": 5, "not reached": 4},
    papers=[PAPERS],
)
LIMITS = (
    "Pilot: only 2 people are asked (Adele Vance and Megan Bowen).",
    "Not live: Housing and Place. Nobody is asked there.",
)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "clerk day": lambda: draw(EXAMPLE, samples.look()),
        "clerk day, pilot": lambda: draw(replace(EXAMPLE, limits=LIMITS), samples.look()),
        "clerk day, remark": lambda: draw(Day(remarks=[samples.REMARK]), samples.look()),
        "clerk day, quiet": lambda: draw(Day(), samples.look()),
    },
)
BUTTON = Button(verb="ask rest", press=press_rest)
