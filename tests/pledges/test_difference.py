"""What a sheet would change is told row by row, and a row that was overtaken is known by its mark."""

from __future__ import annotations

from pledges.difference import Difference, Line, mark_of, overtaken
from pledges.sheet import What

ROW = {"Reference": "CP-42", "Title": "Open a drop-in", "Lead UPN": ""}


def test_a_difference_counts_what_becomes_of_its_rows() -> None:
    whats = [What.NEW, What.CHANGED, What.CHANGED, What.REFUSED]
    lines = tuple(Line(number=at, what=what) for at, what in enumerate(whats, start=2))
    assert Difference(lines=lines).summary == "1 new, 2 changed, 0 unchanged, 1 refused"
    assert [line.applies for line in lines] == [True, True, True, False]


def test_a_mark_changes_with_what_the_row_says_and_not_with_the_order_of_its_columns() -> None:
    assert mark_of(dict(reversed(ROW.items()))) == mark_of(ROW)
    assert mark_of(ROW | {"Title": "Open two drop-ins"}) != mark_of(ROW)


def test_what_is_learnt_by_itself_is_no_change_where_it_is_left_out() -> None:
    learnt = ROW | {"Lead UPN": "a.person@council.example"}
    assert mark_of(learnt, ["Lead UPN"]) == mark_of(ROW, ["Lead UPN"])
    assert mark_of(learnt) != mark_of(ROW)


def test_no_spreadsheet_takes_a_mark_for_a_number_or_a_formula() -> None:
    for number in range(200):
        mark = mark_of({"Title": str(number)})
        assert mark[0] == "m"
        assert mark.isalnum()


def test_a_row_is_overtaken_when_its_mark_is_another_and_not_when_it_has_none() -> None:
    assert "CP-42 was changed in the register after this sheet was taken out" in overtaken("CP-42", "m1", "m2")
    assert (overtaken("CP-42", "m1", "m1"), overtaken("CP-42", "", "m1")) == ("", "")
