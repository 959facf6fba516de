"""What the buttons of a paper under review do. Of two admins who press at once the second hears what the first did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dialogs import answers
from dialogs.questions import facts_of
from dialogs.registry import Draw, Response, Turn
from dialogs.reviewing import entering
from dialogs.reviewing.drawing import ACCEPT, MERGE, NOT
from dialogs.reviewing.keeping import KIND
from pledges import guard
from pledges.errors import NotForYou, NotUnderstood, PersonalDetails
from pledges.pledge import Publication
from pledges.review import PAGE, Part, Review, Row, Stage, State

FIELDS = ("title", "owner", "due", "publication")
STATES = {ACCEPT: State.ACCEPTED, NOT: State.NOT_ACTION, MERGE: State.MERGED}
DID = {
    State.ACCEPTED: "ticked this",
    State.EDITED: "edited this",
    State.MERGED: "merged this",
    State.NOT_ACTION: "left this out",
}


def number(text: str) -> int:
    """A number that a button carried; 0 for what none of ours does."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


async def press_page(turn: Turn) -> Response:
    """Another page, or the page again with whatever was open closed."""
    facts = {name: value for name, value in facts_of(turn.inbound.data).items() if name != "sheet"}
    return Draw(KIND, facts | ({"page": turn.given("to")} if turn.given("to") else {}))


async def press_sheet(turn: Turn) -> Response:
    """What would be entered, before it is."""
    return Draw(KIND, facts_of(turn.inbound.data) | {"sheet": "yes"})


async def press_edit(turn: Turn) -> Response:
    """Open the form of a row."""
    return answers.only_here(turn, edit=turn.given("row"))


async def press_settle(turn: Turn) -> Response:
    """Accept a row, merge it into a pledge, or leave it out."""
    review = await _waiting(turn)
    row = _row(turn, review)
    if review is None or row is None:
        return answers.again(turn)
    state = STATES.get(turn.given("what"), State.NOT_ACTION)
    if state is State.MERGED and number(turn.given("into")) not in row.near:
        return answers.again(turn)
    if state is State.ACCEPTED and not row.title:
        return answers.only_here(turn, edit=str(row.position))
    into = number(turn.given("into")) if state is State.MERGED else None
    return await _settle(turn, review, replace(row, state=state, pledge=into))


async def press_keep(turn: Turn) -> Response:
    """Keep a row in somebody's own words. Words that do not serve are given back in the same card."""
    review = await _waiting(turn)
    row = _row(turn, review)
    if review is None or row is None:
        return answers.again(turn)
    given = {name: turn.given(name) for name in FIELDS}
    try:
        edited = _edited(row, given)
    except (NotUnderstood, PersonalDetails) as error:
        return answers.only_here(turn, edit=str(row.position), trouble=str(error), **given)
    return await _settle(turn, review, edited)


def _edited(row: Row, given: dict[str, str]) -> Row:
    title, owner, due = (guard.check(given[name]) for name in FIELDS[:3])
    if not title:
        raise NotUnderstood("Please say what is to be done.")
    known = given["publication"] in [each.value for each in Publication]
    publication = Publication(given["publication"]) if known else row.publication
    until = row.until if due == row.due else None
    same = (title, owner, due) == (row.title, row.owner, row.due)
    state = State.ACCEPTED if same else State.EDITED
    return replace(
        row, state=state, title=title, owner=owner, due=due, until=until, publication=publication, pledge=None
    )


async def press_accept_page(turn: Turn) -> Response:
    """Accept what is offered on the page, but for what looks like a pledge that is there."""
    review = await _waiting(turn)
    if review:
        page = max(number(facts_of(turn.inbound.data).get("page", "1")), 1)
        rows = review.rows[(page - 1) * PAGE : page * PAGE]
        plain = [row.position for row in rows if row.part is Part.NEW and not row.near]
        await turn.tx.reviews.accept(review.id, plain, turn.person.id)
    return answers.again(turn)


async def press_meet(turn: Turn) -> Response:
    """Say whose meeting the paper is of, and of which day."""
    review = await _waiting(turn)
    if review is None:
        return answers.again(turn)
    try:
        committee, day = guard.check(turn.given("committee")), _day(turn.given("day"))
    except (NotUnderstood, PersonalDetails) as error:
        return answers.only_here(turn, told=str(error))
    await turn.tx.reviews.meet(review.id, committee, day)
    return answers.again(turn)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NotUnderstood("Please choose the day of the meeting.") from None


async def press_enter(turn: Turn) -> Response:
    """Enter what is ticked. Where that was done, the card says by whom."""
    review = await _waiting(turn)
    if review and any(row.ticked for row in review.rows):
        await entering.enter(turn, review)
    return answers.again(turn)


async def _waiting(turn: Turn) -> Review | None:
    """The paper, locked for a change; None where it was entered, or is no longer kept."""
    if not turn.standing.admin:
        raise NotForYou("review papers", "an admin")
    found = await turn.tx.reviews.get(number(facts_of(turn.inbound.data).get("review", "")), for_update=True)
    return found if found and found.stage is Stage.WAITING else None


def _row(turn: Turn, review: Review | None) -> Row | None:
    """The row that was pressed, at the version that was shown."""
    position = number(turn.given("row"))
    found = next((row for row in review.rows if row.position == position), None) if review else None
    return replace(found, version=number(turn.given("version"))) if found else None


async def _settle(turn: Turn, review: Review, row: Row) -> Response:
    if await turn.tx.reviews.settle(review.id, row, turn.person.id):
        return answers.again(turn)
    first = await turn.tx.reviews.settled_by(review.id, row.position)
    who = (await turn.tx.people.get(first)).name if first else "Somebody"
    did = next((DID.get(each.state, "changed this") for each in review.rows if each.position == row.position), "")
    return answers.only_here(turn, told=f"{who} has {did} meanwhile (row {row.position}), so I changed nothing.")
