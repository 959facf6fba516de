"""The plain-text twin of a card."""

from __future__ import annotations

from pledges.twin import MORE, MOST, twin_of


def block(text: str, **more: object) -> dict[str, object]:
    return {"type": "TextBlock", "text": text, **more}


def test_each_line_of_a_card_is_a_line_of_its_twin_and_a_row_is_one() -> None:
    row = {
        "type": "ColumnSet",
        "columns": [{"type": "Column", "items": [block("CP-4")]}, {"type": "Column", "items": [block("**late**")]}],
    }
    facts = {"type": "FactSet", "facts": [{"title": "Due", "value": "Friday"}]}
    assert twin_of([block("Two things\nto see"), row, facts]) == "Two things\nto see\nCP-4 · late\nDue: Friday"


def test_a_figure_stands_before_what_it_counts() -> None:
    figures = [
        {"type": "Column", "items": [block(number), block(what)]} for number, what in (("2", "late"), ("9", "open"))
    ]
    assert twin_of([{"type": "ColumnSet", "columns": [*figures, {"type": "Column", "items": [block(" ")]}]}]) == (
        "2 late · 9 open"
    )


def test_what_is_shut_is_not_said_and_a_button_says_nothing() -> None:
    shut = {"type": "Container", "items": [block("a note")], "isVisible": False}
    assert twin_of([block("seen"), shut, {"type": "ActionSet", "actions": [{"title": "Done"}]}]) == "seen"


def test_words_of_people_are_said_without_the_marks_that_guard_them() -> None:
    assert twin_of([block(r"\*not bold\* and 1\. no list")]) == "*not bold* and 1. no list"


def test_a_long_card_is_cut_at_a_line_and_says_that_there_is_more() -> None:
    long = twin_of([block("x" * 99)] * 100).splitlines()
    assert long[-1] == MORE
    assert len("\n".join(long)) <= MOST + len(MORE)
    assert set(long[:-1]) == {"x" * 99}


def test_a_chart_is_told_by_the_table_that_it_falls_back_to() -> None:
    cells = [{"type": "TableCell", "items": [block("At risk")]}, {"type": "TableCell", "items": [block("34")]}]
    table = {"type": "Table", "columns": [{"width": 2}, {"width": 1}], "rows": [{"type": "TableRow", "cells": cells}]}
    assert twin_of([{"type": "Chart.Donut", "data": [{"value": 34}], "fallback": table}]) == "At risk · 34"
