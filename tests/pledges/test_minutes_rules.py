"""The rules by which minutes are read, each by itself: marks, limbs, owners, dates, tables, and what is no work."""

from __future__ import annotations

from datetime import date

import pytest

from pledges.minutes_agents import is_agent, starts_with_verb
from pledges.minutes_limbs import ends_in_owner, limbs_in, owner_and_date
from pledges.minutes_marks import Mark, details, inside, mark_of
from pledges.minutes_owners import is_owner_only, owners_of
from pledges.minutes_sense import is_nothing, is_promise, is_work
from pledges.minutes_when import Due, Told, due_in, read_due
from pledges.minutes_who import who_in

TOLD = Told(on=date(2025, 3, 12), next_meeting=date(2025, 5, 14))


@pytest.mark.parametrize(
    ("line", "mark", "rest"),
    [
        ("Action: JS to write", Mark.ACTION, "JS to write"),
        ("ACTION POINT 3 – Clerk to write", Mark.ACTION, "Clerk to write"),
        ("[Action: Clerk to write]", Mark.ACTION, "Clerk to write"),
        ("AP1 Clerk to write", Mark.ACTION, "Clerk to write"),
        ("Summary of actions", Mark.ACTION, ""),
        ("The following actions were agreed:", Mark.ACTION, ""),
        ("Next steps", Mark.ACTION, ""),
        ("RESOLVED (unanimously) that the Clerk write", Mark.RESOLUTION, "that the Clerk write"),
        ("Resolved –", Mark.RESOLUTION, ""),
        ("DECISION: the fence be mended", Mark.RESOLUTION, "the fence be mended"),
        ("The Committee AGREED:", Mark.AGREED, ""),
        ("The Board:", Mark.RESOLUTION, ""),
        ("RECOMMENDED TO CABINET:", Mark.RECOMMENDATION, ""),
        ("Responsible officer: the Clerk", Mark.OWNER, "the Clerk"),
        ("Due: October", Mark.DUE, "October"),
        ("By when: 3 May", Mark.DUE, "3 May"),
    ],
)
def test_a_mark_is_known_with_what_follows_it(line: str, mark: Mark, rest: str) -> None:
    found = mark_of(line)
    assert found is not None
    assert (found.mark, found.rest) == (mark, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Action was needed at once.",
        "Actions can be changed during the year.",
        "The Panel agreed that this was so.",
        "It was agreed to note the rota.",
        "Lead Member – will come",
        "When the fence is mended, tell me.",
    ],
)
def test_the_words_of_a_mark_in_a_sentence_are_no_mark(line: str) -> None:
    assert mark_of(line) is None


def test_a_mark_stands_in_or_behind_a_sentence() -> None:
    assert inside("The fence is down. (Action: Clerk)") == ("The fence is down.", "Clerk")
    assert inside("JS will mend it – ACTION JS: now") is None
    assert inside("See IT in action - a conference") is None


def test_owner_and_date_are_taken_out_of_the_words_of_an_action() -> None:
    apart = details("Write to the school. Owner: J Smith; Due: 12 May")
    assert (apart.text, apart.owners, apart.due) == ("Write to the school", "J Smith", "12 May")
    assert ends_in_owner("Write to the school about the gate (JS)") == ("Write to the school about the gate", "JS", "")
    assert owner_and_date("Clerk by the next meeting") == ("Clerk", "the next meeting")
    assert owner_and_date("write to them by May") == ("", "")


def test_limbs_on_one_line_are_told_apart() -> None:
    assert list(limbs_in("(a) x be done; (b) y be done", Mark.RESOLUTION)) == [("a", "x be done"), ("b", "y be done")]
    assert list(limbs_in("JS to write; AB to ring", Mark.ACTION)) == [("", "JS to write"), ("", "AB to ring")]
    assert list(limbs_in("JS to write (see a) and i. e. ring", Mark.ACTION)) == [
        ("", "JS to write (see a) and i. e. ring")
    ]


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("Clerk to write to the county", ("Clerk",)),
        ("That the Head of Care be asked to report", ("Head of Care",)),
        ("That Ana Roe, Head of Care and Young People urge them to reply", ("Ana Roe, Head of Care and Young People",)),
        ("That, working with the Lead Member, officers establish a programme", ("officers",)),
        ("in order to help, the Director (or HR) be asked to see to it", ("Director (or HR)",)),
        ("to ask the Director of Transport to provide a note", ("Director of Transport",)),
        ("requests that all Members share the posts", ("all Members",)),
        ("Panel/Secretariat to invite the archive", ("Panel", "Secretariat")),
        ("Rosh: check the notice", ("Rosh",)),
        ("Cllr Venning would tape off the swing", ("Cllr Venning",)),
        ("Invite the Ombudsman to the next meeting", ()),
        ("Terms of Reference to be amended", ()),
        ("The report was noted", ()),
    ],
)  # fmt: skip
def test_who_is_to_do_it(sentence: str, owners: tuple[str, ...]) -> None:
    assert who_in(sentence).owners == owners


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Director, Children's Services/Panel Members", ("Director, Children's Services", "Panel Members")),
        ("Head of Service; Sufficiency & Permanency", ("Head of Service; Sufficiency & Permanency",)),
        ("Team Manager: Life Skills", ("Team Manager: Life Skills",)),
        ("Headteacher, SENCO", ("Headteacher", "SENCO")),
        ("The Chair and all Members and the Director Housing", ("Chair", "all Members", "Director Housing")),
        ("Cabinet Member for Children and Families", ("Cabinet Member for Children and Families",)),
        ("Ana Roe, Head of Care", ("Ana Roe, Head of Care",)),
        ("JS/AB", ("JS", "AB")),
    ],
)  # fmt: skip
def test_owners_are_told_apart_and_titles_kept_whole(words: str, owners: tuple[str, ...]) -> None:
    assert owners_of(words).owners == owners


def test_those_who_are_to_be_worked_with_help() -> None:
    who = owners_of("Director of Care, with input from the Director of Housing")
    assert (who.owners, who.helpers) == (("Director of Care",), ("Director of Housing",))


def test_what_can_be_somebody() -> None:
    assert all(
        map(is_agent, ("Clerk", "the Head of Care", "JS", "All", "Chair and Secretariat", "Designated Nurse (LAC)"))
    )
    assert not any(
        map(is_agent, ("The", "He saw value in it", "Terms of Reference", "Replying to questions", "the report"))
    )
    assert is_owner_only("Strategic Director, Children's Services")
    assert not is_owner_only("Clerk to write")
    assert starts_with_verb("Invite the Head of Care")
    assert not starts_with_verb("Lead Member to write")


@pytest.mark.parametrize(
    "resolution",
    [
        "That the report be noted",
        "That the minutes of 3 May be signed as a correct record",
        "that the Strategy be adopted",
        "That Councillor Grieve be appointed Vice-Chair",
        "delegated authority be given to the Director to make amendments",
        "that the press and public be excluded from the meeting",
        "to note the progress made; and",
        "That thanks be recorded",
        "APPROVED the safeguarding strategy",
    ],
)
def test_noting_approving_and_appointing_are_no_work(resolution: str) -> None:
    assert not is_work(resolution)


@pytest.mark.parametrize(
    "resolution",
    [
        "That the Checklist be amended as agreed",
        "That the forecast be noted and that the Section 151 Officer bring a recovery plan",
        "That the Chair write to the Forum to thank them",
        "That a task and finish group be set up",
        "That the item come to the next meeting",
        "A follow up assessment be carried out",
        "requests that officers report back",
        "Ivo Harker to confirm the figures",
    ],
)
def test_what_somebody_is_to_do_is_work(resolution: str) -> None:
    assert is_work(resolution)


def test_nothing_and_promises() -> None:
    assert all(map(is_nothing, ("None.", "N/A", "No action required")))
    assert not is_nothing("No actions were agreed by the Head of Care")
    assert is_promise("The Deputy Chair would pursue this.")
    assert not is_promise("The Panel was clear that action was needed urgently.")


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("by no later than 30 September", date(2025, 9, 30)),
        ("report by 5pm on Friday 4 April", date(2025, 4, 4)),
        ("on Thursday 5th June 2025, which was said to be a Monday 9 June", date(2025, 6, 5)),
        ("bring it to the next meeting", date(2025, 5, 14)),
        ("for that meeting", date(2025, 5, 14)),
        ("within four weeks", date(2025, 4, 9)),
        ("with 4 weeks", date(2025, 4, 9)),
        ("within 20 working days", date(2025, 4, 9)),
        ("in 12 months' time (January / February 2026)", date(2026, 2, 28)),
        ("by the end of May", date(2025, 5, 31)),
        ("by mid-June", date(2025, 6, 15)),
        ("to the May Board", date(2025, 5, 14)),
        ("in June/July", date(2025, 7, 31)),
        ("before the summer recess", None),
        ("asked that Committee members be told", None),
        ("the meeting held on 4 June 2025 heard", None),
        ("since 3 March 2024", None),
        ("as soon as possible", None),
    ],
)
def test_when_it_is_to_be_done(sentence: str, due: date | None) -> None:
    assert due_in(sentence, TOLD).day == due


def test_what_stands_in_a_column_of_dates() -> None:
    assert read_due("Mar-26", TOLD).day == date(2026, 3, 31)
    assert read_due("31/03/25", TOLD).day == date(2025, 3, 31)
    assert read_due("TBC", TOLD) == Due(words="TBC")
