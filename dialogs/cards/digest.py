"""The weekly digest: how a directorate stands, for a director who reads it on a phone. Posts, never persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from microsoft_teams.cards import CardElement

from dialogs import digest_rows, pieces, samples, starting
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import counted, said
from pledges.digest import Before, Counts, Digest, Week, summarise
from pledges.digest_pages import Page, pages
from pledges.live import Live
from pledges.messages import ChannelId, Drop, Rendered
from pledges.owners import Owner, OwnerKind
from pledges.people import DirectorateId
from pledges.pledge import Status
from storage.week import as_it_stands

KIND = "digest"


async def render(scene: Scene) -> Rendered | Drop:
    """Draw the figures that were kept when the digest fell due, so that the same week says the same again."""
    facts = scene.facts
    directorate = next((d for d in await scene.tx.people.directorates() if d.id == int(facts["directorate"])), None)
    if directorate is None:
        return Drop("the directorate is no longer in the register")
    kept = await _figures(scene, directorate.id)
    if kept is None:
        return Drop("its figures are gone")
    return draw(directorate.name, kept, scene.look)


async def _figures(scene: Scene, directorate: DirectorateId) -> Digest | None:
    """What was kept for the week; for an extra digest, what stands now."""
    channel, week, look = ChannelId(str(scene.to)), scene.facts["week"], scene.look
    if not scene.facts.get("extra"):
        return await scene.tx.digests.get(channel, directorate, week)
    before = await scene.tx.digests.before(channel, directorate, week)
    return await as_it_stands(scene.tx, directorate, Live(), before, look.policy, look.now)


def draw(directorate: str, digest: Digest, look: Look) -> Rendered:
    """One page of the digest: the post itself, or a reply in its thread with what has no room in it."""
    told = pages(digest)
    page = told[min(int(look.facts.get("page", "1")), len(told)) - 1]
    sections = [element for each in page.sections for element in digest_rows.section(each, _day(digest, look))]
    if page.number > 1:
        return _reply(directorate, page, sections)
    if digest.start:
        return starting.draw(directorate, digest, digest.start, _as_at(digest, look), [*sections, *_more(page, look)])
    return _quiet(directorate, digest, look) or pieces.card(
        f"{directorate}: {in_words(digest)}",
        pieces.title(f"{directorate}: this week's pledges"),
        *_as_at(digest, look),
        pieces.words(f"**{in_words(digest)}**"),
        pieces.figures(
            (digest.counts.late, "late", "Attention"),
            (digest.counts.soon, "due soon", "Accent"),
            (digest.counts.done, "done", None),  # the green of Teams is faint on white
            (digest.counts.total, "open", None),
        ),
        *_bar(digest.counts),
        *digest_rows.trend(digest.trend),
        *_first(digest),
        *sections,
        *_unreached(digest.counts),
        *_more(page, look),
    )


def _day(digest: Digest, look: Look) -> date:
    return look.policy.today(digest.as_at)


def _reply(directorate: str, page: Page, sections: list[CardElement]) -> Rendered:
    head = f"{directorate}: {page.number} of {page.of}"
    return pieces.card(head, pieces.title(head), *sections)


def _more(page: Page, look: Look) -> list[CardElement]:
    rest = counted(page.of - 1, "reply", "replies")
    where = "the weekly post has it in its thread" if look.facts.get("extra") else f"it goes on in {rest} below"
    return [pieces.quiet(f"The rest has no room here: {where}.")] if page.of > 1 else []


def _quiet(directorate: str, digest: Digest, look: Look) -> Rendered | None:
    if not _is_quiet(digest.counts):
        return None
    headline = in_words(digest)
    helping = [pieces.quiet(f"It {_helping(digest)}.")] if digest.helping else []
    line = pieces.words(f"**{pieces.plain(directorate)}** · {headline}")
    return pieces.card(f"{directorate}: {headline}", line, *helping, *_as_at(digest, look))


def _helping(digest: Digest) -> str:
    return f"helps with {counted(len(digest.helping), 'pledge')} that others lead and count"


def in_words(digest: Digest) -> str:
    """The headline: 2 newly late, 5 still late, 3 done of 24; last week 6 late."""
    counts = digest.counts
    if _is_quiet(counts):
        return f"Nothing is late and nothing is due soon; {counted(counts.total, 'pledge')} open."
    late = f"{counts.newly_late:,} newly late, {counts.still_late:,} still late" if counts.late else _none_late(counts)
    done = f"{counts.done:,} done of {counts.total + counts.done:,}"
    return f"{late}, {done}{f'; last week {digest.before.late:,} late' if digest.before else ''}."


def _none_late(counts: Counts) -> str:
    past = counts.asked + counts.unreached
    return (
        f"{past:,} past {'its' if past == 1 else 'their'} date and not yet called late" if past else "Nothing is late"
    )


def _is_quiet(counts: Counts) -> bool:
    return replace(counts, unowned=0) == Counts(total=counts.total)


def _as_at(digest: Digest, look: Look) -> list[CardElement]:
    local = digest.as_at.astimezone(look.policy.zone)
    line = f"As at {said(local.date())}, {local:%H:%M}."
    delayed = bool(look.facts.get("late")) or look.today > local.date()  # planned late, or long on its way
    late = " Posted late: I could not post it at its hour." if delayed else ""
    extra = " An extra one, asked for in this channel." if look.facts.get("extra") else ""
    return [pieces.quiet(line + late + extra)]


def _first(digest: Digest) -> list[CardElement]:
    first = "This is the first digest here, so there is no last week to compare with."
    return [] if digest.before else [pieces.quiet(first)]


def _bar(counts: Counts) -> list[CardElement]:
    """One bar of everything open, worst on the left; the words below it say the same."""
    shown = [
        (counts.late, "attention", "late"),
        (counts.forecast, "warning", "will not make it"),
        (counts.waiting, "warning", "waiting"),
        (counts.soon, "accent", "due soon"),
    ]
    shown.append((counts.total - sum(count for count, *_ in shown), "good", "other"))
    legend = " · ".join(f"{count:,} {name}" for count, _, name in shown if count)
    return [pieces.bar([(count, style) for count, style, _ in shown]), pieces.quiet(legend)] if legend else []


def _unreached(counts: Counts) -> list[CardElement]:
    lines = []
    if counts.unreached:
        lines.append(f"Not reached: {counts.unreached}; the clerk has it.")
    if counts.asked:
        lines.append(f"Past its date and only just asked about: {counts.asked}; not called late yet.")
    return [pieces.quiet(line) for line in lines]


def _sample() -> Digest:
    new = replace(samples.LATE, number=9, title="Publish who to ask in each team about pathway plans")
    done = replace(samples.LATER, number=3, status=Status.DONE, last=samples.said(Status.DONE, "Agreed", 30))
    stuck = replace(samples.LATER, number=21, title="Open the second house for care leavers", status=Status.BLOCKED)
    stuck = replace(stuck, last=samples.said(Status.BLOCKED, "The lease fell through; looking for another", 30))
    asked = replace(samples.ASKED, number=15, title="Train foster carers in life story work")
    nobody = Owner(kind=OwnerKind.TBC, title="to be confirmed")
    unowned = replace(samples.UNDATED, owners=(nobody,))
    last = Counts(total=23, newly_late=2, still_late=2, done=1)
    trend = [Week(week=f"2026-W{42 + n}", late=late, done=1, total=23) for n, late in enumerate((9, 9, 8, 6, 7, 5, 4))]
    week = timedelta(days=7)
    before = Before(counts=last, late=frozenset({"CP-7"}), as_at=samples.NOW - week, trend=tuple(trend))
    known = [*samples.EXAMPLES, new, done, stuck, asked, unowned]
    return summarise(known, samples.look().policy, samples.NOW, before, [samples.HELPED])


def _helpful() -> Digest:
    return replace(summarise([], samples.look().policy, samples.NOW, None, [samples.HELPED]), counts=Counts(total=3))


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "digest": lambda: draw("Children's Services", _sample(), samples.look()),
        "digest, starting position": lambda: draw("Children's Services", starting.sample(), samples.look()),
        "digest, quiet": lambda: draw("Place", Digest(as_at=samples.NOW, counts=Counts(total=3)), samples.look()),
        "digest, quiet and helping": lambda: draw("Place", _helpful(), samples.look()),
    },
)
