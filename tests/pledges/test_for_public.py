"""Where people from outside the council read: the counts stay true, and what is not for them is not there at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pledges.digest import KINDS, Before, Counts, summarise
from pledges.digest_pages import counted_in, pages
from pledges.for_public import for_public
from pledges.messages import PersonId
from pledges.pledge import Asking, Deadline, Owner, OwnerKind, Pledge, Publication, Status, Update
from pledges.policy import Policy

NOW = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)
HOLDER = Owner(kind=OwnerKind.POST, title="Assistant Director", answers=PersonId(1))
BEFORE = Before(counts=Counts(), late=frozenset({"CP-2", "CP-3"}), as_at=NOW - timedelta(days=7))
PLEDGES = st.lists(
    st.tuples(
        st.sampled_from(Publication),
        st.dates(date(2026, 11, 1), date(2026, 12, 31)) | st.none(),
        st.sampled_from([Status.ON_TRACK, Status.BLOCKED, Status.DONE]),
        st.booleans(),
    ),
    max_size=12,
)


def pledge(number: int, publication: Publication, due: date | None, status: Status) -> Pledge:
    said = Update(at=NOW - timedelta(days=2), by=None, status=status, note=f"{publication.value} note {number}")
    return Pledge(
        number=number,
        title=f"{publication.value} title {number}.",
        owners=(HOLDER,),
        publication=publication,
        status=status,
        last=said,
        deadline=Deadline(due=due, original=due),
        asking=Asking(reached_on=date(2026, 11, 2)),
    )


@given(PLEDGES)
def test_nothing_of_what_is_restricted_is_left_and_no_note_of_what_is_internal(
    rows: list[tuple[Publication, date | None, Status, bool]],
) -> None:
    known = [(pledge(n, *row[:3]), row[3]) for n, row in enumerate(rows, 101)]
    led, helped = [p for p, leads in known if leads], [p for p, leads in known if not leads]
    told = summarise(led, Policy(), NOW, BEFORE, helped)
    shown = for_public(told)
    text = str(replace(shown, before=None))
    for each, _ in known:
        if each.publication is Publication.RESTRICTED:
            assert each.ref not in text
        if each.publication is not Publication.PUBLIC:
            assert f"note {each.number}" not in text
    assert "not for publication" not in text
    assert shown.counts == told.counts
    assert counted_in(shown) == counted_in(told)
    sections = [section for page in pages(shown) for section in page.sections]
    drawn = {kind: sum(len(s.lines) + s.left for s in sections if s.kind == kind) for kind in KINDS}
    assert drawn == counted_in(told)
