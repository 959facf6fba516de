"""Asked of an admin in private: whether an extra digest is to be posted in the channel of a directorate now."""

from __future__ import annotations

from datetime import date, timedelta

from dialogs import answers, extra, pieces, questions, samples
from dialogs.digest_words import channel_words, paused_words, readers_words
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn, Who
from pledges.digest_hours import NOTHING_OWN, Own, Pause
from pledges.errors import NotForYou, OldCard
from pledges.messages import ChannelId, Drop, Outgoing, Rendered
from storage.channels import Linked

KIND = "digest extra"
WORTH = timedelta(hours=6)


async def render(scene: Scene) -> Rendered | Drop:
    linked, look = await scene.tx.channels.get(ChannelId(scene.facts["channel"])), scene.look
    if linked is None or linked.gone or str(linked.directorate.id) != scene.facts["directorate"]:
        return Drop("That channel does not get this digest any more. “digests” shows which does.")
    digest = await extra.as_of_now(scene.tx, linked.id, linked.directorate.id, look.policy, look.now)
    at = await extra.unchanged_since(scene.tx, linked, digest, look.policy)
    same = f"{at.astimezone(look.policy.zone):%H:%M}" if at else ""
    return draw(linked, await scene.tx.digest_rules.of(linked.directorate.id), same, look)


def draw(linked: Linked, own: Own, same: str, look: Look) -> Rendered:
    """`same` is the hour at which the same was told there today; empty where it was not."""
    name, where = linked.directorate.name, pieces.plain(channel_words(linked))
    if look.facts.get("posted"):
        text = f"✓ An extra digest of **{pieces.plain(name)}** is on its way to **{where}**."
        return pieces.card(f"An extra digest of {name} is on its way", pieces.words(text))
    if look.facts.get("left"):
        return pieces.card("Nothing is posted", pieces.words("Left as it was: nothing is posted."))
    pause, sent = own.paused(look.today), questions.carried(KIND, look.facts)
    return pieces.card(
        f"Post an extra digest of {name} now?",
        pieces.title(f"Post an extra digest of {name} now?"),
        pieces.words(f"It goes to **{where}**. {_readers(linked, look)}"),
        *([pieces.words(f"**Nothing has changed since the digest of {same} today.**")] if same else []),
        *(
            [pieces.words(f"{pieces.plain(paused_words(pause, look.today))}. This one goes out all the same.")]
            if pause
            else []
        ),
        pieces.quiet("The digest of the week comes as ever. To look at it first: “digest preview”."),
        pieces.buttons(
            pieces.button("Post it", "post extra", look.nonce, **sent),
            pieces.button("No", "no extra", look.nonce, **sent),
        ),
    )


def _readers(linked: Linked, look: Look) -> str:
    return readers_words(look.facts.get("people", ""), look.facts.get("guests", ""), public=linked.public)


async def press_post(turn: Turn) -> Response:
    _check(turn)
    linked = await turn.tx.channels.get(ChannelId(questions.facts_of(turn.inbound.data).get("channel", "")))
    if linked is None or linked.gone:
        raise OldCard
    digest = await extra.as_of_now(turn.tx, linked.id, linked.directorate.id, turn.council.policy, turn.now)
    await turn.tx.extras.put(linked.id, linked.directorate.id, digest, turn.now)
    facts = extra.facts_of(linked, turn) | {"extra": "admin"}
    key = f"{KIND}:{linked.id}:{turn.given('nonce')}"
    await turn.tx.outbox.put(
        Outgoing(kind=extra.KIND, to=linked.id, key=key, not_before=turn.now, until=turn.now + WORTH, facts=facts),
        turn.now,
    )
    return answers.again(turn, posted="yes")


async def press_no(turn: Turn) -> Response:
    _check(turn)
    return answers.again(turn, left="yes")


def _check(turn: Turn) -> None:
    if not turn.standing.admin:
        raise NotForYou("post a digest from here", "an admin")


def _sample(same: str = "", own: Own = NOTHING_OWN, **facts: str) -> Rendered:
    return draw(
        samples.CHANNEL, own, same, samples.look(facts={"message": "s", "people": "12", "guests": "1", **facts})
    )


CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "digest extra": lambda: _sample(),
        "digest extra, the same": lambda: _sample(
            "10:42", Own(pause=Pause(until=date(2027, 1, 12), by="Lynne Robbins"))
        ),
        "digest extra, posted": lambda: _sample(posted="yes"),
    },
)
BUTTONS = (Button(verb="post extra", press=press_post), Button(verb="no extra", press=press_no))
