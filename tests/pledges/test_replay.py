"""A pledge's history replays to the pledge, whatever was changed, and says how it stood at any moment."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledges.exact import Unreadable, text_of, value_of
from pledges.history import changes
from pledges.pledge import Asking, Deadline, Owner, OwnerKind, Pledge, Source, Status, Update, When
from pledges.replay import Step, before, replay
from pledges.telling import BY_NAME, FIELDS, NOT_TOLD, note_in, words_of

NOW = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
PLEDGES = st.builds(
    Pledge, number=st.just(7), asking=st.just(Asking()), version=st.just(0), deadline=st.builds(Deadline)
)


def as_told(pledge: Pledge) -> Pledge:
    """A pledge without what history leaves to other books: who answers for a post, and when papers are due."""
    owners = tuple(o if o.post is None else replace(o, answers=None) for o in pledge.owners)
    return replace(pledge, owners=owners, deadline=replace(pledge.deadline, papers_due=None))


def steps_of(*pledges: Pledge) -> list[Step]:
    """The history of a pledge that was one after the other of these, an hour apart."""
    pairs = zip([None, *pledges], pledges, strict=False)
    return [
        Step(at=NOW + timedelta(hours=n), field=c.field, before=c.before, after=c.after)
        for n, (old, new) in enumerate(pairs)
        for c in changes(old, new)
    ]


def test_every_field_of_a_pledge_is_told_or_named_as_not_told() -> None:
    """Whoever adds a field adds a line to telling.FIELDS, or to NOT_TOLD with the reason."""
    told = {field.place[-1] for field in FIELDS}
    there = {f.name for f in fields(Pledge)} | {f.name for f in fields(Deadline)}
    assert there == told | set(NOT_TOLD)
    assert not told & set(NOT_TOLD)
    assert len(BY_NAME) == len(FIELDS)
    assert all(len(name) <= 40 for name in BY_NAME)


@settings(max_examples=60, deadline=None)
@given(st.lists(PLEDGES, min_size=1, max_size=3))
def test_history_replays_to_the_pledge_after_any_changes(pledges: list[Pledge]) -> None:
    steps = steps_of(*pledges)
    for hours, pledge in enumerate(pledges):
        then = replay(7, steps, NOW + timedelta(hours=hours))
        assert (then.pledge, then.unknown) == (as_told(pledge), frozenset())


@settings(max_examples=60, deadline=None)
@given(PLEDGES, PLEDGES)
def test_the_newest_changes_can_be_gone_back_over(old: Pledge, new: Pledge) -> None:
    old = as_told(old)
    assert before(new, steps_of(old, new)[len(steps_of(old)) :]) == replace(
        old, deadline=replace(old.deadline, papers_due=new.deadline.papers_due)
    )


@given(PLEDGES)
@settings(max_examples=30, deadline=None)
def test_all_that_is_told_can_be_put_into_words(pledge: Pledge) -> None:
    for change in changes(None, pledge):
        words = words_of(change.field, change.after)
        assert words
        assert not words.startswith(("{", "[")) or words in change.after


def test_what_was_erased_is_unknown_until_it_is_told_again() -> None:
    one, two = Pledge(number=7, title="One", theme="Health"), Pledge(number=7, title="Two", theme="Health")
    steps = steps_of(one, two)
    erased = [replace(s, before=None, after=None) if s.field == "title" else s for s in steps]
    gone = replay(7, erased)
    assert (gone.pledge.title, gone.pledge.theme, gone.unknown) == ("", "Health", frozenset({"title"}))
    again = replay(7, [*erased, Step(at=NOW, field="title", before="Two", after="Three")])
    assert (again.pledge.title, again.unknown) == ("Three", frozenset())
    assert before(two, erased) is None


def test_texts_of_an_older_version_are_shown_as_they_are_and_count_as_unknown() -> None:
    old = [
        Step(at=NOW, field="title", before="", after="Build a programme"),
        Step(at=NOW, field="owners", before="", after="lead Head of Housing (“Housing”)"),
        Step(at=NOW, field="note", before="", after=f"{NOW.isoformat()} waiting for HR"),
    ]
    then = replay(7, old)
    assert then.pledge.title == "Build a programme"
    assert then.unknown == {"owners", "note"}
    assert words_of("owners", "lead Head of Housing (“Housing”)") == "lead Head of Housing (“Housing”)"
    assert words_of("note", old[2].after or "") == note_in("note", old[2].after or "") == "waiting for HR"


def test_days_and_owners_are_put_into_words() -> None:
    owners = (
        Owner(kind=OwnerKind.POST, title="Head of Housing", words="Housing"),
        Owner(kind=OwnerKind.TBC, title="to be confirmed", lead=False),
    )
    source = Source(document="Minutes", held_on=date(2026, 10, 28), minute="94", words="officers to report")
    pledge = Pledge(
        number=7,
        title="One",
        owners=owners,
        sources=(source,),
        deadline=Deadline(due=date(2026, 12, 4), kind=When.MONTH),
        last=Update(at=NOW, by=None, status=Status.BLOCKED, note="no budget"),
    )
    told = {c.field: words_of(c.field, c.after) for c in changes(None, pledge)}
    assert told["owners"] == "lead Head of Housing (“Housing”); supporting to be confirmed"
    assert told["sources"] == "Minutes, Wednesday 28 October 2026, 94, “officers to report”"
    assert (told["deadline"], told["kind of deadline"]) == ("Friday 4 December 2026", "month")
    assert told["last word"] == "blocked – no budget"


@pytest.mark.parametrize(("value", "text"), [(True, "yes"), (False, "no"), (None, ""), ((), ""), (7, "7")])
def test_small_values_have_small_texts(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_yes_and_a_no_come_back() -> None:
    assert value_of(bool, "yes") is True
    assert value_of(bool, "no") is False


@pytest.mark.parametrize("text", ["lead Head of Housing", '["lead"]', json.dumps([{"colour": "red"}])])
def test_a_text_that_does_not_say_all_is_no_value(text: str) -> None:
    with pytest.raises(Unreadable):
        value_of(tuple[Owner, ...], text)
