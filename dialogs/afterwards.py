"""A posted digest as it lives on: since when it has grown old, what was put right, and the way to say it is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.registry import Look, Scene
from pledges.afterwards import Afterwards, Correction, News, Posted, in_words, runs
from pledges.calendar import said_short
from pledges.digest import Digest

REMARK, FIELD, PART = "remark", "remark.words", "remark"
SHOWN = 3  # corrections on a post
NOT_LATE = "was not late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """A posted digest with what became of it; `posted_at` is None while it is not posted."""

    post: Posted
    after: Afterwards = field(default_factory=Afterwards)
    posted_at: datetime | None = None

    def lines(self, digest: Digest, look: Look) -> list[CardElement]:
        """What stands below its head: the news since then on one line, and each correction."""
        since, new = f"{digest.as_at.astimezone(look.policy.zone):%H:%M}", pieces.plain(in_words(self.after.news))
        news = [pieces.words(f"**Since {since}:** {new}.")] if new else []
        corrections = self.after.corrections
        earlier = (
            [pieces.quiet(f"And {len(corrections) - SHOWN} corrected before.")] if len(corrections) > SHOWN else []
        )
        told = [*news, *(_corrected(each, digest, look) for each in corrections[-SHOWN:]), *earlier]
        return [pieces.block(*told, style="emphasis")] if told else []

    def remark(self, look: Look) -> list[CardElement]:
        """The way for any reader to say that something is wrong, which opens in place."""
        sent = {"channel": self.post.channel, "directorate": str(self.post.directorate), "week": self.post.week}
        return [
            pieces.block(pieces.buttons(pieces.opens("Something wrong?", PART)), line=True),
            pieces.hidden(
                PART,
                pieces.text_input(FIELD, "What is wrong? Only the clerk reads it (never about a child)"),
                pieces.buttons(pieces.sends("Tell the clerk", REMARK, look.nonce, **sent)),
            ),
        ]


async def read(scene: Scene, post: Posted, digest: Digest) -> Lived:
    """What became of it; news while it is the week's, what was put right for ever."""
    stored = scene.tx.afterwards
    news = runs(digest, scene.look.now) and await stored.is_newest(post)
    after = await stored.of(post, digest, news=news)
    return Lived(post=post, after=after, posted_at=await stored.sent_at(post))


def _corrected(each: Correction, digest: Digest, look: Look) -> CardElement:
    return pieces.words(f"**Corrected at {_when(each.at, digest, look)}:** {pieces.plain(said(each))}")


def _when(at: datetime, digest: Digest, look: Look) -> str:
    """14:10; with its day where that is not the day of the digest."""
    local, day = at.astimezone(look.policy.zone), look.policy.today(digest.as_at)
    return f"{local:%H:%M}" if local.date() == day else f"{local:%H:%M} on {said_short(local.date(), day)}"


def said(correction: Correction) -> str:
    """CP-42 was not late – the date is 16 December. Of what is not for publication the reference alone."""
    if correction.hidden:
        return f"{correction.ref} {NOT_LATE if correction.not_late else ''}".strip() + "."
    about = f"{correction.ref} {NOT_LATE}" if correction.not_late else correction.ref
    return " – ".join(filter(None, (about, correction.words.rstrip(".")))) + "."


def sample() -> Lived:
    """A digest of samples.EXAMPLES that was posted this morning, doubted and put right."""
    news = (News(ref="CP-42", what="done"), News(ref="CP-9", what="answered (on track)"))
    at, words = samples.NOW + timedelta(hours=4, minutes=40), "the Panel moved it to 16 December, minute 94"
    right = Correction(id=1, ref="CP-7", words=words, at=at, not_late=True)
    return Lived(post=samples.REMARK.post, after=Afterwards(news=news, corrections=(right,)), posted_at=samples.NOW)
