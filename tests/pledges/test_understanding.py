"""What people type in plain words is recorded as they mean it, or asked back; never recorded wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pledges.messages import PersonId
from pledges.pledge import Pledge
from pledges.senses import Intent
from pledges.understanding import understand
from pledges.understood import Understood
from tests.make import a_pledge

TODAY = date(2026, 3, 2)
ME = PersonId(7)
TABLE = Path(__file__).with_name("utterances.txt")
MOST_ASKED_BACK = 0.15


def mine() -> list[Pledge]:
    titles = {
        1: ("Offer social workers a better recruitment package, with help on car parking", date(2026, 3, 20)),
        2: ("Lead the Panel's housing theme and report progress", date(2026, 5, 15)),
        3: ("Publish the pledge leaflet", date(2026, 3, 31)),
    }
    return [a_pledge(number=n, title=title, due=due, answers=ME) for n, (title, due) in titles.items()]


def utterances() -> Iterator[tuple[str, str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            who, said, meant = (part.strip() for part in line.split(" | "))
            yield who, said, meant


def read(who: str, said: str) -> Understood:
    return understand(said, mine()[: {"one": 1, "three": 3}[who]], (), TODAY)


def told(found: Understood) -> str:
    """A reading in the words of the table."""
    if found.ask_back:
        return "ask"
    if found.intent in (Intent.QUESTION, Intent.UNCLEAR):
        return found.intent.value
    status = found.status.value if found.intent is Intent.UPDATE and found.status else ""
    days = [day.isoformat() for day in (found.since, found.day) if day]
    return " ".join(filter(None, [found.intent.value, *found.refs, status, *days]))


def test_nothing_is_recorded_that_was_not_meant() -> None:
    readings = [(who, said, meant, told(read(who, said))) for who, said, meant in utterances()]
    assert [each for each in readings if each[3] not in (each[2], "ask")] == []


def test_few_who_are_clear_are_asked_back() -> None:
    clear = [(who, said, meant) for who, said, meant in utterances() if meant != "ask"]
    asked = [said for who, said, _ in clear if told(read(who, said)) == "ask"]
    assert len(asked) <= MOST_ASKED_BACK * len(clear), asked


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(list(utterances())) >= 150


HEDGES = (
    "nearly",
    "not",
    "half",
    "if HR agree it is",
    "once legal sign it off it is",
    "hope it will be",
    "is it",
    "partly",
)


@given(st.sampled_from(HEDGES), st.sampled_from(("done", "finished", "complete", "signed off", "delivered")))
def test_a_part_a_plan_a_condition_and_a_question_are_never_done(hedge: str, word: str) -> None:
    found = read("one", f"{hedge} {word}")
    assert found.ask_back or found.intent is not Intent.DONE


@given(st.text(max_size=300))
def test_whatever_is_typed_has_a_reading(text: str) -> None:
    found = read("three", text)
    assert found.ask_back or found.refs or found.intent in (Intent.QUESTION, Intent.UNCLEAR, Intent.AWAY)


WORDS = sorted({word for _, said, _ in utterances() for word in said.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_their_words_in_any_order_are_no_error(words: list[str]) -> None:
    found = read("three", " ".join(words))
    assert found.ask_back or set(found.refs) <= {p.ref for p in mine()} or found.intent is Intent.QUESTION


def test_the_one_they_were_asked_about_is_meant_when_none_is_named() -> None:
    assert told(understand("done", mine(), ("CP-3",), TODAY)) == "done CP-3"


def test_all_on_track_never_covers_what_is_late() -> None:
    later = date(2026, 3, 25)
    assert told(understand("both on track", mine()[:2], (), later)) == "ask"
    assert told(understand("both on track", mine()[1:], (), later)) == "update CP-2 CP-3 on track"


def test_the_note_is_what_goes_beyond_the_answer_as_it_was_typed() -> None:
    assert read("one", "On track, draft goes to Legal Friday").note == "draft goes to Legal Friday"
    assert read("one", "need two more weeks because HR have a vacancy").note == "HR have a vacancy"
