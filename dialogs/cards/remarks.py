"""What readers say is wrong in digests, for the admins to answer; and what was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

from dialogs import answers, correcting, paging, pieces, questions, remarking, samples
from dialogs.afterwards import REMARK, said
from dialogs.registry import Button, CardKind, Draw, Look, Redraw, Response, Scene, Turn, Who
from dialogs.turn import Say
from pledges.afterwards import Correction
from pledges.calendar import counted, said_short
from pledges.errors import NotForYou, NotUnderstood, OldCard, PersonalDetails, UnknownPledge
from pledges.messages import Drop, Rendered
from storage.afterwards import Righted
from storage.remarks import CORRECTED, RIGHT, Remark

KIND, PAGE = "remarks", "remarks page"
WAITING, ROWS, NEWEST = 5, 5, 5
LATE = (("As the digest says", "as said"), ("It was not late", "not late"))
CAME = {RIGHT: "it is right", CORRECTED: "corrected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """`settled` are those of one page."""

    waiting: Sequence[Remark] = ()
    waits: int = 0
    settled: Sequence[Remark] = ()
    answered: int = 0
    righted: Sequence[Righted] = ()


async def render(scene: Scene) -> Rendered | Drop:
    tx, look = scene.tx, scene.look
    if not isinstance(scene.to, int):
        return Drop("The remarks are for a chat with one person.")
    _, answered = await tx.remarks.settled(0, 0)
    settled, _ = await tx.remarks.settled(paging.begin(answered, ROWS, look), ROWS)
    found = Remarks(
        waiting=await tx.remarks.open(WAITING),
        waits=await tx.remarks.count_open(),
        settled=settled,
        answered=answered,
        righted=await tx.afterwards.newest(NEWEST),
    )
    return draw(found, look)


def draw(found: Remarks, look: Look) -> Rendered:
    waits = f"{counted(found.waits, 'remark')} on digests to answer" if found.waits else "No remark on a digest waits"
    more = found.waits - len(found.waiting)
    return pieces.card(
        waits,
        pieces.title("Said to be wrong in digests"),
        pieces.words(f"**{waits}.**"),
        *(pieces.block(*_waiting(each, look), line=True) for each in found.waiting),
        *([pieces.quiet(f"And {more:,} more, once these are answered.")] if more else []),
        *_part("Answered", found.answered, [_settled(each, look) for each in found.settled]),
        *paging.beside(found.answered, ROWS, look, KIND, PAGE),
        *_part("Corrected last", None, [_righted(each, look) for each in found.righted]),
    )


def _part(title: str, count: int | None, rows: Sequence[CardElement]) -> list[CardElement]:
    return [pieces.heading(title, count), *rows] if rows else []


def _waiting(remark: Remark, look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts) | {"remark": str(remark.id)}
    form, trouble = f"correct.{remark.id}", look.shown.get(f"trouble.{remark.id}", "")
    return [
        *_head(remark, look),
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.buttons(
            pieces.button("It is right", "remark right", look.nonce, **sent), pieces.opens("Correct it", form)
        ),
        pieces.hidden(form, *_form(remark, look, sent)),
    ]


def _head(remark: Remark, look: Look) -> list[CardElement]:
    at = remark.at.astimezone(look.policy.zone)
    when = f"{said_short(at.date(), look.today)}, {at:%H:%M}"
    return [
        pieces.words(f"“{pieces.plain(remark.words)}”"),
        pieces.quiet(pieces.plain(f"{remark.by} · {when} · digest of {remark.directorate}, week {remark.post.week}")),
    ]


def _form(remark: Remark, look: Look, sent: dict[str, str]) -> list[CardElement]:
    id, words = remark.id, look.shown.get(f"words.{remark.id}", "")
    ref = look.shown.get(f"ref.{id}", correcting.about(remark.words))
    return [
        pieces.text_input(f"ref.{id}", "Which pledge? (empty: the digest as a whole)", value=ref, lines=False),
        pieces.text_input(f"words.{id}", "What is right? The channel reads it: posts, never persons", value=words),
        pieces.choice_input(f"late.{id}", "Was it late?", LATE, value=LATE[0][1]),
        pieces.buttons(pieces.sends("Corrected", "remark corrected", look.nonce, **sent)),
    ]


def _settled(remark: Remark, look: Look) -> CardElement:
    came = f"**{CAME[remark.outcome]}**, {pieces.plain(remark.settler)}"
    reply = [pieces.words(f"{came}: {pieces.plain(remark.reply)}" if remark.reply else f"{came}.")]
    return pieces.block(*_head(remark, look), *reply, line=True)


def _righted(each: Righted, look: Look) -> CardElement:
    at = each.correction.at.astimezone(look.policy.zone)
    back = " · taken back" if each.withdrawn_at else ""
    where = f"{each.by} · {said_short(at.date(), look.today)}, {at:%H:%M} · {each.directorate}, week {each.week}{back}"
    return pieces.block(pieces.words(pieces.plain(said(each.correction))), pieces.quiet(pieces.plain(where)), line=True)


async def press_right(turn: Turn) -> Response:
    """It is as the digest says: whoever doubted that hears so."""
    return _answered(turn, await correcting.answer(turn, await _remark(turn), RIGHT, ""))


async def press_corrected(turn: Turn) -> Response:
    """Put it right on the post. What cannot be kept is given back to be mended."""
    remark = await _remark(turn)
    id = remark.id
    ref, words, wrong = turn.given(f"ref.{id}"), turn.given(f"words.{id}"), turn.given(f"late.{id}") == "not late"
    try:
        return await _correct(turn, remark, ref, words, wrong)
    except (NotUnderstood, PersonalDetails, UnknownPledge) as error:
        given = {f"ref.{id}": ref, f"words.{id}": words, f"trouble.{id}": str(error)}
        return answers.only_here(turn, **given)


async def _correct(turn: Turn, remark: Remark, ref: str, words: str, wrong: bool) -> Response:
    text = await correcting.checked(turn, words)
    about = (await turn.tx.register.get(ref)).ref if ref else ""
    if not (text or (about and wrong)):
        raise NotUnderstood("Please write what is right, for the channel to read.")
    if remark.outcome:
        return _answered(turn, False)
    made = await correcting.correct(turn, [remark.post], about, text, wrong=wrong)
    correction = await turn.tx.afterwards.correction(made[0])
    told = said(correction) if correction else text
    return _answered(turn, await correcting.answer(turn, remark, CORRECTED, told, made))


async def _remark(turn: Turn) -> Remark:
    """The remark that was pressed. Raises NotForYou for others than admins, and OldCard."""
    if not turn.standing.admin:
        raise NotForYou("answer that", "an admin")
    number = turn.given("remark")
    found = await turn.tx.remarks.lock(int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None:
        raise OldCard
    return found


def _answered(turn: Turn, new: bool) -> Redraw | Say:
    return answers.again(turn) if new else Say("That has been answered already. Type “remarks” to see how.")


async def press_open(turn: Turn) -> Response:
    return Draw(KIND)


RIGHTED = Correction(id=1, ref="CP-9", words="it is led by the Head of Housing", at=samples.REMARK.at)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        KIND: lambda: draw(
            Remarks(
                waiting=[samples.REMARK],
                waits=1,
                righted=[Righted(correction=RIGHTED, directorate="Place", week="2026-W49", by="Lynne Robbins")],
            ),
            samples.look(),
        ),
        f"{KIND}, none": lambda: draw(Remarks(), samples.look()),
    },
)
BUTTONS = (
    Button(verb=REMARK, press=remarking.press, reads=True),
    Button(verb="remark right", press=press_right),
    Button(verb="remark corrected", press=press_corrected),
    Button(verb="open remarks", press=press_open, reads=True),
    Button(verb=PAGE, press=paging.press_beside, reads=True),
)
