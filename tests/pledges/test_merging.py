"""Two pledges that are one promise: nothing of either is lost, and they come apart as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges import merging
from pledges.errors import MergedInto, NotForYou, NotUnderstood
from pledges.merging import Pair
from pledges.messages import PersonId
from pledges.people import Standing
from pledges.pledge import Extension, Owner, OwnerKind, Pledge, Source, Status
from pledges.sheet import Row, What, compare
from tests.make import NOW, a_pledge, a_source, an_owner

ADMIN = Standing(person=PersonId(9), admin=True)
LIVE = [Status.NOT_STARTED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.BLOCKED, Status.DONE]


@st.composite
def an_owners(draw: st.DrawFn) -> tuple[Owner, ...]:
    """A lead, who may be to be confirmed, and others, each once."""
    titles = draw(st.lists(st.sampled_from(["Head of Housing", "head of housing", "Chair", "HR"]), unique_by=str.lower))
    kind = draw(st.sampled_from([OwnerKind.POST, OwnerKind.TBC]))
    return tuple(
        Owner(kind=OwnerKind.POST if n else kind, title=title, lead=not n, answers=PersonId(n + 1))
        for n, title in enumerate(titles)
    )


sources = st.lists(
    st.builds(
        Source,
        document=st.sampled_from(["Minutes", "Plan"]),
        minute=st.sampled_from(["", "94"]),
        words=st.sampled_from(["", "a package", "One"]),
    ),
    max_size=4,
    unique=True,
).map(tuple)
waiting = st.none() | st.just(Extension(wanted=date(2026, 5, 1), reason="HR", by=PersonId(1), at=NOW))


@st.composite
def a_promise(draw: st.DrawFn, number: int, title: str) -> Pledge:
    return a_pledge(
        number=number,
        title=title,
        status=draw(st.sampled_from(LIVE)),
        owners=draw(an_owners()),
        sources=draw(sources),
        extension=draw(waiting),
    )


pairs = st.builds(Pair, a_promise(3, "One"), a_promise(7, "Other"))


@given(pairs)
def test_what_is_merged_and_unmerged_is_as_it_was(both: Pair) -> None:
    after, done = merging.merge(both, NOW)
    assert merging.unmerge(after, done) == both


@given(pairs)
def test_the_kept_one_has_every_paper_and_everybody_once_under_its_own_lead(both: Pair) -> None:
    kept = merging.merge(both, NOW)[0].kept
    places = {(each.document, each.minute) for pledge in (both.kept, both.other) for each in pledge.sources}
    assert {(each.document, each.minute) for each in kept.sources} == places
    assert len(set(kept.sources)) == len(kept.sources)
    known = {o.title.lower() for p in (both.kept, both.other) for o in p.owners if o.kind is OwnerKind.POST}
    titles = [o.title.lower() for o in kept.owners if o.kind is OwnerKind.POST]
    assert sorted(titles) == sorted(known)
    assert kept.lead == both.kept.lead
    assert sum(o.lead for o in kept.owners) <= 1 if both.kept.owners else True


@given(pairs)
def test_the_other_is_not_open_any_more_and_is_asked_about_by_nobody(both: Pair) -> None:
    other = merging.merge(both, NOW)[0].other
    assert (other.open, other.status, other.merged_into) == (False, Status.WITHDRAWN, 3)


@given(pairs)
def test_what_became_of_the_kept_one_since_stays_with_it(both: Pair) -> None:
    after, done = merging.merge(both, NOW)
    later = replace(after.kept, title="Put better", status=Status.AT_RISK, sources=(*after.kept.sources, a_source()))
    apart = merging.unmerge(Pair(later, after.other), done)
    assert (apart.kept.title, apart.kept.status) == ("Put better", Status.AT_RISK)
    assert apart.kept.sources == (*both.kept.sources, a_source())
    assert apart.other == both.other


def test_whoever_came_as_a_support_and_leads_by_now_goes_on_leading() -> None:
    chair = an_owner(title="Chair")
    after, done = merging.merge(Pair(a_pledge(number=3), a_pledge(number=7, owners=(chair,))), NOW)
    led = replace(after.kept, owners=(chair,))
    assert merging.unmerge(Pair(led, after.other), done).kept.lead == chair


def test_a_paper_without_words_of_its_own_keeps_what_the_pledge_was_called() -> None:
    other = a_pledge(number=7, title="Explore core values", sources=(a_source(document="Minutes", words=""),))
    kept = merging.merge(Pair(a_pledge(number=3), other), NOW)[0].kept
    assert kept.sources[-1].words == "Explore core values"


@pytest.mark.parametrize(
    ("kept", "other", "inside", "says"),
    [
        ({"number": 7}, {}, (), "can't be merged into itself"),
        ({"status": Status.CLOSED}, {}, (), "CP-3 is closed, so nothing was merged. “reopen CP-3” first"),
        ({}, {"status": Status.WITHDRAWN}, (), "CP-7 is withdrawn"),
        ({}, {}, ("CP-4",), "CP-4 is merged into CP-7. Merge the other way round, “merge CP-3 into CP-7”"),
        ({}, {}, ("CP-4", "CP-5"), "CP-4 and CP-5 are merged into CP-7"),
        ({"status": Status.DONE}, {}, (), "CP-3 is done, to be confirmed, and CP-7 is not"),
    ],
)
def test_what_cannot_be_merged_is_said_in_a_sentence(
    kept: dict[str, object], other: dict[str, object], inside: tuple[str, ...], says: str
) -> None:
    both = Pair(a_pledge(**{"number": 3} | kept), a_pledge(**{"number": 7} | other))
    with pytest.raises(NotUnderstood, match="(?i)" + says.replace("?", r"\?").replace(".", r"\.")):
        merging.check(both, inside, ADMIN)


def test_one_that_is_merged_already_says_into_which() -> None:
    one, other = a_pledge(number=3), a_pledge(number=7, status=Status.WITHDRAWN, merged_into=4)
    for both in (Pair(one, other), Pair(other, one)):
        with pytest.raises(MergedInto, match="CP-7 is merged into CP-4"):
            merging.check(both, (), ADMIN)


def test_only_an_admin_merges() -> None:
    with pytest.raises(NotForYou, match="Only an admin can merge"):
        merging.check(Pair(a_pledge(number=3), a_pledge(number=7)), (), Standing(person=PersonId(1)))


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ({"Status": "on track"}, What.UNCHANGED),
        ({"Title": "Another", "Status": "on track"}, What.REFUSED),
    ],
)
def test_a_sheet_from_before_it_was_merged_opens_and_changes_nothing(cells: dict[str, str], what: What) -> None:
    merged = a_pledge(number=7, status=Status.WITHDRAWN, merged_into=3)
    row = Row(number=2, cells={"Reference": "CP-7", **cells})
    outcome = compare(row, merged, {})
    assert outcome.what is what
    assert ("merged into CP-3" in outcome.why) == (what is What.REFUSED)
