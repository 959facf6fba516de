"""What became of a digest after it was posted: only what differs from it, by reference, and few enough to read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.afterwards import (
    SHOWN,
    Afterwards,
    Correction,
    News,
    in_words,
    marked,
    news_of,
    put_right,
    runs,
    to_be_shown,
)
from pledges.digest import Before, summarise
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId
from pledges.pledge import Asking, Deadline, Extension, Owner, OwnerKind, Pledge, Publication, Status, Update
from pledges.policy import Policy

NOW = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
POLICY = Policy()
HERE, THERE = Directorate(DirectorateId(1), "Children's Services"), Directorate(DirectorateId(2), "Housing")
OWNER = Owner(kind=OwnerKind.PERSON, title="Adele Vance", answers=PersonId(1))
WANTED = Extension(wanted=date(2027, 1, 8), reason="HR", by=PersonId(1), at=LATER)


def pledge(number: int, due: date | None = date(2026, 12, 4), **but: Any) -> Pledge:
    usual: dict[str, Any] = {
        "deadline": Deadline(due=due, original=due),
        "asking": Asking(reached_on=date(2026, 11, 2)),
    }
    return Pledge(number=number, title=f"Promise {number}", owners=(OWNER,), directorate=HERE, **usual | but)


def said(pledge: Pledge, status: Status, at: datetime = LATER) -> Pledge:
    return replace(pledge, status=status, last=Update(at=at, by=PersonId(1), status=status, note="Adele has moved"))


def told(*pledges: Pledge) -> dict[str, str]:
    """What is said of CP-1 as it was, and has become."""
    digest = summarise([pledge(1), pledge(2)], POLICY, NOW, None)
    return {news.ref: news.what for news in news_of(digest, HERE.id, pledges)}


@pytest.mark.parametrize(
    ("after", "what"),
    [
        (said(pledge(1), Status.ON_TRACK), "answered (on track)"),
        (said(pledge(1), Status.DONE), "done"),
        (replace(pledge(1), extension=WANTED), "new date asked for"),
        (said(pledge(1, date(2027, 1, 8)), Status.AT_RISK), "now due Friday 8 January 2027"),
        (pledge(1, None), "has no date now"),
        (replace(pledge(1), directorate=THERE), "led elsewhere now"),
        (replace(pledge(1), status=Status.WITHDRAWN, merged_into=7), "is one with CP-7"),
        (said(pledge(1, publication=Publication.RESTRICTED), Status.AT_RISK), "answered"),
        (said(pledge(1), Status.ON_TRACK, NOW - timedelta(hours=1)), None),
        (replace(pledge(1), theme="Homes", service="Fostering"), None),
    ],
)
def test_of_a_pledge_the_most_telling_change_is_news(after: Pledge, what: str | None) -> None:
    assert told(after).get("CP-1") == what


def test_what_the_digest_does_not_name_is_news_when_it_is_done_here() -> None:
    done = [said(pledge(n), Status.DONE) for n in (8, 9)]
    secret, elsewhere = replace(done[0], publication=Publication.RESTRICTED), replace(done[0], directorate=THERE)
    assert told(*done, said(pledge(7), Status.AT_RISK)) == {"CP-8": "done", "CP-9": "done"}
    assert told(secret, elsewhere) == {}


def test_a_date_that_was_asked_for_and_is_decided_is_news() -> None:
    asked = replace(pledge(1), extension=replace(WANTED, at=NOW - timedelta(days=1)))
    digest = summarise([asked], POLICY, NOW, None)
    kept, moved = pledge(1), pledge(1, date(2027, 1, 8))
    assert [news_of(digest, HERE.id, [after])[0].what for after in (kept, moved)] == [
        "keeps its date",
        "now due Friday 8 January 2027",
    ]


CHANGES = st.sampled_from(
    [
        lambda p: p,
        lambda p: said(p, Status.AT_RISK),
        lambda p: said(p, Status.DONE),
        lambda p: replace(p, extension=WANTED),
        lambda p: replace(p, directorate=THERE),
        lambda p: replace(p, deadline=Deadline(due=date(2027, 1, 8))),
    ]
)


@given(st.lists(CHANGES, max_size=30))
def test_the_line_names_changed_pledges_by_reference_and_nothing_else(changes: list[Any]) -> None:
    before = [pledge(n + 1) for n in range(len(changes))]
    after = [change(p) for change, p in zip(changes, before, strict=True)]
    digest = summarise(before, POLICY, NOW, None)
    news = news_of(digest, HERE.id, after)
    assert {each.ref for each in news} == {a.ref for a, b in zip(after, before, strict=True) if a != b}
    line = in_words(news)
    assert line.count("CP-") == min(len(news), SHOWN)
    assert (f"and {len(news) - SHOWN} more" in line) == (len(news) > SHOWN)
    assert "Adele" not in line
    assert "Promise" not in line
    assert (Afterwards(news=news).mark == "") == (not news)


@given(st.sets(st.integers(1, 8)), st.sets(st.integers(1, 8)))
def test_what_was_wrongly_called_late_was_not_late_for_the_next_digest(late: set[int], wrong: set[int]) -> None:
    digest = summarise([pledge(n, date(2026, 11, 3) if n % 2 else date(2026, 12, 4)) for n in late], POLICY, NOW, None)
    refs = frozenset(f"CP-{n}" for n in late)
    before = Before(counts=digest.counts, late=refs, as_at=NOW, trend=digest.trend)
    right = put_right(before, digest, frozenset(f"CP-{n}" for n in wrong))
    assert right.late == {f"CP-{n}" for n in late - wrong}
    assert right.counts.late == len(late - wrong)
    assert right.trend[-1].late == len(late - wrong)
    assert right.counts.newly_late == sum(int(line.ref[3:]) not in wrong for line in digest.newly)


def test_where_what_is_not_for_publication_has_no_row_nothing_is_said_of_it() -> None:
    secret = pledge(1, publication=Publication.RESTRICTED)
    whole = summarise([secret, pledge(2)], POLICY, NOW, None)
    public = replace(whole, newly=tuple(line for line in whole.newly if line.ref != "CP-1"))
    right = Correction(id=1, ref="CP-1", words="", at=NOW, hidden=True)
    after = [said(secret, Status.AT_RISK)]
    assert ([n.ref for n in news_of(whole, HERE.id, after)], to_be_shown([right], whole)) == (["CP-1"], (right,))
    assert (news_of(public, HERE.id, after), to_be_shown([right], public)) == ((), ())


def test_rows_are_marked_for_drawing_and_what_was_kept_is_not() -> None:
    digest = summarise([pledge(1), pledge(2)], POLICY, NOW, None)
    drawn = marked(digest, frozenset({"CP-2", ""}))
    assert [line.corrected for line in drawn.newly] == [False, True]
    assert not any(line.corrected for line in digest.newly)


def test_a_digest_that_no_other_follows_is_kept_up_for_a_week_and_a_day() -> None:
    digest = summarise([], POLICY, NOW, None)
    assert runs(digest, NOW + timedelta(days=7, hours=23))
    assert not runs(digest, NOW + timedelta(days=8))


def test_equal_marks_say_the_same() -> None:
    one = Correction(id=1, ref="CP-1", words="was decided", at=NOW)
    news = (News(ref="CP-1", what="done"),)
    assert Afterwards(news=news).mark == Afterwards(news=news).mark != Afterwards(news=news, corrections=(one,)).mark
