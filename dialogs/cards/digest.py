"""The weekly digest: how a directorate stands, for a director who reads it on a phone. Posts, never persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from microsoft_teams.cards import CardElement

from dialogs import afterwards, desks, digest_elsewhere, digest_rows, extra, pieces, previewing, samples, starting
from dialogs.afterwards import Lived
from dialogs.headline import in_words, is_quiet
from dialogs.registry import CardKind, Look, Scene
from pledges.afterwards import Posted, marked
from pledges.calendar import counted, said
from pledges.digest import Before, Counts, Digest, Week, summarise
from pledges.digest_hours import NOTHING_OWN
from pledges.digest_pages import Page, pages, shortened
from pledges.for_public import for_public
from pledges.messages import ChannelId, Drop, Rendered
from pledges.owners import Owner, OwnerKind
from pledges.people import Directorate, DirectorateId
from pledges.pledge import Publication, Status

KIND = "digest"
EXTRA = {"yes": " An extra one, asked for in this channel.", "admin": " An extra one, asked for by an admin."}


async def render(scene: Scene) -> Rendered | Drop:
    """Draw the figures that were kept when the digest fell due, so that the same week says the same again."""
    facts = scene.facts
    directorate = next((d for d in await scene.tx.people.directorates() if d.id == int(facts["directorate"])), None)
    if directorate is None:
        return Drop("the directorate is no longer in the register")
    if digest_elsewhere.is_in_private(scene):
        return await _in_private(scene, directorate)
    channel = await previewing.channel_of(scene, directorate.id)
    if channel is None:
        return Drop("Only an admin or the director of that directorate can see its digest here.")
    linked, kept = await scene.tx.channels.get(channel), await _figures(scene, channel, directorate.id)
    if kept is None:
        return Drop("its figures are gone")
    shown = for_public(kept) if linked is None or linked.public else kept
    post = Posted(channel=channel, directorate=directorate.id, week=facts.get("week", ""))
    lived = await _lived(scene, post, shown)
    drawn = draw(directorate.name, shown, scene.look, lived, thread=await _has_thread(scene, post))
    return await previewing.around(drawn, linked, scene) if linked and facts.get("preview") else drawn


async def _in_private(scene: Scene, directorate: Directorate) -> Rendered | Drop:
    """To who directs, in place of a channel that is gone."""
    kept = await scene.tx.digests.get(ChannelId(scene.facts["channel"]), directorate.id, scene.facts["week"])
    if kept is None:
        return Drop("its figures are gone")
    name, look = directorate.name, scene.look
    return await digest_elsewhere.draw(scene, directorate.id, lambda most: draw(name, kept, look, most=most))


async def _lived(scene: Scene, post: Posted, shown: Digest) -> Lived | None:
    """What became of it since it was posted; an extra one and a preview were not."""
    if scene.facts.get("extra") or scene.facts.get("preview"):
        return None
    return await afterwards.read(scene, post, shown)


async def _has_thread(scene: Scene, post: Posted) -> bool:
    """Whether an extra one can point to the post of its week: that stands there, and goes on below."""
    return bool(scene.facts.get("extra")) and await scene.tx.outbox.standing(post.reply(2)) is not None


async def _figures(scene: Scene, channel: ChannelId, directorate: DirectorateId) -> Digest | None:
    """What was kept for the week; for an extra digest and a preview, what stands now."""
    if scene.facts.get("extra") or scene.facts.get("preview"):
        return await extra.as_of_now(scene.tx, channel, directorate, scene.look.policy, scene.look.now)
    return await scene.tx.digests.get(channel, directorate, scene.facts["week"])


def draw(
    directorate: str, digest: Digest, look: Look, lived: Lived | None = None, *, most: int = 0, thread: bool = False
) -> Rendered:
    """One page of the digest: the post itself, or a reply in its thread with what has no room in it.

    Where it is posted it says what became of it since. With `most` all of it is in one page: no more than so many of
    each kind. `thread` tells an extra one that the post of its week has replies below it.
    """
    told = (shortened(digest, most),) if most else pages(marked(digest, lived.after.corrected) if lived else digest)
    page = told[min(int(look.facts.get("page", "1")), len(told)) - 1]
    sections = _sections(page, digest, look)
    if page.number > 1:
        return _reply(directorate, page, sections)
    as_at, foot = _as_at(digest, look, lived), _foot(page, look, lived, thread=thread)
    if digest.start:
        return starting.draw(directorate, digest, digest.start, as_at, [*sections, *foot])
    if is_quiet(digest.counts):
        return _quiet(directorate, digest, [*as_at, *_remark(look, lived)])
    return pieces.card(
        f"{directorate}: {in_words(digest)}",
        pieces.title(f"{directorate}: this week's pledges"),
        *as_at,
        *_head(digest),
        *sections,
        *_unreached(digest.counts),
        *foot,
    )


def _head(digest: Digest) -> list[CardElement]:
    counts = digest.counts
    figures = pieces.figures(
        (counts.late, "late", "Attention"),
        (counts.soon, "due soon", "Accent"),
        (counts.done, "done", None),  # the green of Teams is faint on white
        (counts.total, "open", None),
    )
    told = pieces.words(f"**{in_words(digest)}**")
    return [told, figures, *_bar(counts), *digest_rows.trend(digest.trend), *_first(digest)]


def _sections(page: Page, digest: Digest, look: Look) -> list[CardElement]:
    day, outside = look.policy.today(digest.as_at), digest.outside
    return [element for each in page.sections for element in digest_rows.section(each, day, outside=outside)]


def _reply(directorate: str, page: Page, sections: list[CardElement]) -> Rendered:
    head = f"{directorate}: {page.number} of {page.of}"
    return pieces.card(head, pieces.title(head), *sections)


def _foot(page: Page, look: Look, lived: Lived | None, *, thread: bool) -> list[CardElement]:
    return [*_more(page, look, thread=thread), *desks.offered(look), *_remark(look, lived)]


def _remark(look: Look, lived: Lived | None) -> list[CardElement]:
    return lived.remark(look) if lived else []


def _more(page: Page, look: Look, *, thread: bool) -> list[CardElement]:
    """Where the rest is: an extra one and a preview have no replies of their own."""
    rest = counted(page.of - 1, "reply", "replies")
    where = f"it goes on in {rest} below"
    if look.facts.get("preview"):
        where = f"once posted, it goes on in {rest} below the post"
    elif look.facts.get("extra"):
        where = "this week's post goes on in its thread" if thread else "an admin can type “list”"
    return [pieces.quiet(f"The rest has no room here: {where}.")] if page.of > 1 else []


def _quiet(directorate: str, digest: Digest, rest: list[CardElement]) -> Rendered:
    headline = in_words(digest)
    helping = [pieces.quiet(f"It {_helping(digest)}.")] if digest.helped or digest.helping else []
    line = pieces.words(f"**{pieces.plain(directorate)}** · {headline}")
    return pieces.card(f"{directorate}: {headline}", line, *helping, *rest)


def _helping(digest: Digest) -> str:
    return f"helps with {counted(digest.helped or len(digest.helping), 'pledge')} that others lead and count"


def _as_at(digest: Digest, look: Look, lived: Lived | None) -> list[CardElement]:
    local = digest.as_at.astimezone(look.policy.zone)
    posted = look.policy.today(lived.posted_at) if lived and lived.posted_at else look.today
    line = f"As at {said(local.date())}, {local:%H:%M}."
    delayed = bool(look.facts.get("late")) or posted > local.date()  # planned late, or long on its way
    delayed &= "channel" not in look.facts  # in a chat it is a part of what comes there anyway
    late = " Posted late: I could not post it at its hour." if delayed else ""
    extra = EXTRA.get(look.facts.get("extra", ""), "")
    return [pieces.quiet(line + late + extra), *(lived.lines(digest, look) if lived else [])]


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


def _mixed() -> Digest:
    """Some of it is not for publication, some is for all to read."""
    classes = (Publication.PUBLIC, Publication.RESTRICTED, Publication.INTERNAL)
    told = _sample()
    soon = tuple(replace(line, publication=each) for line, each in zip(told.soon, classes, strict=False))
    return replace(told, soon=soon)


def _preview() -> Rendered:
    look = samples.look(facts={"message": "sample", "people": "12", "guests": "1", "preview": "yes"})
    digest = draw("Children's Services", _sample(), samples.look())
    linked = replace(samples.CHANNEL, name="Children's Services")
    return previewing.put_around(digest, linked, NOTHING_OWN, "Monday 7 December at 11:00", look)


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
        "digest, in private": lambda: digest_elsewhere.whole(
            digest_elsewhere.SAMPLE, lambda most: draw("Children's Services", _sample(), samples.look(), most=most)
        ),
        "digest, for all to read": lambda: draw("Children's Services", for_public(_mixed()), samples.look()),
        "digest, a preview": lambda: _preview(),
        "digest, quiet": lambda: draw("Place", Digest(as_at=samples.NOW, counts=Counts(total=3)), samples.look()),
        "digest, quiet and helping": lambda: draw("Place", _helpful(), samples.look()),
    },
)
