"""A row of a paper on the card: what it would become, where it stands in the paper, and what it is like."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import dating, pieces
from dialogs.changing import status_words
from dialogs.registry import Look
from dialogs.reviewing.around import Around, about
from pledges.pledge import Pledge, Publication
from pledges.review import Part, Review, Row, State

LONG = 260  # characters of a title that are shown
ACCEPT, NOT, MERGE, EDIT = "accept", "not", "merge", "edit"
LABELS = {
    State.ACCEPTED: "✓ Ticked",
    State.EDITED: "✓ Ticked, reworded",
    State.MERGED: "✓ Ticked, merges into CP-{}",
    State.NOT_ACTION: "✗ Not an action",
    State.HELD: "Held back",
    State.OFFERED: "○ Not ticked",
}
PUBLICATIONS = [(each.value.capitalize(), each.value) for each in Publication]


def row(row: Row, review: Review, there: Around, look: Look, sent: dict[str, str]) -> list[CardElement]:
    """A row with its buttons, or with the form that a press has opened."""
    sent = sent | {"row": str(row.position), "version": str(row.version)}
    if look.shown.get("edit") == str(row.position):
        return [_where(row), *_quote(row, always=True), *_form(row, look, sent)]
    if row.part is Part.EARLIER:
        return _earlier(row, there, look, sent)
    if row.state is State.HELD:
        return [
            _where(row),
            pieces.warning(pieces.plain(f"{row.trouble} Write it in other words to have it.")),
            pieces.buttons(_button("Write it", EDIT, look, sent), _button("Not an action", NOT, look, sent)),
        ]
    return [*_proposed(row, review, there, look), *_near(row, there), pieces.buttons(*_buttons(row, look, sent))]


def _proposed(row: Row, review: Review, there: Around, look: Look) -> list[CardElement]:
    whose, due = there.told(row, review, look.policy)
    told = f"{whose} · {due}" + ("" if row.publication is Publication.INTERNAL else f" · {row.publication.value}")
    return [
        _where(row),
        pieces.words(f"**{pieces.plain(short(row.title))}**"),
        pieces.words(pieces.plain(told)),
        *_quote(row),
    ]


def short(title: str) -> str:
    """A title, cut between two words where it is long."""
    return title if len(title) <= LONG else title[:LONG].rsplit(" ", 1)[0] + " …"


def _where(row: Row) -> CardElement:
    """What was made of it, and where it stands in the paper."""
    found = " · ".join(filter(None, [str(row.position), row.place, row.why and f"“{row.why}”"]))
    return pieces.words(f"**{LABELS[row.state].format(row.pledge)}** · {pieces.plain(found)}")


def _quote(row: Row, *, always: bool = False) -> list[CardElement]:
    """The paper's words, where they are not the title already, but for a capital and a full stop."""
    if not row.words or (_same(row.words, row.title) and not always):
        return []
    return [pieces.quiet(f"In the paper: “{pieces.plain(row.words)}”")]


def _same(words: str, title: str) -> bool:
    return words.rstrip(".").casefold() == title.rstrip(".").casefold()


def _known(row: Row, there: Around) -> list[Pledge]:
    return [there.pledges[number] for number in row.near if number in there.pledges]


def _near(row: Row, there: Around) -> list[CardElement]:
    if row.state is State.NOT_ACTION:
        return []
    return [pieces.words(f"Looks like {_line(each)}") for each in _known(row, there)]


def _line(pledge: Pledge) -> str:
    told = f"{pledge.lead.title}, {status_words(pledge)}"
    return f"{pledge.ref} **{pieces.plain(short(pledge.title))}** ({pieces.plain(told)})"


def _buttons(row: Row, look: Look, sent: dict[str, str]) -> list[pieces.Pressed]:
    edit, leave = _button("Edit", EDIT, look, sent), _button("Not an action", NOT, look, sent)
    accept = _button("Accept as new" if row.near else "Accept", ACCEPT, look, sent)
    others = (n for n in row.near if row.state is not State.MERGED or n != row.pledge)
    merge = [_button(f"Merge into CP-{number}", MERGE, look, sent | {"into": str(number)}) for number in others]
    if row.state is State.NOT_ACTION:
        return [accept, edit]
    taken = row.state in (State.ACCEPTED, State.EDITED)
    return [*([] if taken else [accept]), *merge, edit, leave]


def _button(label: str, what: str, look: Look, sent: dict[str, str]) -> pieces.Pressed:
    verb = "edit row" if what == EDIT else "settle row"
    return pieces.button(label, verb, look.nonce, what=what, **sent)


def _earlier(row: Row, there: Around, look: Look, sent: dict[str, str]) -> list[CardElement]:
    """What the paper says of an action of an earlier meeting, beside the pledge that it seems to be about."""
    pledge = about(row, there)
    state = LABELS[row.state if row.ticked else State.OFFERED]
    label, what = ("Leave it", NOT) if row.ticked else ("Note it", ACCEPT)
    return [
        pieces.words(f"**{state}** · {row.position}" + (f" · {_line(pledge)}" if pledge else "")),
        pieces.words(f"The paper says: “{pieces.plain(row.words)}”"),
        pieces.quiet(f"Of the earlier action “{pieces.plain(short(row.title))}”"),
        pieces.buttons(_button(label, what, look, sent)),
    ]


def _form(row: Row, look: Look, sent: dict[str, str]) -> list[CardElement]:
    trouble = look.shown.get("trouble", "")
    given = {name: look.shown.get(name, getattr(row, name)) for name in ("title", "owner", "due", "publication")}
    return [
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.text_input("title", "What is to be done?", value=given["title"], required=True),
        pieces.text_input("owner", "Who leads it? (a post or a name)", value=given["owner"], lines=False),
        pieces.text_input("due", dating.BY_WHEN, value=given["due"], lines=False),
        pieces.choice_input("publication", "Who may read it?", PUBLICATIONS, value=given["publication"]),
        pieces.buttons(
            pieces.sends("Keep it", "keep row", look.nonce, **sent),
            pieces.button("Back", "review page", look.nonce, **sent),
        ),
    ]


def became(rows: Sequence[Row], there: Around) -> list[CardElement]:
    """What the rows of a paper that was entered are now."""
    told = [
        (row, there.pledges[row.pledge]) for row in rows if row.pledge and row.ticked and row.pledge in there.pledges
    ]
    return [pieces.words(f"{_sign(row)} {_line(pledge)}") for row, pledge in told]


def _sign(row: Row) -> str:
    if row.part is Part.EARLIER:
        return "Updated:"
    return "One more source:" if row.state is State.MERGED else "New:"
