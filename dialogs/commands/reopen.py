"""reopen: a closed or finished pledge is asked about again."""

from __future__ import annotations

from dataclasses import replace

from dialogs import finding
from dialogs.changing import due_words, keep, next_words, pledge_of
from dialogs.ending import tell_owners
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.calendar import ONE_DAY
from pledges.changing import hang_on, reopen
from pledges.meetings import let_go, next_meeting
from pledges.pledge import Pledge

FORM = Ask(
    command="reopen", title="Reopen which pledge?", send="Reopen it", fields=(Field(name="ref", label="Its reference"),)
)


async def run(turn: Turn) -> Response:
    ref, _ = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return FORM
    known = await turn.tx.register.get(ref)
    if known.open:
        return Say(f"{known.ref} is open already; nothing was changed.")
    await turn.tx.meetings.diary(turn.today, kept=True)  # meetings are locked before pledges
    before = await pledge_of(turn, ref)
    policy = turn.council.policy
    again = await _on_a_meeting_to_come(turn, reopen(before, turn.standing, policy, turn.now))
    after = await keep(turn, before, again)
    await tell_owners(turn, before, after)
    day = due_words(after, policy, turn.today)
    return Say(f"{after.ref} is open again. {day}. {next_words(after, policy, turn.today)}")


async def _on_a_meeting_to_come(turn: Turn, pledge: Pledge) -> Pledge:
    """What hung on a meeting is due at it as it stands now; where it is over or off, at the committee's next one."""
    if pledge.deadline.meeting is None:
        return pledge
    meeting = await turn.tx.meetings.get(pledge.deadline.meeting)
    if not meeting.cancelled and meeting.held_on >= turn.today:
        return pledge if pledge.deadline.due == meeting.held_on else hang_on(pledge, meeting, pledge.deadline.due)
    diary = await turn.tx.meetings.diary(turn.today)
    following = next_meeting(diary, meeting.committee.id, turn.today - ONE_DAY)
    if following:
        return hang_on(pledge, following, meeting.held_on)
    return replace(pledge, deadline=let_go(pledge.deadline, meeting))


COMMAND = Command(
    name="reopen", help="Open a closed or finished pledge again", example="reopen CP-42", run=run, who=Who.ADMINS
)
