"""A paper under review: its proposals by fours, each to be accepted, edited, merged or left, until all is entered."""

from __future__ import annotations

from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions, samples
from dialogs.registry import Button, CardKind, Look, Scene, Who
from dialogs.reviewing import drawing, pressing
from dialogs.reviewing.around import Around, around
from dialogs.reviewing.invented import DONE, FACTS, LONG, REVIEW, THERE, TICKED
from dialogs.reviewing.keeping import KIND
from pledges.calendar import counted, said, said_short
from pledges.messages import Drop, Rendered
from pledges.review import PAGE, Part, Review, Row, Stage, State, outcome

MOST = 12  # rows that the sheet before entering names
GONE = "That paper is no longer kept. Type “minutes” with the paper behind it to read it again."


async def render(scene: Scene) -> Rendered | Drop:
    review = await scene.tx.reviews.get(pressing.number(scene.facts.get("review", "")))
    if review is None:
        return Drop(GONE)
    by = await scene.tx.people.get(review.entered_by) if review.entered_by else None
    return draw(review, await around(scene.tx, review, scene.look.today), scene.look, by.name if by else "")


def draw(review: Review, there: Around, look: Look, by: str = "") -> Rendered:
    """`by` entered it, if it was entered."""
    if review.stage is Stage.ENTERED:
        return _entered(review, there, look, by)
    return _sheet(review, there, look) if look.facts.get("sheet") else _page(review, there, look)


def _head(review: Review, look: Look) -> list[CardElement]:
    day = said_short(review.held_on, look.today) if review.held_on else ""
    paper = " · ".join(filter(None, [review.committee, day]))
    told = look.shown.get("told", "")
    return [
        *([pieces.words(f"**{pieces.plain(told)}**")] if told else []),
        pieces.quiet(pieces.plain(paper or "The paper does not say whose meeting it is of, and when that was.")),
        *([pieces.words("**Draft minutes**: the meeting has not confirmed them yet.")] if review.draft else []),
    ]


def _page(review: Review, there: Around, look: Look) -> Rendered:
    pages = -(-len(review.rows) // PAGE)
    page = min(max(pressing.number(look.facts.get("page", "1")), 1), pages)
    rows = review.rows[(page - 1) * PAGE : page * PAGE]
    sent = questions.carried(KIND, {**look.facts, "page": str(page)})
    head = f"{review.name}: {counted(len(review.new), 'proposal')}"
    return pieces.card(
        head,
        pieces.title(head),
        *_head(review, look),
        pieces.words(_counts(review)),
        *(_meeting(review, look, sent) if page == 1 else []),
        *(element for row in rows for element in _row(row, review, there, look, sent)),
        *_foot(page, pages, rows, look, sent),
    )


def _counts(review: Review) -> str:
    ticked = sum(row.ticked for row in review.new)
    more = counted(len(review.earlier), "update")
    earlier = f" At the end: {more} to pledges, from what it says of earlier actions." if review.earlier else ""
    return f"**{ticked:,} ticked**, {len(review.new) - ticked:,} not. Nothing is entered before you say so.{earlier}"


def _row(row: Row, review: Review, there: Around, look: Look, sent: dict[str, str]) -> list[CardElement]:
    first = row.part is Part.EARLIER and row == review.earlier[0]
    head = [pieces.heading("Updates to pledges", len(review.earlier))] if first else []
    return [*head, pieces.block(*drawing.row(row, review, there, look, sent), line=True)]


def _meeting(review: Review, look: Look, sent: dict[str, str]) -> list[CardElement]:
    """Whose paper it is, to be put right: dates in words count from its day."""
    given = {"committee": review.committee, "day": review.held_on.isoformat() if review.held_on else ""}
    trouble = look.shown.get("meeting", "")
    form = [
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.text_input("committee", "Whose meeting?", value=given["committee"], lines=False),
        pieces.date_input("day", "Held on", value=given["day"]),
        pieces.buttons(pieces.sends("Keep", "meet review", look.nonce, **sent)),
    ]
    return [pieces.buttons(pieces.opens("Another meeting?", "meeting")), pieces.hidden("meeting", *form)]


def _foot(page: int, pages: int, rows: tuple[Row, ...], look: Look, sent: dict[str, str]) -> list[CardElement]:
    there = [(label, to) for label, to in (("Back", page - 1), ("More", page + 1)) if 1 <= to <= pages]
    turns = [pieces.button(label, "review page", look.nonce, to=str(to), **sent) for label, to in there]
    open_ = [row for row in rows if row.state is State.OFFERED and row.part is Part.NEW and not row.near]
    every = [pieces.button("Accept all on this page", "accept page", look.nonce, **sent)] if len(open_) > 1 else []
    finish = pieces.button("Finish …", "review sheet", look.nonce, **sent)
    counted_ = [pieces.quiet(f"Page {page} of {pages}")] if pages > 1 else []
    return [pieces.block(*counted_, pieces.buttons(*every, *turns, finish), line=True)]


def _sheet(review: Review, there: Around, look: Look) -> Rendered:
    """What would be entered, before it is."""
    sent, told = questions.carried(KIND, look.facts), outcome(review.rows)
    ticked = [row for row in review.rows if row.ticked]
    enter = [pieces.button("Enter them", "enter minutes", look.nonce, **sent)] if ticked else []
    hint = "" if ticked else " Nothing is ticked, so there is nothing to enter."
    return pieces.card(
        f"{review.name}: {told}",
        pieces.title(f"To enter from {review.name}"),
        *_head(review, look),
        pieces.words(f"**{told}**{hint}"),
        *(pieces.words(_to_enter(row, review, there)) for row in ticked[:MOST]),
        *_more(len(ticked)),
        pieces.words("New owners are told, once each. “undo” takes all of it back within 10 minutes."),
        pieces.buttons(*enter, pieces.button("Not yet", "review page", look.nonce, **sent)),
    )


def _to_enter(row: Row, review: Review, there: Around) -> str:
    title = f"**{pieces.plain(drawing.short(row.title))}**"
    if row.part is Part.EARLIER:
        return f"Update CP-{row.near[0]}: “{pieces.plain(drawing.short(row.words))}”"
    if row.state is State.MERGED:
        return f"Into CP-{row.pledge}: {title}"
    return f"New: {title} – {pieces.plain(there.owners(row)[0].title)}"


def _entered(review: Review, there: Around, look: Look, by: str) -> Rendered:
    day = said(look.policy.today(review.entered_at)) if review.entered_at else ""
    told = f"✓ Entered: {outcome(review.rows, entered=True)}"
    return pieces.card(
        f"{review.name}. {told}",
        pieces.title(review.name),
        *_head(review, look),
        pieces.words(f"**{told}**"),
        pieces.quiet(pieces.plain(f"By {by}, {day}. A paper is entered once: the same again changes nothing.")),
        *(became := drawing.became(review.rows, there))[:MOST],
        *_more(len(became)),
    )


def _more(count: int) -> list[CardElement]:
    """How many have no room."""
    return [pieces.quiet(f"And {count - MOST:,} more.")] if count > MOST else []


CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "review": lambda: draw(REVIEW, THERE, samples.look(facts=FACTS)),
        "review, editing": lambda: draw(REVIEW, THERE, samples.look(facts=FACTS, shown={"edit": "1"})),
        "review, second page": lambda: draw(REVIEW, THERE, samples.look(facts=FACTS | {"page": "2"})),
        "review, long": lambda: draw(replace(REVIEW, rows=LONG), THERE, samples.look(facts=FACTS)),
        "review, sheet": lambda: draw(
            replace(REVIEW, rows=TICKED), THERE, samples.look(facts=FACTS | {"sheet": "yes"})
        ),
        "review, entered": lambda: draw(DONE, THERE, samples.look(facts=FACTS), "Lynne Robbins"),
    },
)
BUTTONS = (
    Button(verb="review page", press=pressing.press_page, reads=True),
    Button(verb="review sheet", press=pressing.press_sheet, reads=True),
    Button(verb="edit row", press=pressing.press_edit, reads=True),
    Button(verb="settle row", press=pressing.press_settle),
    Button(verb="keep row", press=pressing.press_keep),
    Button(verb="accept page", press=pressing.press_accept_page),
    Button(verb="meet review", press=pressing.press_meet),
    Button(verb="enter minutes", press=pressing.press_enter),
)
