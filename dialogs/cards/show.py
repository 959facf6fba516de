"""Everything about one pledge: what is happening, when and by whom, where it was promised, what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from microsoft_teams.cards import CardElement, Fact, FactSet

from dialogs import origins, pieces, questions, samples
from dialogs.changing import status_words
from dialogs.origins import Origin
from dialogs.registry import CardKind, Look, Scene
from dialogs.several import answers_words, first_words
from pledges.calendar import listed, said
from pledges.messages import Drop, Rendered
from pledges.pledge import Deadline, Pledge, Source, Status, Tie, Update, When, lacks_impact
from pledges.raising import Raised

KIND = "show"
WORDS = 5
NOTHING = Origin()


async def render(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    origin = await origins.origin_of(scene.tx, pledge)
    updates = [*await scene.tx.register.updates(pledge.ref), *origin.updates]
    newest = sorted(updates, key=lambda update: update.at, reverse=True)[:WORDS]
    first = await first_words(scene.tx, pledge, scene.to, scene.look.policy)
    return draw(pledge, newest, scene.look, origin, may_answer=bool(scene.facts.get("answer")), first=first)


def draw(
    pledge: Pledge,
    updates: Sequence[Update],
    look: Look,
    origin: Origin = NOTHING,
    *,
    may_answer: bool,
    first: str = "",
) -> Rendered:
    asked: list[CardElement] = []
    if pledge.ref in look.facts.get("said", "").split(","):
        asked = questions.receipt(pledge, look, KIND, first)
    elif may_answer and pledge.open:
        asked = questions.question(pledge, look, KIND)
    return pieces.card(
        f"{pledge.ref}: {pledge.title}, {status_words(pledge)}",
        *origins.redirected(look),
        *questions.about(pledge, look)[:3],
        FactSet(facts=[Fact(title=name, value=pieces.plain(value)) for name, value in _facts(pledge, origin) if value]),
        *origins.elements(pledge, origin, look),
        *_said(updates, look),
        *([pieces.block(*asked, line=True)] if asked else []),
    )


def _facts(pledge: Pledge, origin: Origin) -> list[tuple[str, str]]:
    deadline, helping = pledge.deadline, [o.title for o in pledge.owners if not o.lead]
    moved = deadline.original is not None and deadline.original != deadline.due
    return [
        ("Status", status_words(pledge)),
        ("Owner", pledge.lead.title),
        ("As written", pledge.lead.words if pledge.lead.words != pledge.lead.title else ""),
        ("Helping", listed(helping)),
        ("Answers", answers_words(pledge)),
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
        ("Priority", pledge.priority),
        ("Theme", pledge.theme),
        ("Plan", origin.plan),
        ("Class", pledge.publication.value),
    ]


def _tie(pledge: Pledge) -> str:
    tie = pledge.tie
    if tie is None:
        return ""
    return f"One time of CP-{tie.parent}" if tie.parent else f"{tie.after} after CP-{tie.follows}, and moves with it"


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


SEVERAL = replace(
    samples.LATE,
    sources=(
        samples.PANEL,
        replace(samples.PANEL, minute="resolution 4", words="a package that includes car parking charges assistance"),
        Source(document="Workforce Strategy 2026-28", words="We will be an employer that social workers choose"),
    ),
)
MERGED = Origin(
    merged=[samples.pledge(8, "Set up a recruitment package with car parking charges assistance", None)],
    raised=[
        Raised(
            id=1,
            raised_on=date(2021, 7, 14),
            theme="Social workers",
            words="We want to keep the same social worker",
            approved_by="Lynne Robbins",
            approved_on=date(2021, 8, 2),
        )
    ],
)
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
        "show, each must answer": lambda: draw(samples.EACH, [], samples.look(), may_answer=False),
        "show, from several papers": lambda: draw(SEVERAL, [], samples.look(), MERGED, may_answer=False),
        "show, again and again": lambda: draw(
            QUARTERLY, [], samples.look(), Origin(tied=TIMES_OF_IT), may_answer=False
        ),
    },
)
