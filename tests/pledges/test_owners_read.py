"""Owners as the papers of councils name them, read into a lead and those who support."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.messages import PersonId
from pledges.owners_read import Known, read
from pledges.people import Person, Post, PostId
from pledges.pledge import OwnerKind

ASHA = Person(id=PersonId(1), name="Asha Verrall")
DUNMORE = Person(id=PersonId(2), name="Cllr Sal Dunmore")
TITLES = (
    "Strategic Director, Children's Services",
    "Assistant Director, Children's Services",
    "Head of Service; Sufficiency & Permanency",
    "Assistant Director, Safeguarding and Review",
    "Chair",
)
POSTS = {
    title: Post(id=PostId(n), title=title, directorate=None, holder=ASHA if n == 1 else None)
    for n, title in enumerate(TITLES, 1)
}
KNOWN = Known(posts=POSTS, people={person.name: person for person in (ASHA, DUNMORE)})
NOTHING = Known(posts={}, people={})

AS_WRITTEN = [
    ("Strategic Director, Children's Services", ["Strategic Director, Children's Services"]),
    ("Action: Strategic Director, Children’s Services", ["Strategic Director, Children's Services"]),
    (
        "Strategic Director, Children's Services/CPP Panel Members",
        ["Strategic Director, Children's Services", "CPP Panel Members"],
    ),
    (
        "The Chair and all Members of CPP and the Assistant Director Children's Services",
        ["Chair", "all Members of CPP", "Assistant Director, Children's Services"],
    ),
    ("Chair with Assistant Director, Children's Services", ["Chair", "Assistant Director, Children's Services"]),
    ("the Director (or HR)", ["Director", "HR"]),
    ("Members", ["Members"]),
    ("all Members of CPP", ["all Members of CPP"]),
    ("elected Members", ["elected Members"]),
    ("officers", ["officers"]),
    ("Officers / working with the Lead Member, officers", ["Officers", "Lead Member"]),
    ("Panel / members", ["Panel", "members"]),
    ("Panel members leading themes", ["Panel members leading themes"]),
    ("Deputy Chair", ["Deputy Chair"]),
    ("Cllr Dunmore", ["Cllr Sal Dunmore"]),
    ("Cllr Pollitt", ["Cllr Pollitt"]),
    ("Cllr Dunmore and Cllr Pollitt", ["Cllr Sal Dunmore", "Cllr Pollitt"]),
    ("Council SLT, Strategic Directors, services", ["Council SLT", "Strategic Directors", "services"]),
    (
        "Corporate centre, CPP, Children's Services, BCFT",
        ["Corporate centre", "CPP", "Children's Services", "BCFT"],
    ),
    ("Corporate Parenting Panel", ["Corporate Parenting Panel"]),
    ("LGA peer team", ["LGA peer team"]),
    (
        "LGA, Corporate Parenting and the Local Authority",
        ["LGA", "Corporate Parenting", "Local Authority"],
    ),
    ("members of the panel", ["members of the panel"]),
    ("Children in Care Partnership", ["Children in Care Partnership"]),
    ("Head of Service; Sufficiency & Permanency", ["Head of Service; Sufficiency & Permanency"]),
    ("Team Manager: Life Chances", ["Team Manager: Life Chances"]),
    ("Virtual School and Team Manager: Family Placement", ["Virtual School", "Team Manager: Family Placement"]),
    ("Assistant Director – Improvement", ["Assistant Director – Improvement"]),
    ("Head of Housing\nHead of Learning", ["Head of Housing", "Head of Learning"]),
    ("Head of Housing; Head of Learning", ["Head of Housing", "Head of Learning"]),
    ("Head of Housing, with input from Health", ["Head of Housing", "Health"]),
    ("Democratic Services Officer, in consultation with the Chair", ["Democratic Services Officer", "Chair"]),
    ("AD/SRCP", ["AD/SRCP"]),
    ("Asha Verrall, TBC", ["Asha Verrall"]),
]


@pytest.mark.parametrize(("words", "titles"), AS_WRITTEN, ids=lambda v: v if isinstance(v, str) else "")
def test_owners_are_read_as_the_paper_means_them(words: str, titles: list[str]) -> None:
    owners = read(words, KNOWN)
    assert [owner.title for owner in owners] == titles
    assert [owner.lead for owner in owners] == [True] + [False] * (len(titles) - 1)
    assert owners[0].words == words


@pytest.mark.parametrize("words", ["", "TBC", "–", "tbc ", "To be confirmed", "Health: TBC", "N/A"])
def test_no_owner_is_one_to_be_confirmed_with_the_words_kept(words: str) -> None:
    [owner] = read(words, KNOWN)
    assert (owner.kind, owner.title, owner.words) == (OwnerKind.TBC, "to be confirmed", words.strip())


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Strategic Director, Children's Services", OwnerKind.POST),
        ("Head of Gardens", OwnerKind.POST),
        ("Cllr Dunmore", OwnerKind.PERSON),
        ("Cllr Nobody Knows", OwnerKind.PERSON),
        ("all Members of CPP", OwnerKind.BODY),
        ("Strategic Directors", OwnerKind.BODY),
        ("officers", OwnerKind.BODY),
        ("LGA peer team", OwnerKind.BODY),
    ],
)
def test_what_an_owner_is_shows_in_the_words(words: str, kind: OwnerKind) -> None:
    assert read(words, KNOWN)[0].kind is kind


def test_who_is_known_answers() -> None:
    lead, helping = read("the Strategic Director Children's Services and Cllr Dunmore", KNOWN)
    assert (lead.post, lead.answers) == (PostId(1), ASHA.id)
    assert (helping.post, helping.answers) == (None, DUNMORE.id)
    assert helping.words == "Cllr Dunmore"


def test_a_known_post_with_and_inside_stays_whole_and_an_unknown_one_too() -> None:
    assert read("Assistant Director, Safeguarding and Review", KNOWN)[0].post == PostId(4)
    [owner] = read("Assistant Director, Safeguarding and Review Commissioning", NOTHING)
    assert owner.title == "Assistant Director, Safeguarding and Review Commissioning"


def test_two_councillors_of_one_family_name_are_not_guessed() -> None:
    two = Known(posts={}, people={n: Person(id=PersonId(i), name=n) for i, n in enumerate(("Sal Dunn", "Kit Dunn"), 1)})
    [owner] = read("Cllr Dunn", two)
    assert (owner.title, owner.answers) == ("Cllr Dunn", None)


@given(st.text(max_size=80))
def test_any_words_give_one_lead_and_keep_the_words(words: str) -> None:
    owners = read(words, KNOWN)
    assert [owner.lead for owner in owners] == [True] + [False] * (len(owners) - 1)
    assert owners[0].words == words.strip()
    assert all(owner.title for owner in owners)
