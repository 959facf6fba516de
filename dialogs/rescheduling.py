"""What a meeting that is made, moved or cancelled does to the pledges that hang on it, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from dialogs import inverses
from dialogs.changing import keep, pledge_of, tell
from dialogs.ending import withdraw_all
from dialogs.registry import Turn
from pledges.calendar import counted, said
from pledges.changing import hang_on
from pledges.idioms import understand
from pledges.meetings import Committee, Meeting, next_meeting, papers_moved, waits_for
from pledges.messages import PersonId
from pledges.pledge import Pledge, When
from pledges.recurring import rhythm

KIND = "moved"


async def take_in(turn: Turn, meeting: Meeting) -> str:
    """Hang on a new meeting what waited for one of its committee; return what was done, in a sentence or none."""
    known = (await turn.tx.meetings.diary(turn.today)).committees
    waiting = [p for p in await turn.tx.register.undated() if await _waits(turn, p, meeting, known)]
    inverses.note_meeting(turn, None, meeting)
    told = await _rehang(turn, waiting, meeting, None)
    opened = await _open_times(turn, meeting)
    if not opened:
        return told
    each = f"{counted(opened, 'pledge')} for this meeting {'is' if opened == 1 else 'are'} opened."
    return f"{told} {each}" if waiting else each


async def _open_times(turn: Turn, meeting: Meeting) -> int:
    """For each pledge that is due at every meeting of this committee, its time at this one; return how many."""
    diary = await turn.tx.meetings.diary(turn.today)
    count = 0
    for parent in await turn.tx.times.recurring():
        every = rhythm(parent.deadline)
        if every and every.meeting:
            opened = await turn.tx.times.open(parent.ref, diary, door="command", by=turn.person.id, now=turn.now)
            count += sum(time.deadline.meeting == meeting.id for time in opened)
    return count


async def move(turn: Turn, meeting: Meeting, to: date, papers: date | None) -> tuple[Meeting, str]:
    """Put a meeting to another day, with all that hangs on it."""
    papers = papers or papers_moved(meeting, to, turn.council.policy.days)
    moved = await turn.tx.meetings.move(meeting.id, to, papers)
    inverses.note_meeting(turn, meeting, moved)
    return moved, await _rehang(turn, await turn.tx.register.of_meeting(meeting.id), moved, meeting.held_on)


async def cancel(turn: Turn, meeting: Meeting) -> tuple[Meeting | None, str]:
    """Cancel a meeting: what hangs on it goes to the committee's next one, if that is known; else it waits."""
    off = await turn.tx.meetings.cancel(meeting.id)
    inverses.note_meeting(turn, meeting, off)
    following = await _following(turn, meeting)
    hanging = await turn.tx.register.of_meeting(meeting.id)
    times = [p for p in hanging if p.tie and p.tie.parent]
    told = await _rehang(turn, [p for p in hanging if p not in times], following or off, meeting.held_on)
    withdrawn = await withdraw_all(turn, times, f"The meeting on {said(meeting.held_on)} is cancelled")
    return following, told + (f" {counted(withdrawn, 'pledge')} made for this meeting withdrawn." if withdrawn else "")


async def _following(turn: Turn, meeting: Meeting) -> Meeting | None:
    """The committee's next meeting after one, which stays as it is meanwhile."""
    found = next_meeting(await turn.tx.meetings.diary(meeting.held_on), meeting.committee.id, meeting.held_on)
    kept = await turn.tx.meetings.get(found.id, kept=True) if found else None
    return kept if kept == found else await _following(turn, meeting)


async def _waits(turn: Turn, pledge: Pledge, meeting: Meeting, known: Iterable[Committee]) -> bool:
    """Whether a pledge without a day waits for this meeting: by its words, or since its own was cancelled."""
    deadline = pledge.deadline
    if deadline.kind is not When.MEETING:
        return False
    if deadline.meeting is not None:
        return (await turn.tx.meetings.get(deadline.meeting)).committee == meeting.committee
    fits = understand(deadline.words, turn.today, meeting.held_on).due is not None
    return fits and waits_for(deadline, pledge.sources, meeting.committee, [*known])


async def _rehang(turn: Turn, pledges: Iterable[Pledge], meeting: Meeting, was: date | None) -> str:
    """Each owner is told once, however many of the pledges are theirs."""
    owners: dict[PersonId, list[str]] = defaultdict(list)
    count = 0
    for pledge in sorted(pledges, key=lambda p: p.number):
        before = await pledge_of(turn, pledge.ref)
        if before.deadline != pledge.deadline:  # somebody gave it another date meanwhile
            continue
        after = await keep(turn, before, hang_on(before, meeting, was))
        count += 1
        if after.open and after.lead.answers not in (None, turn.person.id):
            owners[after.lead.answers].append(after.ref)
    for person, refs in sorted(owners.items()):
        facts = {"refs": ",".join(refs), "meeting": str(meeting.id), "was": was.isoformat() if was else ""}
        await tell(turn, KIND, person, f"{KIND}:{meeting.id}:{turn.inbound.id}:{person}", **facts)
    return _told(count, len(owners))


def _told(pledges: int, owners: int) -> str:
    if not pledges:
        return "No pledge hangs on it."
    told = f"; {counted(owners, 'owner is', 'owners are')} told" if owners else ""
    return f"{counted(pledges, 'pledge moves', 'pledges move')} with it{told}."
