"""The papers under review, for any admin to take up; and how to bring one in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import pieces
from dialogs.registry import Button, CardKind, Draw, Look, Response, Scene, Turn, Who
from dialogs.reviewing.invented import REVIEW
from dialogs.reviewing.keeping import KIND as REVIEWED
from dialogs.samples import look as sample_look
from pledges.calendar import counted, said_short
from pledges.messages import Drop, Rendered
from pledges.review import Review

KIND = "reviews"
MOST = 8
HOW = "Type “minutes” and paste the minutes behind it, or drop the file here. I propose pledges; you decide."


async def render(scene: Scene) -> Rendered | Drop:
    waiting = await scene.tx.reviews.waiting()
    names = {review.by: (await scene.tx.people.get(review.by)).name for review in waiting[:MOST]}
    return draw([(review, names[review.by]) for review in waiting[:MOST]], len(waiting), scene.look)


def draw(papers: Sequence[tuple[Review, str]], count: int, look: Look) -> Rendered:
    head = f"Papers under review: {count:,}" if papers else "No paper is under review"
    more = [pieces.quiet(f"And {count - len(papers):,} older ones.")] if count > len(papers) else []
    rows = [pieces.block(*_paper(review, by, look), line=True) for review, by in papers]
    return pieces.card(head, pieces.title(head), *rows, *more, pieces.quiet(HOW))


def _paper(review: Review, by: str, look: Look) -> list[CardElement]:
    day = said_short(review.held_on, look.today) if review.held_on else ""
    paper = " · ".join(filter(None, [review.name, review.committee, day, "draft" if review.draft else ""]))
    ticked = sum(row.ticked for row in review.rows)
    came = said_short(look.policy.today(review.at), look.today)
    told = f"{counted(len(review.rows), 'row')}, {ticked:,} ticked. Brought in by {by}, {came}."
    take = pieces.button("Take up", "take up review", look.nonce, review=str(review.id))
    return [
        pieces.two(
            [pieces.words(f"**{pieces.plain(paper)}**"), pieces.quiet(pieces.plain(told))], [pieces.buttons(take)]
        )
    ]


async def press_take(turn: Turn) -> Response:
    return Draw(REVIEWED, {"review": turn.given("review"), "page": "1"})


CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "reviews": lambda: draw(
            [(REVIEW, "Lynne Robbins"), (replace(REVIEW, name="cpp-2026-09", draft=False), "Alex Wilber")],
            2,
            sample_look(),
        ),
        "reviews, none": lambda: draw([], 0, sample_look()),
    },
)
BUTTONS = (Button(verb="take up review", press=press_take, reads=True),)
