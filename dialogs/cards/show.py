"""Everything about one pledge: what is happening, when and by whom, where it was promised, what was said."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement, Fact, FactSet

from dialogs import pieces, questions, samples
from dialogs.changing import minute_words, status_words
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import listed, said
from pledges.messages import Drop, Rendered
from pledges.pledge import Pledge, Source, Update, lacks_impact

KIND = "show"
WORDS = 5


async def render(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    updates = await scene.tx.register.updates(pledge.ref)
    return draw(pledge, updates[:WORDS], scene.look, may_answer=bool(scene.facts.get("answer")))


def draw(pledge: Pledge, updates: Sequence[Update], look: Look, *, may_answer: bool) -> Rendered:
    asked: list[CardElement] = []
    if pledge.ref in look.facts.get("said", "").split(","):
        asked = questions.receipt(pledge, look, KIND)
    elif may_answer and pledge.open:
        asked = questions.question(pledge, look, KIND)
    return pieces.card(
        f"{pledge.ref}: {pledge.title}, {status_words(pledge)}",
        *questions.about(pledge, look)[:3],
        FactSet(facts=[Fact(title=name, value=pieces.plain(value)) for name, value in _facts(pledge) if value]),
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
        ("Last decision", deadline.decided),
        ("Reopened on", said(pledge.reopened_on) if pledge.reopened_on else ""),
        ("Evidence", pledge.evidence),
        ("Impact", "not yet shown" if lacks_impact(pledge) else pledge.impact),
        ("Theme", pledge.theme),
        ("Class", pledge.publication.value),
        *(("Promised in", _source(source)) for source in pledge.sources),
    ]


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


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "show": lambda: draw(
            samples.LATE, [u for u in (samples.LATE.last, samples.SOON.last) if u], samples.look(), may_answer=True
        )
    },
)
