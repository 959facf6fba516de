"""How minutes lay out what an action lacks: lines below it, columns beside it, old states, meetings to come."""

from __future__ import annotations

from datetime import date

import pytest

from pledges.minutes import Minutes, read_minutes

HEAD = "Ashcombe Parenting Panel\nMinutes of the meeting held on 12 March 2025\n\n"
NEXT = "\nDate of next meeting: 14 May 2025\n"


def read(body: str) -> Minutes:
    return read_minutes(HEAD + body)


def certain(body: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.text, each.owners) for each in read(body).actions if each.certain]


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("By: 4 April", date(2025, 4, 4)),
        ("By when? 9 May", date(2025, 5, 9)),
        ("Complete by end of May", date(2025, 5, 31)),
        ("(by 3 June)", date(2025, 6, 3)),
        ("When: May sub-group", date(2025, 5, 14)),
        ("Timescale – two weeks", date(2025, 3, 26)),
    ],
)
def test_a_line_below_an_action_says_when(line: str, due: date) -> None:
    assert [each.due for each in read(f"Action: JS to order paint\n{line}\n{NEXT}").actions] == [due]


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("Head of Paint", ("Head of Paint",)),
        ("(Clerk)", ("Clerk",)),
        ("Ann Roe (by 4 April)", ("Ann Roe",)),
        ("Named officer: Ann Roe", ("Ann Roe",)),
        ("Lead: Ann Roe     By: 4 April", ("Ann Roe",)),
        ("Officer: Ann Roe; Date: 4 April", ("Ann Roe",)),
    ],
)
def test_a_line_below_a_decision_says_who(line: str, owners: tuple[str, ...]) -> None:
    assert certain(f"Agreed:\n(a) That paint be bought.\n    {line}\n(b) That it be noted.\n") == [
        ("That paint be bought.", owners)
    ]


def test_a_line_below_an_action_that_has_its_owner_names_nobody_else() -> None:
    assert certain("Action: JS to order paint\nHead of Paint\n") == [("JS to order paint", ("JS",))]


def test_those_behind_with_help_and_a_member_with_responsibility_is_one() -> None:
    found = read("Agreed:\n(a) That paint be bought.\n  Lead: Ann Roe with the Traders Group\n").actions[0]
    assert (found.owners, found.helpers) == (("Ann Roe",), ("Traders Group",))
    found = read("Agreed:\n(a) That paint be bought.\n  Lead: Member with responsibility for Paint\n").actions[0]
    assert not found.helpers


def test_a_state_in_a_line_of_its_own_makes_an_action_an_old_one() -> None:
    found = read(
        "3 Matters arising\n\nAction 3: JS to draw a map.\nUpdate: half drawn. OPEN\n\n"
        "Action 4: AB to ring.\nOutcome – nobody answered\n\nAction 5: CD to sing.\nCompleted.\n\n"
        "4 Hall\n\nAction: EF to dance\nStatus: New\n"
    )
    assert [each.text for each in found.earlier] == ["JS to draw a map.", "AB to ring.", "CD to sing."]
    assert [each.text for each in found.actions] == ["EF to dance"]


def test_a_column_of_owners_stands_beside_sentences_and_not_beside_headings_or_numbers() -> None:
    body = (
        "No.   Subject                                              Action\n\n"
        "1.    Shed\n      The shed leaks. JS will mend it by 4 May.            JS\n\n"
        "2.    Trees                                                Clerk\n      The trees are tall.\n"
    )
    assert certain(body) == [("JS will mend it by 4 May.", ("JS",))]


def test_a_cell_that_reads_next_meeting_does_not_end_a_table() -> None:
    cells = ["Item", "Action", "Who", "When", "4.1", "Draw a map", "Ann Roe", "Next meeting", "5.2", "Buy boats"]
    found = read("\n\n".join(cells) + "\n\nClerk\n\nASAP\n\n9. Date of next meeting\n14 May 2025\n").actions
    assert [(each.reference, each.text, each.owners, each.due) for each in found] == [
        ("4.1", "Draw a map", ("Ann Roe",), date(2025, 5, 14)),
        ("5.2", "Buy boats", ("Clerk",), None),
    ]


def test_the_next_letter_behind_that_of_the_line_a_list_began_in_ends_the_list() -> None:
    body = "4. Bills\nb) Resolved to approve these payments:\n   Ox Ltd    Hay    £30\nc) Clerk to seek two quotes.\n"
    assert certain(body) == [("Clerk to seek two quotes.", ("Clerk",))]


def test_an_action_in_brackets_behind_a_decision_stands_by_itself() -> None:
    assert certain("Resolved: That the bid be accepted. (Action: Clerk to write to the winner)\n") == [
        ("Clerk to write to the winner", ("Clerk",))
    ]


def test_a_sentence_and_the_mark_that_names_its_owner_are_one() -> None:
    assert certain("The pond froze. Clerk to order salt by 4 May. (Action: Clerk)\n") == [
        ("Clerk to order salt by 4 May.", ("Clerk",))
    ]


@pytest.mark.parametrize(
    "line",
    [
        "9 Next Panel\n14 May 2025",
        "The Panel would next meet on Wednesday 14 May 2025.",
        "Note: subject to approval at the next meeting of the Ashcombe Panel, Wednesday 14 May 2025.",
        "Meeting dates\nDates of future meetings: 14 May 2025, 9 July 2025",
    ],
)
def test_the_next_meeting_is_found_where_a_paper_says_it(line: str) -> None:
    found = read(f"Action: JS to report to the next meeting\n\n{line}\n")
    assert found.page.next_meeting == date(2025, 5, 14)
    assert [each.due for each in found.actions] == [date(2025, 5, 14)]


def test_the_meeting_of_a_month_is_one_of_those_to_come() -> None:
    body = "Action: JS to report to the July meeting\n\n9. Dates of future meetings\n14 May 2025 and 9 July 2025\n"
    assert read(body).actions[0].due == date(2025, 7, 9)


def test_initials_stand_behind_a_name_and_its_post() -> None:
    body = "Attended: Ann Roe (AR), Dr Bo Lee – Health (BL)\n\nAction: AR and BL to meet\n"
    assert read(body).actions[0].owners == ("Ann Roe", "Dr Bo Lee")


def test_an_action_that_ends_in_the_name_of_a_body_is_an_action() -> None:
    assert certain("Action: Clerk to inform Council\n") == [("Clerk to inform Council", ("Clerk",))]
