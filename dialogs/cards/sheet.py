"""What an edited sheet would change, before it does: row by row, to be applied or left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from microsoft_teams.cards import CardElement

from dialogs import answers, bulk, pieces, questions, samples
from dialogs.bulk import Applied
from dialogs.registry import Button, CardKind, Draw, Look, Redraw, Response, Scene, Turn, Who
from pledges.calendar import counted, listed
from pledges.difference import Edit, Line
from pledges.messages import Drop, PersonId, Rendered
from pledges.sheet import What
from storage.sheets import Draft, Stage

KIND = "sheet"
ROWS = 8
EDITS = 6  # columns of one row that are shown
LONG = 140  # characters of a cell that are shown
NAMED = 5
GONE = "That sheet is no longer kept, so nothing was changed. Drop it here again to see what it would change now."


async def render(scene: Scene) -> Rendered | Drop:
    draft = await scene.tx.sheets.get(_number(scene.facts["draft"]), PersonId(int(scene.to)))
    return draw(draft, scene.look) if draft else Drop(GONE)


def draw(draft: Draft, look: Look) -> Rendered:
    head = f"{draft.file}: {draft.summary.partition('. ')[0]}"
    top = [pieces.title(draft.file), pieces.words(f"**{pieces.plain(draft.summary)}**")]
    if draft.stage is not Stage.WAITING or draft.until <= look.now:
        return pieces.card(_outcome(draft), *top, pieces.words(pieces.plain(_outcome(draft))))
    ordered = sorted(draft.lines, key=lambda line: (_ORDER[line.what], line.number))
    pages = -(-len(ordered) // ROWS)
    page = min(max(_number(look.facts.get("page", "1")), 1), pages)
    shown = [pieces.block(*_row(line), line=True) for line in ordered[(page - 1) * ROWS : page * ROWS]]
    instead = look.facts.get("instead")
    note = [pieces.quiet(pieces.plain(f"It takes the place of “{instead}”, which was not applied."))] if instead else []
    return pieces.card(head, *top, *note, *shown, *_paging(page, pages, look), *_choice(draft, look))


_ORDER = {What.REFUSED: 0, What.CHANGED: 1, What.NEW: 2, What.UNCHANGED: 3}


def _number(text: str) -> int:
    """A number that a button carried; 0 for what none of ours does."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _outcome(draft: Draft) -> str:
    if draft.stage is Stage.WAITING:
        return GONE
    return draft.told or "You have dropped another sheet since, which took its place: this one changed nothing."


def _row(line: Line) -> list[CardElement]:
    about = f"{pieces.plain(line.about)} " if line.about else ""
    title = f"**{pieces.plain(line.title)}**" if line.title and line.title != line.about else ""
    head = pieces.words(f"{about}{title}".strip() or f"Line {line.number}")
    if line.what is What.REFUSED:
        return [head, pieces.warning(pieces.plain(f"Refused (line {line.number}): {line.why}"))]
    if line.what is What.NEW:
        return [head, pieces.quiet(pieces.plain(_new(line)))]
    more = len(line.changes) - EDITS
    rest = [pieces.quiet(f"And {counted(more, 'more column')}.")] if more > 0 else []
    return [head, *map(_edit, line.changes[:EDITS]), *rest]


def _edit(edit: Edit) -> CardElement:
    return pieces.words(f"{edit.column}: {_cell(edit.before)} → **{_cell(edit.after)}**")


def _cell(text: str) -> str:
    short = " ".join(text.split())
    return pieces.plain(short[:LONG] + ("…" if len(short) > LONG else "")) or "(empty)"


def _new(line: Line) -> str:
    told = [f"{name}: {cell[:LONG]}" for name in _TOLD if (cell := line.cells.get(name))]
    return f"New (line {line.number}). {' · '.join(told)}"


_TOLD = ("Lead post", "Holder", "Directorate", "Deadline", "Deadline as written")


def _paging(page: int, pages: int, look: Look) -> list[CardElement]:
    if pages < 2:
        return []
    there = [(label, to) for label, to in (("Back", page - 1), ("More", page + 1)) if 1 <= to <= pages]
    sent = questions.carried(KIND, look.facts)
    turns = [pieces.button(label, "sheet page", look.nonce, to=str(to), **sent) for label, to in there]
    return [pieces.quiet(f"Page {page} of {pages}"), pieces.buttons(*turns)]


def _choice(draft: Draft, look: Look) -> list[CardElement]:
    count, sent = sum(line.applies for line in draft.lines), questions.carried(KIND, look.facts)
    leave = pieces.button("Leave it", "leave sheet", look.nonce, **sent)
    if not count:
        return [
            pieces.words("Nothing can be applied. Mend the rows and drop the sheet again."),
            pieces.buttons(leave),
        ]
    what = f"Apply these {count:,}" if count > 1 else "Apply it"
    return [pieces.block(pieces.buttons(pieces.button(what, "apply sheet", look.nonce, **sent), leave), line=True)]


async def press_page(turn: Turn) -> Response:
    facts = questions.facts_of(turn.inbound.data)
    return Draw(KIND, facts | {"page": turn.given("to") or "1"})


async def press_apply(turn: Turn) -> Response:
    """Apply the draft, once, and say what came of it. Nothing is written where any of it fails."""
    draft = await _taken(turn, Stage.APPLIED)
    if draft:
        lines = [line for line in draft.lines if line.applies]
        applied = await bulk.known()[draft.sheet].apply(turn, lines)
        await turn.tx.sheets.told(draft.id, _told(applied))
    return _again(turn)


async def press_leave(turn: Turn) -> Response:
    draft = await _taken(turn, Stage.LEFT)
    if draft:
        await turn.tx.sheets.told(draft.id, "You left it: nothing was changed.")
    return _again(turn)


async def _taken(turn: Turn, stage: Stage) -> Draft | None:
    """The draft, for whoever may settle it now."""
    id = _number(questions.facts_of(turn.inbound.data).get("draft", ""))
    draft = await turn.tx.sheets.get(id, turn.person.id)
    allowed = turn.standing.admin and draft is not None
    return draft if allowed and await turn.tx.sheets.settle(id, turn.person.id, stage, turn.now) else None


def _again(turn: Turn) -> Redraw:
    return answers.again(turn)


def _told(applied: Applied) -> str:
    new = f" ({listed(applied.new)})" if 0 < len(applied.new) <= NAMED else ""
    done = f"✓ Applied: {len(applied.new):,} new{new}, {applied.changed:,} changed."
    more = len(applied.left) - NAMED
    rest = [f"And {more:,} more rows were left alone."] if more > 0 else []
    return " ".join([done, *applied.left[:NAMED], *rest])


LINES: Sequence[Line] = (
    Line(
        number=2,
        what=What.CHANGED,
        about="CP-42",
        title=samples.SOON.title,
        changes=(
            Edit(column="Priority", before="", after="this quarter"),
            Edit(column="Deadline", before="2026-12-04", after="2026-12-16"),
        ),
    ),
    Line(
        number=5,
        what=What.NEW,
        title="Offer every care leaver a council tax exemption",
        cells={"Lead post": "Head of Revenues", "Deadline": "2027-04-01"},
    ),
    Line(number=6, what=What.REFUSED, about="CP-7", title=samples.LATE.title, why="Deadline says “soon”. Give a day."),
)
DRAFT = Draft(
    id=1,
    sheet="pledges",
    file="pledges-2026-12-02.xlsx",
    summary="1 new, 1 changed, 40 unchanged, 1 refused",
    lines=tuple(LINES),
    stage=Stage.WAITING,
    until=samples.NOW + timedelta(hours=24),
    told="",
)
MANY = tuple(replace(LINES[0], number=n, about=f"CP-{n}") for n in range(2, 22))
FACTS = {"message": "sample", "draft": "1", "page": "1"}
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "sheet": lambda: draw(DRAFT, samples.look(facts=FACTS)),
        "sheet, second page": lambda: draw(
            replace(DRAFT, lines=MANY, summary="0 new, 20 changed, 0 unchanged, 0 refused"),
            samples.look(facts=FACTS | {"page": "2", "instead": "pledges.csv"}),
        ),
        "sheet, applied": lambda: draw(
            replace(DRAFT, stage=Stage.APPLIED, told=_told(Applied(new=("CP-53",), changed=1))), samples.look()
        ),
    },
)
BUTTONS = (
    Button(verb="sheet page", press=press_page, reads=True),
    Button(verb="apply sheet", press=press_apply),
    Button(verb="leave sheet", press=press_leave),
)
