"""What minutes give as a whole: lists and what is below them, owners for all, what repeats, what is old."""

from __future__ import annotations

from datetime import date

from pledges.minutes import Minutes, read_minutes
from pledges.minutes_items import status_in
from pledges.minutes_prose import SENTENCE
from pledges.minutes_text import lines

HEAD = "Ashcombe Parenting Panel\nMinutes of the meeting held on 12 March 2025\n\n"


def read(body: str) -> Minutes:
    return read_minutes(HEAD + body)


def texts(body: str) -> list[str]:
    return [each.text for each in read(body).actions if each.certain]


def test_lines_that_a_page_broke_are_joined_and_its_numbers_left_out() -> None:
    found = lines(
        "The Chair said that the report would come to the next\nmeeting of the Panel.\nPage 2 of 9\n1. That it be so"
    )
    assert [each.text for each in found] == [
        "The Chair said that the report would come to the next meeting of the Panel.", "That it be so"
    ]  # fmt: skip
    assert found[1].label == "1"
    assert lines("31 October 2023")[0].label == ""
    assert lines("24/101 Finance")[0].label == "24/101"


def test_sentences_do_not_end_at_titles() -> None:
    assert SENTENCE.split("Ms. Vane will write. Cllr. Roe rang.") == ["Ms. Vane will write.", "Cllr. Roe rang."]


def test_the_state_of_an_old_action_stands_behind_it() -> None:
    assert status_in("JS to write – done") == ("JS to write", "done")
    assert status_in("JS to write. This has been completed.") == ("JS to write", "This has been completed")
    assert status_in("JS to write when the work is completed") == ("JS to write when the work is completed", "")


def test_an_owner_line_serves_the_whole_list_above_it() -> None:
    found = read(
        "94. CARE\n\nResolved –\n\n1. That a guide be written\n\n2. That it be noted\n\nAction: Head of Care\n"
    )
    assert [(each.text, each.owners, each.reference) for each in found.actions] == [
        ("That a guide be written", ("Head of Care",), "94")
    ]


def test_bullets_below_a_limb_that_opens_belong_to_it() -> None:
    assert texts("RESOLVED\n\nThat members be sent the following by 5 May:\n\n· one list\n\n· another list\n") == [
        "That members be sent the following by 5 May: one list; another list"
    ]


def test_limbs_of_what_is_only_agreed_stand_by_themselves() -> None:
    found = texts(
        "RESOLVED:\n1. To note it.\n2. To agree:\n(a) that the Clerk write to them;\n"
        "(b) that they be paid.\n3. That x be sent.\n"
    )
    assert found == ["that the Clerk write to them", "that they be paid.", "That x be sent."]


def test_what_was_recommended_before_the_meeting_is_not_asked_for() -> None:
    found = texts(
        "Recommended –\n\nThat officers write a plan.\n\nMinutes:\n"
        "\nMembers talked.\n\nResolved –\n\n1. That the Clerk ring.\n"
    )
    assert found == ["That the Clerk ring."]


def test_the_table_at_the_end_tells_actions_again_with_what_they_lacked() -> None:
    body = (
        "2. Gates\nACTION: Clerk to order two new gates\n\nAction | Owner | Due\n"
        "Order two new gates | Clerk | 3 May\nBook the hall | AB |\n"
    )
    assert [(each.text, each.due) for each in read(body).actions] == [
        ("Clerk to order two new gates", date(2025, 5, 3)), ("Book the hall", None)
    ]  # fmt: skip


def test_a_resolution_that_repeats_an_action_is_one_with_it() -> None:
    body = (
        "5. LEAFLETS\n\nAction: Officers to print leaflets on savings\n\n"
        "Resolved –\n\n1. That officers print the leaflets on savings.\n"
    )
    assert texts(body) == ["Officers to print leaflets on savings"]


def test_initials_are_those_of_who_came() -> None:
    found = read(
        "Present: Jane Smith (JS), Head of Care; Tom Ashe (TA)\n\n1. Gates\nJS and TA to meet.\nAction: LGA to write\n"
    ).actions
    assert [each.owners for each in found] == [("Jane Smith", "Tom Ashe"), ("LGA",)]


def test_old_actions_are_offered_apart() -> None:
    found = read(
        "Actions from the last meeting\n\n- JS to write – done\n- AB to ring\n\nAction 4/24: CD to read it. Closed.\n"
    )
    assert not found.actions
    assert [(each.text, each.status_words) for each in found.earlier] == [
        ("JS to write", "done"), ("AB to ring", ""), ("CD to read it", "Closed")
    ]  # fmt: skip


def test_promises_in_the_text_are_not_certain_where_the_paper_marks_its_actions() -> None:
    marked = read("The Head of Care agreed to write a plan.\n\nAction: JS to ring\n")
    assert [each.certain for each in marked.actions] == [False, True]
    assert [each.certain for each in read("The Head of Care agreed to write a plan.\n").actions] == [True]


def test_a_mark_names_its_owner_in_brackets_or_behind_for() -> None:
    found = read("Action (JS / AB): ring them\nAction for the Clerk: write by 3 May\n").actions
    assert [(each.text, each.owners) for each in found] == [("ring them", ("JS", "AB")), ("write by 3 May", ("Clerk",))]


def test_the_date_of_a_meeting_in_a_table_is_no_deadline() -> None:
    found = read("Date | Action | Who | Complete by\n12/3/25 | Print it | JS | 3/4/25\n").actions
    assert [each.due for each in found] == [date(2025, 4, 3)]


def test_a_draft_says_so_and_a_given_day_comes_first() -> None:
    assert read("These minutes are subject to approval at the next meeting.").page.draft
    given = read_minutes(HEAD, held_on=date(2025, 1, 1), committee="Ours").page
    assert (given.held_on, given.committee) == (date(2025, 1, 1), "Ours")
