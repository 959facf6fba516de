"""Which person, post, directorate or command somebody meant by the words they typed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.matching import MOST, best, slip_of, slips_of

PEOPLE = {"Sam Patel": 1, "Sam Okafor": 2, "Cllr Ashdown": 3, "Zoë Quill": 4, "Mary-Jane O'Dell": 5}
POSTS = {
    "Strategic Director, Children's Services": 1,
    "Assistant Director, Children's Services": 2,
    "Head of Virtual School": 3,
    "Head of Housing & Homelessness": 4,
}
COMMANDS = {name: name for name in ("mine", "help", "update", "done", "close", "reopen", "assign", "reassign", "due")}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Sam Patel", "Sam Patel"),
        ("  sam   PATEL ", "Sam Patel"),
        ("Mr Sam Patel", "Sam Patel"),
        ("Councillor Ashdown", "Cllr Ashdown"),
        ("ashdown", "Cllr Ashdown"),
        ("zoe quill", "Zoë Quill"),
        ("Mary Jane O’Dell", "Mary-Jane O'Dell"),
    ],
)
def test_case_titles_accents_and_punctuation_do_not_count(typed: str, name: str) -> None:
    match = best(typed, PEOPLE)
    assert (match.found, match.name, match.exact) == (PEOPLE[name], name, True)


def test_an_exact_name_wins_over_every_longer_one() -> None:
    choices = {"Children's Services": 1, "Strategic Director, Children's Services": 2}
    assert best("childrens services", choices).found == 1


def test_a_slip_of_the_finger_finds_the_one_it_is_nearest_to() -> None:
    match = best("Stratgic Director Childrens Servces", POSTS)
    assert match.name == "Strategic Director, Children's Services"
    assert not match.exact


@pytest.mark.parametrize(
    ("typed", "name"), [("virtual school", 3), ("okafor", 2), ("head housing and homelessness", 4)]
)
def test_a_part_of_a_name_is_enough_when_only_one_has_it(typed: str, name: int) -> None:
    assert best(typed, PEOPLE | POSTS).found == name


def test_when_several_are_near_they_are_listed_to_ask_with() -> None:
    match = best("sam", PEOPLE)
    assert match.found is None
    assert match.near == ("Sam Okafor", "Sam Patel")


def test_two_with_the_same_name_are_asked_about_even_when_it_is_typed_in_full() -> None:
    match = best("ash Down", {"Ash Down": 1, "Mr Ash Down": 2})
    assert match.found is None
    assert match.near == ("Ash Down", "Mr Ash Down")


@pytest.mark.parametrize("typed", ["", "   ", "Mr", "?!", "quarterly forecast"])
def test_what_is_near_to_nothing_finds_nothing(typed: str) -> None:
    match = best(typed, PEOPLE)
    assert (match.found, match.near) == (None, ())


def test_one_letter_is_too_little_to_guess_from() -> None:
    assert best("z", PEOPLE).found is None


@pytest.mark.parametrize(
    ("typed", "name"),
    [("upate", "update"), ("mien", "mine"), ("hlep", "help"), ("reasign", "reassign"), ("DONE", "done")],
)
def test_a_mistyped_command_is_found_or_offered(typed: str, name: str) -> None:
    match = best(typed, COMMANDS)
    assert name in (match.name, *match.near)


def test_no_more_are_offered_than_a_person_reads() -> None:
    assert len(best("pat", {f"Pat {letter}ones": letter for letter in "abcdefghijk"}).near) == MOST


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Husing", "Housing"),
        ("Childrens Services", "Children's Services"),
        ("Chidren's Sevices", "Children's Services"),
        ("Housing", None),
        ("Health", None),
        ("Services", None),
        ("Area 12", None),
        ("Area B", None),
    ],
)
def test_a_slip_of_the_finger_is_told_from_another_name(words: str, meant: str | None) -> None:
    assert slip_of(words, ["Housing", "Children's Services", "Area 11", "Area A", "Public Health"]) == meant


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=8, unique=True), st.randoms(use_true_random=False))
def test_the_answer_does_not_hang_on_the_order_of_the_choices(
    typed: str, names: list[str], order: random.Random
) -> None:
    shuffled = order.sample(names, len(names))
    assert best(typed, {name: name for name in names}) == best(typed, {name: name for name in shuffled})


def test_a_number_typed_with_a_slip_may_mean_these() -> None:
    assert slips_of(112) == [11, 12, 121]
    assert slips_of(420) == [20, 40, 42, 240, 402]
    assert slips_of(7) == []
