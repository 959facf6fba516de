"""Two pledges side by side before they are merged; and what their owners are told when they were, or are two again."""

from __future__ import annotations

from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import answers, merging, pieces, questions, samples
from dialogs.changing import due_words, promised_words, status_words
from dialogs.registry import Button, CardKind, Draw, Look, Redraw, Response, Scene, Turn, Who
from pledges.merging import Pair, merge
from pledges.messages import Drop, Rendered
from pledges.pledge import Pledge, Source

KIND = "merge"


async def render(scene: Scene) -> Rendered | Drop:
    return draw(await _both(scene), scene.look)


async def _both(scene: Scene) -> Pair:
    kept, other = [await scene.tx.register.get(scene.facts[name]) for name in ("ref", "other")]
    return Pair(kept, other)


def draw(both: Pair, look: Look) -> Rendered:
    kept, other = both.kept, both.other
    shown = [pieces.block(*_row(each, look), line=True) for each in (other, kept)]
    if other.merged_into == kept.number:
        done = f"✓ {other.ref} is merged into {kept.ref}. “unmerge {other.ref}” puts both back as they were."
        return pieces.card(done, pieces.words(done), *shown)
    if look.facts.get("left"):
        return pieces.card("Left as they were", pieces.words("Left as they were: nothing was merged."))
    head = f"Are {other.ref} and {kept.ref} one promise?"
    rest = f"{other.ref} is then not asked about or counted any more, and can be taken out again."
    says = pieces.words(f"{pieces.plain(merging.gains(both, look.now))} {rest}")
    sent = questions.carried(KIND, look.facts) | {"ref": kept.ref, "other": other.ref}
    asked = pieces.buttons(
        pieces.button(f"Merge {other.ref} into {kept.ref}", "merge", look.nonce, **sent),
        pieces.button("The other way round", "swap merge", look.nonce, **sent),
        pieces.button("No", "no merge", look.nonce, **sent),
    )
    return pieces.card(head, pieces.title(head), *shown, pieces.block(says, asked, line=True))


def _row(pledge: Pledge, look: Look) -> list[CardElement]:
    promised = promised_words(pledge, look.today)
    told = f"{pledge.lead.title} · {due_words(pledge, look.policy, look.today)} · {status_words(pledge)}"
    return [
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.quiet(pieces.plain(told)),
        *([pieces.quiet(pieces.plain(promised))] if promised else []),
    ]


async def press_merge(turn: Turn) -> Response:
    saved = await merging.merge(turn, turn.given("ref"), turn.given("other"))
    return Redraw(KIND, {"ref": saved.kept.ref, "other": saved.other.ref})


async def press_swap(turn: Turn) -> Response:
    ref, other = turn.given("other"), turn.given("ref")
    await merging.pair(turn, ref, other)
    return Draw(KIND, {"ref": ref, "other": other})


async def press_no(turn: Turn) -> Response:
    return answers.again(turn, left="yes")


async def render_merged(scene: Scene) -> Rendered | Drop:
    both = await _both(scene)
    if both.other.merged_into != both.kept.number:
        return Drop("two again before their owners were told")
    return draw_merged(both, scene.look, answers_for=scene.to)


def draw_merged(both: Pair, look: Look, *, answers_for: object) -> Rendered:
    kept, other = both.kept, both.other
    head = f"{other.ref} and {kept.ref} are one pledge now: {kept.ref}"
    part = "You lead it." if kept.lead.answers == answers_for else f"{kept.lead.title} leads it, and you help."
    rest = f"What was said about {other.ref} is kept, and nothing is asked about it any more."
    return pieces.card(
        f"{head}. {kept.title}",
        pieces.title(head),
        pieces.words(f"They are the same promise. {pieces.plain(part)} {rest}"),
        *(pieces.block(*_row(each, look), line=True) for each in (kept, other)),
    )


async def render_apart(scene: Scene) -> Rendered | Drop:
    both = await _both(scene)
    if both.other.merged_into is not None:
        return Drop("one again before their owners were told")
    return draw_apart(both, scene.look)


def draw_apart(both: Pair, look: Look) -> Rendered:
    kept, other = both.kept, both.other
    head = f"{other.ref} and {kept.ref} are two pledges again"
    rest = f"Each has its own owner and date, as before. What was said since stays with {kept.ref}."
    rows = (pieces.block(*_row(each, look), line=True) for each in (kept, other))
    return pieces.card(head, pieces.title(head), pieces.words(rest), *rows)


RESOLVED = replace(
    samples.pledge(8, "Set up a recruitment package with car parking charges assistance", None),
    sources=(Source(document="Panel minutes", committee="Corporate Parenting Panel", minute="resolution 4"),),
)
TWO = Pair(samples.LATE, RESOLVED)
ONE = merge(TWO, samples.NOW)[0]
CARDS = (
    CardKind(
        kind=KIND,
        render=render,
        who=Who.ADMINS,
        samples={
            "merge": lambda: draw(TWO, samples.look()),
            "merge, done": lambda: draw(ONE, samples.look()),
        },
    ),
    CardKind(
        kind=merging.TOLD,
        render=render_merged,
        samples={"merged": lambda: draw_merged(ONE, samples.look(), answers_for=samples.YOU)},
    ),
    CardKind(
        kind=merging.APART,
        render=render_apart,
        samples={"unmerged": lambda: draw_apart(TWO, samples.look())},
    ),
)
BUTTONS = (
    Button(verb="merge", press=press_merge),
    Button(verb="swap merge", press=press_swap, reads=True),
    Button(verb="no merge", press=press_no),
)
