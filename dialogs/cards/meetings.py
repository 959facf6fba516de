"""The meetings that are coming: when, about what, until when papers are due, and what hangs on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import counted, said_short
from pledges.meetings import Meeting
from pledges.messages import Drop, Rendered
from pledges.pledge import MeetingId

KIND = "meetings"
ROWS = 12


async def render(scene: Scene) -> Rendered | Drop:
    coming = (await scene.tx.meetings.diary(scene.look.today)).meetings[:ROWS]
    hanging = {m.id: len(await scene.tx.register.of_meeting(m.id)) for m in coming}
    return draw(coming, hanging, scene.look)


def draw(coming: Sequence[Meeting], hanging: Mapping[MeetingId, int], look: Look) -> Rendered:
    if not coming:
        none = "No meeting is entered yet. An admin can type “meeting add CPP 5 December theme Housing”."
        return pieces.card(none, pieces.title("Meetings"), pieces.words(none))
    head = f"Meetings: {len(coming)} to come"
    rows = [pieces.block(*_row(m, hanging.get(m.id, 0), look), line=True) for m in coming]
    return pieces.card(head, pieces.title(head), *rows)


def _row(meeting: Meeting, hanging: int, look: Look) -> list[CardElement]:
    day, papers = said_short(meeting.held_on, look.today), said_short(meeting.papers_due, look.today)
    parts = (
        meeting.theme,
        "led by young people" if meeting.by_young_people else "",
        f"papers by {papers}",
        f"{counted(hanging, 'pledge hangs', 'pledges hang')} on it" if hanging else "",
    )
    named = pieces.words(f"**{day}** {pieces.plain(meeting.committee.name)}")
    told = pieces.quiet(pieces.plain(" · ".join(filter(None, parts))))
    if not look.facts.get("admin"):
        return [named, told]
    opened = pieces.button("Open", "open meeting", look.nonce, meeting=str(meeting.id))
    return [pieces.two([named, told], [pieces.buttons(opened)])]


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "meetings": lambda: draw(
            [samples.MEETING],
            {samples.MEETING.id: 2},
            samples.look(facts={"message": "s", "admin": "yes"}),
        ),
        "meetings, none": lambda: draw([], {}, samples.look()),
    },
)
