"""The sheet of posts: who holds each, whom it reports to, who deputises. A new holder comes as by “hand over”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from dialogs import inverses
from dialogs.bulk import MEANWHILE, Applied, Cells, Sheet
from dialogs.registry import Turn
from documents.table import BEYOND, Table
from pledges import matching
from pledges.calendar import listed
from pledges.difference import MARK, Difference, Edit, Line, mark_of, overtaken
from pledges.errors import NotUnderstood
from pledges.holding import Holding, Manner, hand_over
from pledges.messages import PersonId
from pledges.people import DirectorateId, Person, Post, PostId
from pledges.sheet import What
from pledges.sheet_cells import folded
from pledges.sheet_posts import COLUMNS, UNMARKED, VACANT, Known, edits, holder_of, loops, read, unread
from storage.db import Tx

WHO = "who"  # the number of a person who is known, beside the cells of a row


async def rows(tx: Tx, now: datetime) -> list[Cells]:
    posts = await tx.people.posts()
    titles = {post.id: post.title for post in posts}
    held = await tx.holdings.standing(titles)
    hows = {(h.post, h.holding.person): h.holding.manner for h in held if h.holding.covers(now.date())}
    return [_row(post, titles, hows) for post in posts]


def _row(post: Post, titles: Mapping[PostId, str], hows: Mapping[tuple[PostId, PersonId | None], Manner]) -> Cells:
    holder = post.holder
    return {
        "Post": post.title,
        "Directorate": post.directorate.name if post.directorate else "",
        "Service": post.service,
        "Holder": holder.name if holder else VACANT,
        "Holder UPN": (holder.upn or "") if holder else "",
        "How": hows.get((post.id, holder.id), "") if holder else "",
        "From": "",
        "Reports to": titles[post.reports_to] if post.reports_to else "",
        "Deputy": titles[post.deputy] if post.deputy else "",
    }


async def _known(tx: Tx, now: datetime) -> Known:
    posts = {folded(row["Post"]): row for row in await rows(tx, now)}
    return Known(posts=posts, people=tuple(await tx.people.everyone()))


async def difference(tx: Tx, table: Table, now: datetime) -> Difference:
    """Compare every row with the register; a post above or below another may be new in this very sheet."""
    known = await _known(tx, now)
    lines = [_line(number, cells, known) for number, cells in table.rows]
    strange = [name for name in unread(table.header) if folded(name) != folded(MARK)]
    warnings = (f"Not read, because the sheet has no such column: {listed(strange)}.",) if strange else ()
    return Difference(lines=tuple(_together(lines, known)), warnings=warnings)


def _line(number: int, cells: Cells, known: Known) -> Line:
    title = " ".join(cells.get("Post", "").split())[:120]
    refused = Line(number=number, what=What.REFUSED, about=title)
    try:
        if BEYOND in cells:
            raise NotUnderstood("The row goes on beyond the last column.")
        said = read(cells)
        changes = edits(said, known)
        who = holder_of(said, known) if _moves(changes) else None
    except NotUnderstood as error:
        return replace(refused, why=str(error))
    before = known.posts.get(folded(said["Post"]))
    mark = mark_of(before, UNMARKED) if before else ""
    if changes and before and (why := overtaken(title, cells.get(MARK, "").strip(), mark)):
        return replace(refused, why=why)
    told = said | ({WHO: str(who.id)} if isinstance(who, Person) else {})
    what = What.NEW if before is None else What.CHANGED if changes else What.UNCHANGED
    return Line(number=number, what=what, about=said["Post"], cells=told, changes=tuple(changes), mark=mark)


def _moves(changes: Sequence[Edit]) -> bool:
    return any(edit.column in ("Holder", "How") for edit in changes)


def _together(lines: Sequence[Line], known: Known) -> Iterator[Line]:
    """The lines, refused where they cannot stand beside each other, or name a post that is nowhere."""
    good = [line for line in lines if line.what is not What.REFUSED]
    titles = {line.about: line.about for line in good} | {row["Post"]: row["Post"] for row in known.posts.values()}
    above = {post: folded(row["Reports to"]) for post, row in known.posts.items()}
    above |= {folded(line.about): folded(line.cells["Reports to"]) for line in good if "Reports to" in line.cells}
    first: dict[str, int] = {}
    for line in lines:
        if line.what is What.REFUSED:
            yield line
            continue
        stands = first.setdefault(folded(line.about), line.number)
        why = f"This post stands in line {stands} already." if stands != line.number else _place(line, titles, above)
        yield replace(line, what=What.REFUSED, why=why) if why else line


def _place(line: Line, titles: Mapping[str, str], above: Mapping[str, str]) -> str:
    """What is wrong with where a post is to stand."""
    for edit in line.changes:
        if edit.column not in ("Reports to", "Deputy") or not edit.after:
            continue
        if folded(edit.after) == folded(line.about):
            return f"{edit.column} names the post itself."
        if folded(edit.after) not in map(folded, titles):
            near = matching.best(edit.after, titles)
            there = listed([near.name] if near.name else near.near) if near.name or near.near else ""
            return f"{edit.column} says “{edit.after}”, which is no post. " + (f"Near it: {there}." if there else "")
        if edit.column == "Reports to" and loops(folded(line.about), above):
            return "By this sheet the post would stand above itself."
    return ""


async def apply(turn: Turn, lines: Sequence[Line]) -> Applied:
    """First every post is entered, then it is seen who holds it and where it stands."""
    known = await _known(turn.tx, turn.now)
    stale = [line for line in lines if line.mark != _mark(line, known)]
    chosen = [line for line in lines if line not in stale]
    before = [await turn.tx.people.post(line.about) for line in chosen]
    for line in chosen:
        await _enter(turn, line)
    for line, was in zip(chosen, before, strict=True):
        inverses.note_post(turn, was, await _settle(turn, line))
    new = tuple(line.about for line in chosen if line.what is What.NEW)
    left = tuple(MEANWHILE.format(line.about) for line in stale)
    return Applied(new=new, changed=len(chosen) - len(new), left=left)


def _mark(line: Line, known: Known) -> str:
    now = known.posts.get(folded(line.about))
    return mark_of(now, UNMARKED) if now else ""


async def _enter(turn: Turn, line: Line) -> None:
    """The post with its directorate; whoever answers for it goes on until it is seen who holds it."""
    people = turn.tx.people
    known = await people.post(line.about)
    name, home = line.cells.get("Directorate"), known.directorate.id if known and known.directorate else None
    if known and name is None:
        return
    if name is not None:
        home = await _home(turn, name)
    director = known is not None and await people.is_director(known.id)
    title = known.title if known else line.about
    await people.put_post(title, home, known.holder.id if known and known.holder else None, director=director)


async def _home(turn: Turn, name: str) -> DirectorateId | None:
    if not name:
        return None
    there = {folded(each.name): each.id for each in await turn.tx.people.directorates()}
    return there.get(folded(name)) or (await turn.tx.people.put_directorate(name)).id


async def _settle(turn: Turn, line: Line) -> Post:
    people, cells = turn.tx.people, line.cells
    post = await people.post(line.about)
    assert post, "it was entered just now"
    if _moves(line.changes):
        new = await _holding(turn, line)
        held = await people.hand_over(post.id, new, by=turn.person.id, now=turn.now)
        inverses.note_holdings(turn, post, held, hand_over(held, new))
    above = await _other(turn, cells["Reports to"]) if "Reports to" in cells else post.reports_to
    deputy = await _other(turn, cells["Deputy"]) if "Deputy" in cells else post.deputy
    await people.place(post.id, cells.get("Service", post.service), above, deputy)
    return await people.post_of(post.id)


async def _other(turn: Turn, title: str) -> PostId | None:
    other = await turn.tx.people.post(title) if title else None
    return other.id if other else None


async def _holding(turn: Turn, line: Line) -> Holding:
    person, cells = await _person(turn, line.cells), line.cells
    since = date.fromisoformat(cells["From"]) if cells.get("From") else turn.today
    manner = Manner(cells["How"]) if cells.get("How") in (Manner.ACTING, Manner.INTERIM) else Manner.SUBSTANTIVE
    return Holding(person=person, since=since, manner=manner if person else Manner.VACANT)


async def _person(turn: Turn, cells: Cells) -> PersonId | None:
    """Who is to hold it; somebody of whom only the name and the UPN are known is entered."""
    if cells.get(WHO):
        return PersonId(int(cells[WHO]))
    if folded(cells.get("Holder", "")) == VACANT:
        return None
    return (await turn.tx.people.add(cells["Holder"], cells["Holder UPN"], None)).id


SHEET = Sheet(
    name="posts",
    about="Posts, who holds them, whom they report to",
    key=("Post",),
    columns=COLUMNS,
    rows=rows,
    difference=difference,
    apply=apply,
    also=("owners", "post", "owner", "holders"),
    unmarked=UNMARKED,
)
