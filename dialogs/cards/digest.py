"""The weekly digest: how a directorate stands, for a director who reads it on a phone. Posts, never persons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from microsoft_teams.cards import CardElement, Column, ColumnSet

from dialogs import afterwards, pieces, samples, starting
from dialogs.afterwards import Lived
from dialogs.registry import CardKind, Look, Scene
from pledges.afterwards import Posted, marked
from pledges.calendar import counted, said, said_short
from pledges.digest import Before, Counts, Digest, Line, summarise
from pledges.messages import ChannelId, Drop, Rendered
from pledges.people import DirectorateId
from pledges.pledge import Publication, Status
from pledges.slipping import slipped

KIND = "digest"
ROWS = 7
BUDGET = 34_000  # characters of JSON: Teams counts them as UTF-16 and refuses what is over 100 KB


async def render(scene: Scene) -> Rendered | Drop:
    """Draw the figures that were kept when the digest fell due, so that the same week says the same again."""
    facts = scene.facts
    directorate = next((d for d in await scene.tx.people.directorates() if d.id == int(facts["directorate"])), None)
    if directorate is None:
        return Drop("the directorate is no longer in the register")
    kept = await _figures(scene, directorate.id)
    if kept is None:
        return Drop("its figures are gone")
    if scene.facts.get("extra"):
        return draw(directorate.name, kept, scene.look)
    post = Posted(
        channel=ChannelId(scene.facts.get("channel") or str(scene.to)),
        directorate=directorate.id,
        week=scene.facts["week"],
    )
    return draw(directorate.name, kept, scene.look, await afterwards.read(scene, post, kept))


async def _figures(scene: Scene, directorate: DirectorateId) -> Digest | None:
    """What was kept for the week; for an extra digest, what stands now."""
    channel, week, look = ChannelId(str(scene.to)), scene.facts["week"], scene.look
    if not scene.facts.get("extra"):
        return await scene.tx.digests.get(channel, directorate, week)
    before = await scene.tx.digests.before(channel, directorate, week)
    since = before.as_at if before else look.now - timedelta(days=7)
    led = await scene.tx.register.of_directorate(directorate, since)
    return summarise(led, look.policy, look.now, before, await scene.tx.register.helped_by(directorate))


def draw(directorate: str, digest: Digest, look: Look, lived: Lived | None = None) -> Rendered:
    """As much as fits: rows are cut before the message is too big, counts never."""
    keep, digest = 200, marked(digest, lived.after.corrected) if lived else digest
    drawn = _draw(directorate, digest, look, keep, lived)
    while len(json.dumps(drawn.card, ensure_ascii=False)) > BUDGET and keep > ROWS:
        keep = max(ROWS, keep // 2)
        drawn = _draw(directorate, digest, look, keep, lived)
    return drawn


def _draw(directorate: str, digest: Digest, look: Look, keep: int, lived: Lived | None) -> Rendered:
    as_at, wrong = _as_at(digest, look, lived), lived.remark(look) if lived else []
    if digest.start:
        sections = [*_sections(digest, look.policy.today(digest.as_at), keep), *wrong]
        return starting.draw(directorate, digest, digest.start, as_at, sections)
    headline = in_words(digest.counts)
    if _is_quiet(digest.counts):
        quiet = f"{directorate}: {headline}"
        helping = [pieces.quiet(f"It {_helping(digest)}.")] if digest.helping else []
        line = pieces.words(f"**{pieces.plain(directorate)}** · {headline}")
        return pieces.card(quiet, line, *helping, *as_at, *wrong)
    return pieces.card(
        f"{directorate}: {headline}",
        pieces.title(f"{directorate}: this week's pledges"),
        *as_at,
        pieces.figures(
            (digest.counts.late, "late", "Attention"),
            (digest.counts.soon, "due soon", "Accent"),
            (digest.counts.done, "done", None),  # the green of Teams is faint on white
            (digest.counts.total, "open", None),
        ),
        *_bar(digest.counts),
        pieces.words(f"**{headline}**"),
        *_compared(digest),
        *_sections(digest, look.policy.today(digest.as_at), keep),
        *_unreached(digest.counts),
        *wrong,
    )


def _sections(digest: Digest, day: date, keep: int) -> list[CardElement]:
    counts = digest.counts
    parts = (
        ("Newly late", digest.newly, counts.newly_late),
        ("Still late, the longest first", digest.still, counts.still_late),
        ("Waiting for a decision", digest.waiting, counts.waiting),
        ("Done, thank you", digest.done, counts.done),
        ("Due in the next fortnight", digest.soon, counts.soon),
        ("Helping with, counted where it is led", digest.helping, len(digest.helping)),
    )
    return [element for name, lines, count in parts for element in _section(name, lines, count, day, keep)]


def _helping(digest: Digest) -> str:
    return f"helps with {counted(len(digest.helping), 'pledge')} that others lead and count"


def in_words(counts: Counts) -> str:
    """The headline: what is late, and what was done."""
    if _is_quiet(counts):
        return f"Nothing is late and nothing is due soon; {counted(counts.total, 'pledge')} open."
    past = counts.asked + counts.unreached
    none = (
        f"{past:,} past {'its' if past == 1 else 'their'} date and not yet called late" if past else "Nothing is late"
    )
    late = f"{counts.newly_late:,} newly late, {counts.still_late:,} still late" if counts.late else none
    return f"{late}, {counts.done:,} done, {counts.soon:,} due soon; {counts.total:,} open."


def _is_quiet(counts: Counts) -> bool:
    return counts == Counts(total=counts.total)


def _as_at(digest: Digest, look: Look, lived: Lived | None) -> list[CardElement]:
    local = digest.as_at.astimezone(look.policy.zone)
    posted = look.policy.today(lived.posted_at) if lived and lived.posted_at else look.today
    line = f"As at {said(local.date())}, {local:%H:%M}."
    delayed = bool(look.facts.get("late")) or posted > local.date()  # planned late, or long on its way
    late = " Posted late: I could not post it at its hour." if delayed else ""
    extra = " An extra one, asked for in this channel." if look.facts.get("extra") else ""
    return [pieces.quiet(line + late + extra), *(lived.lines(digest, look) if lived else [])]


def _compared(digest: Digest) -> list[CardElement]:
    if digest.before is None:
        return [pieces.quiet("This is the first digest here, so there is no last week to compare with.")]
    before = digest.before
    return [pieces.quiet(f"Last week: {before.late} late, {before.done} done, {before.total} open.")]


def _bar(counts: Counts) -> list[CardElement]:
    """One bar of everything open, worst on the left; the words below it say the same."""
    other = max(counts.total - counts.late - counts.waiting - counts.soon, 0)
    shown = [
        (counts.late, "attention", "late"),
        (counts.waiting, "warning", "waiting"),
        (counts.soon, "accent", "due soon"),
        (other, "good", "others"),
    ]
    legend = " · ".join(f"{count} {name}" for count, _, name in shown if count)
    return [pieces.bar([(count, style) for count, style, _ in shown]), pieces.quiet(legend)] if legend else []


def _section(name: str, lines: Sequence[Line], count: int, day: date, keep: int) -> list[CardElement]:
    if not count:
        return []
    kept = lines[:keep]
    first, rest = kept[:ROWS], kept[ROWS:]
    shown: list[CardElement] = [pieces.heading(name, count), *(_line(line, day) for line in first)]
    if rest:
        target = "rest." + name.split(",")[0].lower().replace(" ", "-")
        shown.append(pieces.buttons(pieces.opens(f"Show the other {len(rest)}", target)))
        shown.append(pieces.hidden(target, *(_line(line, day) for line in rest)))
    if count > len(kept):
        shown.append(pieces.quiet(f"And {count - len(kept):,} more: an admin can type “list overdue”."))
    return shown


def _line(line: Line, day: date) -> ColumnSet:
    hidden = line.publication is Publication.RESTRICTED
    title = "A pledge that is not for publication" if hidden else pieces.plain(line.title)
    note = f" – “{pieces.plain(line.note[:140])}”" if line.note and not hidden else ""
    last = f"{line.status.value}{note}" if line.note_on else "no word yet"
    mark = "**Corrected above** · " if line.corrected else ""
    last += " · impact not yet shown" if line.no_impact else ""
    return ColumnSet(
        columns=[
            Column(
                width="stretch",
                items=[
                    pieces.words(f"{line.ref} **{title}**"),
                    pieces.quiet(f"{mark}{pieces.plain(line.owner)} · {_when(line, day)} · {last}"),
                ],
            )
        ],
        separator=True,
        spacing="Small",
    )


def _when(line: Line, day: date) -> str:
    if line.due is None:
        return "no date"
    slip = slipped(line.due, line.original, line.extensions, day)
    first = f" ({slip})" if slip else ""
    late = f", {counted((day - line.due).days, 'day')} ago" if line.due < day else ""
    return f"due {said_short(line.due, day)}{late}{first}"


def _unreached(counts: Counts) -> list[CardElement]:
    lines = []
    if counts.unreached:
        lines.append(f"Not reached: {counts.unreached}; the clerk has it.")
    if counts.asked:
        lines.append(f"Past its date and only just asked about: {counts.asked}; not called late yet.")
    return [pieces.quiet(line) for line in lines]


def _sample() -> Digest:
    earlier = replace(samples.LATE, number=9, title="Publish who to ask in each team about pathway plans")
    done = replace(samples.LATER, number=3, status=Status.DONE, last=samples.said(Status.DONE, "Agreed", 30))
    last = Counts(total=6, newly_late=1, still_late=1, done=1)
    before = Before(counts=last, late=frozenset({"CP-9"}), as_at=samples.NOW - timedelta(days=7))
    known = [*samples.EXAMPLES, earlier, done]
    return summarise(known, samples.look().policy, samples.NOW, before, [samples.HELPED])


def _helpful() -> Digest:
    return replace(summarise([], samples.look().policy, samples.NOW, None, [samples.HELPED]), counts=Counts(total=3))


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "digest": lambda: draw("Children's Services", _sample(), samples.look()),
        "digest, kept up": lambda: draw(
            "Children's Services", _sample(), samples.look(now=samples.NOW + timedelta(hours=5)), afterwards.sample()
        ),
        "digest, starting position": lambda: draw("Children's Services", starting.sample(), samples.look()),
        "digest, quiet": lambda: draw("Place", Digest(as_at=samples.NOW, counts=Counts(total=3)), samples.look()),
        "digest, quiet and helping": lambda: draw("Place", _helpful(), samples.look()),
    },
)
