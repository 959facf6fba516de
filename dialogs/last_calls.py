"""The last call in a nudge: what the next digest says about a pledge, in the digest's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from microsoft_teams.cards import CardElement

from dialogs import digest_rows, pieces, questions
from dialogs.registry import Look, Scene
from pledges.calendar import counted, said_short
from pledges.digest_hours import NOTHING_OWN
from pledges.last_call import Called, called, day_of, is_call
from pledges.pledge import Pledge, Publication
from storage.asks import Ask

ALSO = 40  # references that are named where there is no room for their rows


async def read(scene: Scene, asks: Iterable[Ask], pledges: Iterable[Pledge]) -> Mapping[int, Called]:
    """What somebody is called about by these questions, by pledge; nothing once that digest has come, or none comes."""
    rungs, found = {ask.pledge: ask.rung for ask in asks if is_call(ask.rung)}, dict[int, Called]()
    if not rungs:
        return found
    rules, links = await scene.tx.digest_rules.all(), await scene.tx.channels.linked()
    for pledge in pledges:
        if pledge.number in rungs and pledge.directorate:
            here = pledge.directorate.id
            public = [each.public for each in links if each.directorate.id == here and not each.gone]
            day, own = day_of(rungs[pledge.number]) or scene.look.today, rules.get(here, NOTHING_OWN)
            if own.paused(day) or not public:
                continue  # since it was put; what was asked is asked all the same
            policy = own.policy(scene.look.policy, day)
            call = called(pledge, rungs[pledge.number], policy, scene.look.today, outside=all(public))
            found |= {pledge.number: call} if call and scene.look.now < call.at else {}
    return found


def whose(call: Called) -> str:
    """Monday’s digest."""
    return f"{call.day:%A}’s digest"


def head(calls: Sequence[Called]) -> str:
    """The first line of a card with several questions, some of them last calls."""
    return f"{whose(calls[0])} will name {counted(len(calls), 'pledge')} of yours"


def summary(call: Called) -> str:
    """What a toast says about one, and a screen reader first."""
    line = call.line
    title = digest_rows.HIDDEN if line.publication is Publication.RESTRICTED else line.title
    return f"{whose(call)} will say: {line.ref} {title}, {digest_rows.when(line, call.day)}. How is it going?"


def when(call: Called, look: Look) -> CardElement:
    """When the digest comes, and what can be done until then."""
    at = f"{said_short(call.day, look.today)} at {call.at.astimezone(look.policy.zone):%H:%M}"
    return pieces.quiet(f"It comes on {at}. What you answer before then is in it.")


def quoted(call: Called, *below: CardElement) -> CardElement:
    """The row as the digest has it, with what is to stand below it."""
    only = [] if call.named else [pieces.quiet("The digest there only counts it: it is read outside the council, too.")]
    return pieces.block(digest_rows.row(call.line, call.day), *only, *below, style="emphasis")


def alone(call: Called, pledge: Pledge, look: Look) -> list[CardElement]:
    """The last call about one pledge, above its buttons."""
    title = pieces.title(f"{whose(call)} will say:")
    return [title, when(call, look), quoted(call), *named(pledge), *questions.promised(pledge, look)]


def named(pledge: Pledge) -> list[CardElement]:
    """Its title for the owner, where the digest does not say it."""
    hidden = pledge.publication is Publication.RESTRICTED
    return [pieces.words(f"{pledge.ref} is: **{pieces.plain(pledge.title)}**")] if hidden else []


def also(pledges: Sequence[Pledge]) -> list[CardElement]:
    """The others that the digest names, where there is no room for their rows."""
    if not pledges:
        return []
    refs = ", ".join(pledge.ref for pledge in pledges[:ALSO])
    more = f" and {len(pledges) - ALSO:,} more" if len(pledges) > ALSO else ""
    return [pieces.quiet(f"It will also name {refs}{more}.")]
