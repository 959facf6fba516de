"""Asked of a senior, once a week: whom should I ask? With what was tried so far, and no blame in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from microsoft_teams.cards import CardElement

from dialogs import escalated, holders, pieces, questions, samples
from dialogs.changing import due_words
from dialogs.escalated import ESCALATION
from dialogs.instead import ELSE, MINE, press_again, press_instead, press_mine
from dialogs.registry import Button, CardKind, Look, Scene
from pledges.calendar import listed
from pledges.escalation import is_silent
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge, Publication, Status, may_read
from storage.escalations import Taken
from storage.seniors import silence_of

KIND = ESCALATION
ROWS = 3  # Teams takes so many with their forms
CHOICES = (("On track", Status.ON_TRACK), ("At risk", Status.AT_RISK), ("Stuck", Status.BLOCKED), ("Done", Status.DONE))
MANY = "There can be many reasons: leave, a move, or simply the wrong person. You may know whom to ask."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`owner` is who was asked, `tried` what was tried, in sentences; `settled` is what became of it, if anything.

    The `title` is left out for a reader who may not read what is not for publication.
    """

    pledge: Pledge
    title: str
    owner: str
    tried: Sequence[str] = ()
    settled: str = ""
    place: str = ""


async def render(scene: Scene) -> Rendered | Drop:
    """What still has no answer; rows that were settled since this was sent say so."""
    steps = await scene.tx.escalations.of_message(scene.facts["message"])
    rows = [row for step in steps if (row := await _row(scene, step))]
    rows.sort(key=lambda row: bool(row.settled))
    return draw(rows, scene.look) if rows else Drop("answered, or not to be asked about, before it was sent")


async def _row(scene: Scene, step: Taken) -> Row | None:
    look, tx = scene.look, scene.tx
    pledge = await tx.register.get(f"CP-{step.pledge}")
    silence = await silence_of(tx, pledge, look.policy, look.today)
    silent = step.settled_at is None and is_silent(pledge, silence, look.policy, look.today)
    if not silent and "said" not in scene.facts and not look.shown:
        return None
    owner = await holders.whose(tx, pledge)
    log = [one for one in await tx.chase.of([pledge.number]) if one.person == step.owner]
    before = [s for s in await tx.escalations.of([pledge.number]) if s.since == step.since and s.id < step.id]
    return Row(
        pledge=pledge,
        title=await _title(scene, pledge),
        owner=owner,
        tried=[*escalated.chase_words(log, look), *escalated.steps_words(before, look)],
        settled="" if silent else escalated.settled_words(pledge, step, look, owner),
        place=await _place(scene, step),
    )


async def _title(scene: Scene, pledge: Pledge) -> str:
    if pledge.publication is not Publication.RESTRICTED:
        return pledge.title
    reader = await scene.tx.people.get(PersonId(int(scene.to)))
    standing = await scene.tx.people.standing(reader, scene.look.council.admins, scene.look.today)
    return pledge.title if may_read(standing, pledge) else "A pledge that is not for publication"


async def _place(scene: Scene, step: Taken) -> str:
    """In whose place somebody is asked who is not the one it goes to."""
    return "" if step.person == scene.to else f"Asked in the place of {step.name}, {step.post}"


def draw(rows: Sequence[Row], look: Look) -> Rendered:
    waiting = [row for row in rows if not row.settled]
    refs = listed(row.pledge.ref for row in waiting)
    head = f"Who should I ask about {refs if len(waiting) < 3 else f'these {len(waiting)}'}?"
    shown = [pieces.block(*_shown(row, look), line=True) for row in rows[:ROWS]]
    more = [pieces.quiet(f"And {len(rows) - ROWS} more: I ask about them when these are settled.")]
    tail = more if len(rows) > ROWS else []
    if not waiting:
        head = "Thank you: there is nothing left to ask you"
        return pieces.card(head, pieces.title(head), *shown)
    why = f"I have had no answer about {'it' if len(waiting) == 1 else 'them'} so far. {MANY}"
    return pieces.card(head, pieces.title(head), pieces.words(why), *shown, *tail)


def _shown(row: Row, look: Look) -> list[CardElement]:
    pledge, title = row.pledge, pieces.plain(row.title)
    if row.settled:
        return [pieces.quiet(f"{pledge.ref} · {title}"), pieces.words(f"✓ {pieces.plain(row.settled)}")]
    due = due_words(pledge, look.policy, look.today)
    return [
        *([pieces.quiet(pieces.plain(row.place))] if row.place else []),
        pieces.words(f"{pledge.ref} **{title}**"),
        pieces.words(pieces.plain(due)),
        pieces.quiet(f"With {pieces.plain(row.owner)}"),
        *([pieces.quiet(pieces.plain(" ".join(row.tried)))] if row.tried else []),
        *_choices(pledge, look),
    ]


def _choices(pledge: Pledge, look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts) | {"ref": pledge.ref}
    other, mine = f"else.{pledge.ref}", f"instead.{pledge.ref}"
    opened = look.shown.get(pledge.ref, "")
    forms = {ELSE: _other_form(pledge, look, sent), MINE: _mine_form(pledge, look, sent)}
    if opened in forms:
        return forms[opened]
    return [
        pieces.buttons(
            pieces.button("Ask again", "ask owner again", look.nonce, **sent),
            pieces.opens("Somebody else", other),
            pieces.opens("I can answer", mine),
        ),
        pieces.hidden(other, *forms[ELSE]),
        pieces.hidden(mine, *forms[MINE]),
    ]


def _other_form(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    value = look.shown.get("text", "") if look.shown.get(pledge.ref) == ELSE else ""
    return [
        *_trouble(pledge, look, ELSE),
        pieces.text_input(f"who.{pledge.ref}", "Whose is it? (a name or a post)", value=value, lines=False),
        pieces.quiet("It is theirs from then on, and both are told."),
        pieces.buttons(pieces.sends("Give it to them", "ask instead", look.nonce, **sent), *_back(look, sent)),
    ]


def _mine_form(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    value = look.shown.get("text", "") if look.shown.get(pledge.ref) == MINE else ""
    say = [pieces.sends(label, "answer instead", look.nonce, status=s.value, **sent) for label, s in CHOICES]
    return [
        *_trouble(pledge, look, MINE),
        pieces.text_input(f"say.{pledge.ref}", "How is it going? (about the work, never a child)", value=value),
        pieces.quiet("It stays with its owner; your answer is recorded with your name."),
        pieces.buttons(*say, *_back(look, sent)),
    ]


def _back(look: Look, sent: dict[str, str]) -> list[pieces.Pressed]:
    """Out of a form that a press has opened."""
    opened = look.shown.get(sent["ref"], "")
    return [pieces.button("Back", "open", look.nonce, form="", **sent)] if opened else []


def _trouble(pledge: Pledge, look: Look, form: str) -> list[CardElement]:
    trouble = look.shown.get("trouble", "") if look.shown.get(pledge.ref) == form else ""
    return [pieces.warning(pieces.plain(trouble))] if trouble else []


OWNER = "Alex Wilber, Assistant Director, Safeguarding and Review"
TRIED = ("Asked, and delivered, on 6 and 20 November.", "Told on Wednesday 2 December that you would be asked.")
ROW = Row(pledge=samples.LATE, title=samples.LATE.title, owner=OWNER, tried=TRIED)
SECOND = Row(
    pledge=samples.HELPED,
    title=samples.HELPED.title,
    owner="Bryn Rees, Head of Housing",
    tried=(*TRIED, "The Head of Housing Options was asked on Thursday 26 November: no reply yet."),
    place="Asked in the place of Megan Bowen, Director of Housing",
)
SETTLED = replace(ROW, settled="Answered: at risk.")
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        KIND: lambda: draw([ROW], samples.look()),
        f"{KIND}, several": lambda: draw([ROW, SECOND, replace(SETTLED, pledge=samples.SOON)], samples.look()),
        f"{KIND}, settled": lambda: draw([SETTLED], samples.look()),
        f"{KIND}, somebody else": lambda: draw(
            [ROW],
            samples.look(shown={ROW.pledge.ref: ELSE, "text": "Brin", "trouble": "Who is “Brin”? I know: Bryn Rees."}),
        ),
        f"{KIND}, own answer": lambda: draw([ROW], samples.look(shown={ROW.pledge.ref: MINE})),
    },
)
BUTTONS = (
    Button(verb="ask owner again", press=press_again),
    Button(verb="ask instead", press=press_instead),
    Button(verb="answer instead", press=press_mine),
)
