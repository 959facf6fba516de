"""Everything about one pledge: what is happening, when and by whom, where it was promised, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards import CardElement, Fact, FactSet

from dialogs import pieces, questions, samples
from dialogs.changing import due_words, minute_words, status_words
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import listed, said
from pledges.messages import Drop, Rendered
from pledges.pledge import Deadline, Pledge, Source, Status, Tie, Update, When, lacks_impact

KIND = "show"
WORDS = 5
TIMES = 6


async def render(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    updates = await scene.tx.register.updates(pledge.ref)
    answers = bool(scene.facts.get("answer"))
    tied = [*await scene.tx.times.of(pledge.number), *await scene.tx.register.following(pledge.number)]
    return draw(pledge, updates[:WORDS], scene.look, may_answer=answers, tied=tied)


def draw(
    pledge: Pledge, updates: Sequence[Update], look: Look, *, may_answer: bool, tied: Sequence[Pledge] = ()
) -> Rendered:
    asked: list[CardElement] = []
    if pledge.ref in look.facts.get("said", "").split(","):
        asked = questions.receipt(pledge, look, KIND)
    elif may_answer and pledge.open:
        asked = questions.question(pledge, look, KIND)
    return pieces.card(
        f"{pledge.ref}: {pledge.title}, {status_words(pledge)}",
        *questions.about(pledge, look)[:3],
        FactSet(facts=[Fact(title=name, value=pieces.plain(value)) for name, value in _facts(pledge) if value]),
        *_tied(tied, look),
        *_said(updates, look),
        *([pieces.block(*asked, line=True)] if asked else []),
    )


def _facts(pledge: Pledge) -> list[tuple[str, str]]:
    deadline, helping = pledge.deadline, [o.title for o in pledge.owners if not o.lead]
    moved = deadline.original is not None and deadline.original != deadline.due
    return [
        ("Status", status_words(pledge)),
        ("Owner", pledge.lead.title),
        ("As written", pledge.lead.words if pledge.lead.words != pledge.lead.title else ""),
        ("Helping", listed(helping)),
        (
            "Directorate",
            " · ".join(filter(None, (pledge.directorate.name if pledge.directorate else "", pledge.service))),
        ),
        ("Deadline as written", deadline.words),
        ("How the date came", deadline.rule),
        ("First date", said(deadline.original) if moved and deadline.original else ""),
        ("Hangs on", _tie(pledge)),
        ("Last decision", deadline.decided),
        ("Reopened on", said(pledge.reopened_on) if pledge.reopened_on else ""),
        ("Evidence", pledge.evidence),
        ("Impact", "not yet shown" if lacks_impact(pledge) else pledge.impact),
        ("Theme", pledge.theme),
        ("Class", pledge.publication.value),
        *(("Promised in", _source(source)) for source in pledge.sources),
    ]


def _tied(tied: Sequence[Pledge], look: Look) -> list[CardElement]:
    """Its times, the latest first, if it comes again and again; and what follows on it."""
    if not tied:
        return []
    shown = [
        pieces.quiet(pieces.plain(f"{p.ref} · {due_words(p, look.policy, look.today)} · {status_words(p)}"))
        for p in tied[-TIMES:][::-1]
    ]
    more = [pieces.quiet(f"And {len(tied) - TIMES} before these.")] if len(tied) > TIMES else []
    times = any(p.tie and p.tie.parent for p in tied)
    return [pieces.heading("Each time" if times else "Followed by", len(tied)), *shown, *more]


def _tie(pledge: Pledge) -> str:
    tie = pledge.tie
    if tie is None:
        return ""
    return f"One time of CP-{tie.parent}" if tie.parent else f"{tie.after} after CP-{tie.follows}, and moves with it"


def _source(source: Source) -> str:
    day = said(source.held_on) if source.held_on else "undated"
    words = f" – “{source.words}”" if source.words else ""
    return ", ".join(filter(None, (source.document, source.committee, day, minute_words(source)))) + words


def _said(updates: Sequence[Update], look: Look) -> list[CardElement]:
    if not updates:
        return [pieces.quiet("Nothing has been said about it yet.")]
    lines = [
        pieces.words(
            f"{said(look.policy.today(u.at))}: **{u.status.value}**" + (f" – {pieces.plain(u.note)}" if u.note else "")
        )
        for u in updates
    ]
    return [pieces.heading("What was said"), *lines]


QUARTERLY = samples.pledge(
    8,
    "Report progress on the plan",
    None,
    deadline=Deadline(words="quarterly", rule="comes again and again", kind=When.RECURRING),
)
TIMES_OF_IT = [
    samples.pledge(9, "Report progress on the plan", date(2026, 9, 30), status=Status.CLOSED),
    samples.pledge(10, "Report progress on the plan", date(2026, 12, 31), tie=Tie(parent=8, time="2026-12-31")),
]
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "show": lambda: draw(
            samples.LATE, [u for u in (samples.LATE.last, samples.SOON.last) if u], samples.look(), may_answer=True
        ),
        "show, again and again": lambda: draw(QUARTERLY, [], samples.look(), may_answer=False, tied=TIMES_OF_IT),
    },
)
