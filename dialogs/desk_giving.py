"""Giving a pledge to another post of the same directorate, by whoever sits at its director's desk."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import answers, desks, pieces
from dialogs.changing import give_word
from dialogs.desk_acts import done, left
from dialogs.giving import give_to, is_with
from dialogs.registry import Look, Response, Turn
from pledges import matching
from pledges.acting import Seat
from pledges.errors import NotUnderstood
from pledges.people import DirectorateId, Post
from pledges.pledge import Owner, OwnerKind, Pledge
from storage.db import Tx

GIVE = "give"  # the form
ELSEWHERE = "elsewhere"
MOST = 30  # posts to choose from; where there are more, a name is typed


async def posts_of(tx: Tx, directorate: DirectorateId) -> list[Post]:
    """The posts of a directorate, by title."""
    return [p for p in await tx.people.posts() if p.directorate is not None and p.directorate.id == directorate]


def form(pledge: Pledge, posts: Sequence[Post], look: Look, sent: dict[str, str]) -> list[CardElement]:
    """To whom: chosen from the posts of the directorate, or typed where they are too many."""
    trouble, field = look.shown.get("trouble", ""), f"to.{pledge.ref}"
    others = [post for post in posts if post.id != pledge.lead.post]
    choices = [*((_called(post), str(post.id)) for post in others), ("Somebody in another directorate", ELSEWHERE)]
    label = "Who leads it now?"
    if len(others) <= MOST:
        asked: CardElement = pieces.choice_input(f"chosen.{field}", label, choices)
    else:
        asked = pieces.text_input(field, f"{label} (a post or a name)", value=look.shown.get("text", ""), lines=False)
    return [
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        asked,
        pieces.quiet("Both hear of it, and the new owner is asked to take it on."),
        pieces.buttons(
            pieces.sends("Give it to them", "give to another", look.nonce, **sent),
            pieces.button("Back", "open", look.nonce, form="", **sent),
        ),
    ]


def _called(post: Post) -> str:
    return f"{post.title} ({post.holder.name if post.holder else 'vacant'})"


async def press_give(turn: Turn) -> Response:
    """Give it to a post of the same directorate; anything else is refused, with how it moves instead."""
    seat, before = await desks.seated(turn)
    words = turn.given(f"to.{before.ref}")
    try:
        post = await _meant(turn, seat, before, words)
    except NotUnderstood as error:
        return answers.only_here(turn, **{before.ref: GIVE, "text": words, "trouble": str(error)})
    owner = _owner(post, words)
    if not before.open:
        return left(turn, f"{before.ref} is {before.status.value}, so it stays with {before.lead.title}.")
    if is_with(before, owner):
        return left(turn, f"{before.ref} is with {owner.title} already.")
    told = f"{seat.called} gives it to the {owner.title}"
    await turn.tx.acting.tell(before.number, told, by=turn.person.id, now=turn.now)
    after = await give_to(turn, before, owner)
    return done(turn, f"{after.ref} is now with {owner.title}. {await give_word(turn, after)}")


async def _meant(turn: Turn, seat: Seat, pledge: Pledge, words: str) -> Post:
    """The post that was chosen or named. Raises NotUnderstood for what is not of this directorate."""
    if not words:
        raise NotUnderstood("Please say who leads it now, or go back.")
    posts = await posts_of(turn.tx, seat.directorate.id)
    chosen = next((post for post in posts if str(post.id) == words), None)
    if chosen:
        return chosen
    names = {post.title: post for post in posts} | {post.holder.name: post for post in posts if post.holder}
    match = matching.best(words, names)
    if match.found is not None and match.exact:
        return match.found
    near = [match.name] if match.name else list(match.near)
    if near and words != ELSEWHERE:
        raise NotUnderstood(f"Who is “{words}”? In {seat.directorate.name} I know: {'; '.join(near)}.")
    raise NotUnderstood(_how_it_moves(turn, seat, pledge))


def _how_it_moves(turn: Turn, seat: Seat, pledge: Pledge) -> str:
    return (
        f"From here it can go to a post of {seat.directorate.name} only. To another directorate an admin moves it: "
        f"“reassign {pledge.ref} to …” for this one, “transfer” for a whole service. Please ask {turn.council.contact}."
    )


def _owner(post: Post, words: str) -> Owner:
    said = post.title if words == str(post.id) else words
    answers_for = post.holder.id if post.holder else None
    return Owner(kind=OwnerKind.POST, title=post.title, words=said, post=post.id, answers=answers_for)
