"""withdraw: a pledge that is not to be kept after all, or was made by mistake."""

from __future__ import annotations

from dialogs import finding
from dialogs.changing import keep, pledge_of
from dialogs.ending import tell_owners, withdraw_all
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.calendar import counted
from pledges.changing import withdraw


async def run(turn: Turn) -> Response:
    ref, why = finding.reference(turn.words)
    ref, why = ref or finding.reference(turn.given("ref"))[0], why or turn.given("why")
    if not ref or not why:
        return _form(ref, why)
    before = await pledge_of(turn, ref)
    after = await keep(turn, before, withdraw(before, guard.check(why), turn.standing, turn.now))
    await tell_owners(turn, before, after)
    times = await withdraw_all(
        turn, await turn.tx.times.of(after.number), f"{after.ref} is withdrawn: {guard.check(why)}"
    )
    with_it = f", with {counted(times, 'open time')} of it" if times else ""
    return Say(
        f"{after.ref} is withdrawn{with_it} and stays in the register. To take that back, type “reopen {after.ref}”."
    )


def _form(ref: str, why: str) -> Ask:
    fields = (Field(name="ref", label="Its reference", value=ref), Field(name="why", label="Why?", value=why))
    return Ask(command="withdraw", title="Withdraw which pledge, and why?", send="Withdraw it", fields=fields)


COMMAND = Command(
    name="withdraw",
    help="Take a pledge out of the asking, with the reason; it stays in the register",
    example="withdraw CP-42 entered twice",
    run=run,
    who=Who.ADMINS,
)
