"""An invented paper under review, for the samples of cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dialogs import samples
from dialogs.reviewing.around import Around
from pledges.meetings import Diary
from pledges.owners_read import Known
from pledges.people import Person, Post, PostId
from pledges.pledge import Kind
from pledges.review import Part, Review, Row, Stage, State


def _sample_row(position: int, title: str, owner: str, due: str, **but: object) -> Row:
    plain = {"state": State.ACCEPTED, "words": title, "reference": "14", "why": "Action", "line": 30 + position}
    return Row(position=position, title=title, owner=owner, due=due, **(plain | but))  # type: ignore[arg-type]


LEAD = Person(id=samples.YOU, name="Alex Wilber")
POSTS = ("Head of Housing", samples.SOON.lead.title)
ROWS = (
    _sample_row(
        1,
        "Write to each care leaver about the council tax exemption",
        "Head of Housing",
        "the end of January",
        words="Head of Housing to write to each care leaver about the council tax exemption by the end of January",
    ),
    _sample_row(
        2,
        "Officers to build a training programme for corporate parents from case studies",
        "Assistant Director, Safeguarding and Review",
        "the next meeting",
        state=State.OFFERED,
        near=(42,),
        reference="15(a)",
        kind=Kind.RESOLUTION,
        why="RESOLVED a",
    ),
    _sample_row(
        3,
        "Publish the offer to care leavers in plain words",
        "",
        "",
        state=State.EDITED,
        words="the Local Offer be revised so that it can be read by those whom it is for",
        reference="16",
    ),
    Row(
        position=4,
        state=State.HELD,
        line=71,
        reference="17",
        trouble="Its words look as if they hold personal details (a date of birth), so I have not kept them.",
    ),
    Row(
        position=5,
        part=Part.EARLIER,
        title="Agree a recruitment package for social workers",
        words="Two councils nearby were asked; HR reports in January",
        near=(7,),
    ),
)
REVIEW = Review(
    id=1,
    name="Minutes",
    committee="Corporate Parenting Panel",
    held_on=date(2026, 11, 25),
    draft=True,
    by=samples.YOU,
    at=samples.NOW,
    rows=ROWS,
)
MADE = tuple(samples.pledge(53 + at, row.title, None) for at, row in enumerate((ROWS[0], ROWS[2])))
THERE = Around(
    known=Known(
        posts={title: Post(id=PostId(1), title=title, directorate=None, holder=LEAD) for title in POSTS}, people={}
    ),
    diary=Diary(),
    today=samples.NOW.date(),
    pledges={p.number: p for p in (samples.SOON, samples.LATE, *MADE)},
)
FACTS = {"message": "sample", "review": "1", "page": "1"}
LONG = tuple(
    replace(
        ROWS[1], position=at, title="Write to each care leaver about it. " * 19, words="In words. " * 69, near=(42, 7)
    )
    for at in range(1, 3)
) + tuple(replace(ROWS[2], position=at, state=State.OFFERED) for at in (3, 4))
TICKED = (ROWS[0], replace(ROWS[1], state=State.MERGED, pledge=42), *ROWS[2:4], replace(ROWS[4], state=State.ACCEPTED))
DONE = replace(
    REVIEW,
    stage=Stage.ENTERED,
    entered_at=samples.NOW,
    rows=(replace(ROWS[0], pledge=53), TICKED[1], replace(ROWS[2], pledge=54), *TICKED[3:4], ROWS[4]),
)
