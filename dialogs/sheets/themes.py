"""The sheet of plans and themes: themes entered, their texts written, their champions named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dialogs.bulk import DOOR, MEANWHILE, Applied, Cells, Sheet
from dialogs.registry import Turn
from documents.table import Table
from pledges import matching
from pledges.calendar import listed
from pledges.difference import MARK, Difference, Line, mark_of, overtaken
from pledges.errors import NotUnderstood
from pledges.messages import PersonId
from pledges.people import Person
from pledges.plans import Championing, Plan, Role, Theme, champion_on
from pledges.sheet import What
from pledges.sheet_cells import folded
from pledges.sheet_themes import CHAMPIONS, COLUMNS, NOBODY, TEXTS, UNMARKED, edits, read, unread
from storage.db import Tx

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The plans there are, each theme as its row, and everybody."""

    plans: Mapping[str, Plan]
    themes: Mapping[Key, Cells]
    people: tuple[Person, ...]


async def rows(tx: Tx, now: datetime) -> list[Cells]:
    names = {person.id: person.name for person in await tx.people.everyone()}
    return [await _row(tx, place.plan, place.theme, names, now.date()) for place in await tx.plans.places()]


async def _row(tx: Tx, plan: Plan, theme: Theme, names: Mapping[PersonId, str], today: date) -> Cells:
    championed = await tx.plans.champions(theme.id)
    who = {column: champion_on(championed, role, today) for column, role in CHAMPIONS.items()}
    return {
        "Plan": plan.called,
        "Number": str(theme.number),
        "Theme": theme.name,
        **{column: getattr(theme, name) for column, name in TEXTS.items()},
        **{column: names[person] if person else NOBODY for column, person in who.items()},
        "From": "",
    }


async def _known(tx: Tx, now: datetime) -> Known:
    return Known(
        plans={plan.called: plan for plan in await tx.plans.all()},
        themes={_key(row): row for row in await rows(tx, now)},
        people=tuple(await tx.people.everyone()),
    )


def _key(cells: Cells) -> Key:
    return folded(cells["Plan"]), folded(cells["Theme"])


async def difference(tx: Tx, table: Table, now: datetime) -> Difference:
    known = await _known(tx, now)
    lines, first = [], dict[Key, int]()
    for number, cells in table.rows:
        line = _line(number, cells, known)
        stands = number if line.what is What.REFUSED else first.setdefault(_key(line.cells), number)
        if stands != number:
            line = replace(line, what=What.REFUSED, why=f"This theme stands in line {stands} already.")
        lines.append(line)
    strange = [name for name in unread(table.header) if folded(name) != folded(MARK)]
    warnings = (f"Not read, because the sheet has no such column: {listed(strange)}.",) if strange else ()
    return Difference(lines=tuple(lines), warnings=warnings)


def _line(number: int, cells: Cells, known: Known) -> Line:
    title = " ".join(cells.get("Theme", "").split())[:120]
    try:
        said = read(cells)
        said["Plan"] = _plan(said["Plan"], known)
        before = known.themes.get(_key(said))
        changes = tuple(edits(said, before or {}))
        _check_number(said, before, known)
        for edit in changes:
            if edit.column in CHAMPIONS:
                _person(said[edit.column], known.people)
    except NotUnderstood as error:
        return Line(number=number, what=What.REFUSED, title=title, why=str(error))
    mark = mark_of(before, UNMARKED) if before else ""
    about = f"{title} in {said['Plan']}"
    if changes and before and (why := overtaken(about, cells.get(MARK, "").strip(), mark)):
        return Line(number=number, what=What.REFUSED, title=about, why=why)
    what = What.NEW if before is None else What.CHANGED if changes else What.UNCHANGED
    return Line(number=number, what=what, title=about, cells=said, changes=changes, mark=mark)


def _plan(words: str, known: Known) -> str:
    """A plan that is known, as it is called; a new one is entered by its command, with its days."""
    match = matching.best(words, known.plans)
    if match.exact:
        return match.name
    near = [match.name] if match.name else match.near
    there = f"The nearest are: {listed(near)}." if near else "Type “plan add …” to enter it."
    raise NotUnderstood(f"Plan says “{words}”, which is no plan. {there}")


def _check_number(said: Cells, before: Cells | None, known: Known) -> None:
    """A theme keeps its number; a new one needs one that no other theme of the plan has."""
    number = said.get("Number", "")
    if before is not None:
        if number and number != before["Number"]:
            raise NotUnderstood(f"Number says {number}. {before['Theme']} is {before['Number']}, and keeps that.")
        return
    if not number:
        raise NotUnderstood("Number is empty, and a new theme needs one.")
    same = [row for (plan, _), row in known.themes.items() if plan == folded(said["Plan"])]
    taken = next((row["Theme"] for row in same if row["Number"] == number), "")
    if taken:
        raise NotUnderstood(f"Number says {number}, which is “{taken}”. Give another.")


def _person(name: str, people: Sequence[Person]) -> Person | str | None:
    """Who is meant: somebody known, a new name that is like no other, or nobody."""
    if name == NOBODY:
        return None
    same = [person for person in people if folded(person.name) == folded(name)]
    if len(same) == 1:
        return same[0]
    match = matching.best(name, {person.name: person for person in people})
    near = [match.name] if match.name else list(match.near)
    if same or near:
        raise NotUnderstood(f"Who is “{name}”? I know: {listed(near or [name])}. Type “champion …” to say which.")
    return name


async def apply(turn: Turn, lines: Sequence[Line]) -> Applied:
    known = await _known(turn.tx, turn.now)
    stale = [line for line in lines if line.mark != _mark(line, known)]
    chosen = [line for line in lines if line not in stale]
    for line in chosen:
        await _write(turn, line, known)
    new = tuple(line.title for line in chosen if line.what is What.NEW)
    left = tuple(MEANWHILE.format(line.title) for line in stale)
    return Applied(new=new, changed=len(chosen) - len(new), left=left)


def _mark(line: Line, known: Known) -> str:
    now = known.themes.get(_key(line.cells))
    return mark_of(now, UNMARKED) if now else ""


async def _write(turn: Turn, line: Line, known: Known) -> None:
    """Enter a theme that is new, with the pledges that named it already; then its texts, then its champions."""
    cells, plans = line.cells, turn.tx.plans
    plan = known.plans[cells["Plan"]]
    there = {folded(theme.name): theme for theme in await plans.themes(plan.id)}
    theme = there.get(folded(cells["Theme"])) or await _enter(turn, plan, cells)
    texts = {name: cells.get(column, getattr(theme, name)) for column, name in TEXTS.items()}
    await plans.write_theme(theme.id, known=texts["known"], done=texts["done"], to_do=texts["to_do"])
    for column in [edit.column for edit in line.changes if edit.column in CHAMPIONS]:
        await _champion(turn, theme, CHAMPIONS[column], cells[column], cells.get("From", ""))


async def _enter(turn: Turn, plan: Plan, cells: Cells) -> Theme:
    theme = await turn.tx.plans.put_theme(plan.id, int(cells["Number"]), cells["Theme"])
    if theme is None:
        raise NotUnderstood(f"{plan.called} has another theme {cells['Number']} by now. Nothing was changed.")
    named = await turn.tx.register.of_numbers(await turn.tx.plans.waiting_for(theme), for_update=True)
    for each in named:
        await turn.tx.register.save(each, each, door=DOOR, by=turn.person.id, now=turn.now, under=theme.id)
    return theme


async def _champion(turn: Turn, theme: Theme, role: Role, name: str, since: str) -> None:
    found = _person(name, await turn.tx.people.everyone())
    person = await turn.tx.people.add(found, None, None) if isinstance(found, str) else found
    day = date.fromisoformat(since) if since else turn.today
    new = Championing(theme=theme.id, role=role, person=person.id if person else None, since=day)
    await turn.tx.plans.champion(new, turn.person.id, turn.now)


SHEET = Sheet(
    name="themes",
    about="Plans and their themes, with texts and champions",
    key=("Plan",),
    columns=COLUMNS,
    rows=rows,
    difference=difference,
    apply=apply,
    also=("plans", "priorities", "theme", "champions", "strategy"),
    unmarked=UNMARKED,
)
