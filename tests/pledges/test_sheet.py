"""The register's own sheet: rows read, written and compared, and what a row makes of a pledge."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pledges.errors import PersonalDetails
from pledges.guard import check
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId, Person
from pledges.pledge import (
    Asking,
    Deadline,
    Extension,
    Kind,
    Owner,
    OwnerKind,
    Pledge,
    Publication,
    Source,
    Status,
    Update,
    When,
)
from pledges.sheet import COLUMNS, Refusal, Row, What, column_of, compare, read_row, to_cells, warnings
from pledges.sheet_cells import folded, join, split
from pledges.sheet_columns import Holder
from pledges.sheet_deadlines import by_words
from pledges.sheet_filling import filled, lead_of, supporting_of
from pledges.sheet_rows import homes, seniority

SAM = Person(id=PersonId(7), name="Sam Patel", upn="sam@example.gov.uk", aad_id="00000000-0000-4000-8000-000000000007")
PEOPLE = {SAM.id: SAM}
CHILDREN = Directorate(DirectorateId(1), "Children's Services")
ANSWERED = datetime(2026, 11, 20, 14, 3, 21, 500_000, tzinfo=UTC)
PLEDGE = Pledge(
    number=42,
    title="Bring the Panel a timetable",
    kind=Kind.ACTION_POINT,
    theme="Leadership",
    priority="Strong partnership",
    status=Status.ON_TRACK,
    publication=Publication.PUBLIC,
    directorate=CHILDREN,
    service="Corporate Parenting",
    owners=(
        Owner(kind=OwnerKind.POST, title="Director, Children's Services", words="the Director (or HR)", answers=SAM.id),
        Owner(kind=OwnerKind.BODY, title="Corporate Parenting Panel", lead=False, words="the Panel"),
        Owner(kind=OwnerKind.PERSON, title="Cllr Ashdown", lead=False),
    ),
    sources=(
        Source(document="Minutes", committee="Panel", held_on=date(2026, 10, 27), minute="94", words="to be brought"),
        Source(document="Report | Appendix", minute="2.1"),
    ),
    deadline=Deadline(
        words="by December",
        rule="last day",
        kind=When.MONTH,
        due=date(2026, 12, 31),
        original=date(2026, 11, 30),
    ),
    last=Update(at=ANSWERED, by=SAM.id, status=Status.ON_TRACK, note="A draft is with legal."),
)
CELLS = {
    "Reference": "CP-42",
    "Title": "Bring the Panel a timetable",
    "Kind": "action point",
    "Theme": "Leadership",
    "Priority": "Strong partnership",
    "Status": "on track",
    "Class": "public",
    "Directorate": "Children's Services",
    "Service": "Corporate Parenting",
    "Lead post": "Director, Children's Services",
    "Lead holder": "Sam Patel",
    "Lead UPN": "sam@example.gov.uk",
    "Lead AAD id": "00000000-0000-4000-8000-000000000007",
    "Lead as written": "the Director (or HR)",
    "Supporting": "body: Corporate Parenting Panel | person: Cllr Ashdown",
    "Answers": "one is enough",
    "Deadline as written": "by December",
    "Deadline": "2026-12-31",
    "Original deadline": "2026-11-30",
    "Deadline rule": "last day",
    "Source document": "Minutes | Report || Appendix",
    "Source committee": "Panel | ",
    "Source date": "2026-10-27 | ",
    "Source minute": "94 | 2.1",
    "Source words": "to be brought | ",
    "Last update": "A draft is with legal.",
    "Last update on": "2026-11-20T14:03:21Z",
}


def _row(**said: str) -> Row:
    """The row of the pledge as it stands, with these cells in place of what they were."""
    return _read(CELLS | {name.replace("_", " "): cell for name, cell in said.items()})


def _read(cells: dict[str, str]) -> Row:
    row = read_row(cells, 2)
    assert isinstance(row, Row), row
    return row


def _why(**said: str) -> str:
    refusal = read_row(CELLS | {name.replace("_", " "): cell for name, cell in said.items()}, 7)
    assert isinstance(refusal, Refusal), refusal
    assert refusal.number == 7
    return refusal.why


def _apply(row: Row, before: Pledge | None) -> Pledge:
    """What the row makes of the pledge, when everybody it names is known and the lead is Sam's."""
    lead = lead_of(row, before)
    answers = SAM.id if row.holder else lead.answers
    directorate = Directorate(DirectorateId(1), row.cells["Directorate"]) if row.cells.get("Directorate") else None
    return filled(row, before, directorate, (replace(lead, answers=answers), *supporting_of(row, before)))


def test_the_columns_are_these_in_this_order() -> None:
    assert tuple(CELLS) == COLUMNS


def test_a_pledge_is_written_as_one_row() -> None:
    assert to_cells(PLEDGE, PEOPLE) == CELLS


def test_a_row_that_was_written_is_read_as_it_stands_and_changes_nothing() -> None:
    row = _read(CELLS)
    assert row.cells == CELLS
    assert compare(row, PLEDGE, PEOPLE).what is What.UNCHANGED


def test_a_row_enters_the_pledge_it_was_written_from() -> None:
    new = _apply(_read(CELLS), None)
    plain = replace(PLEDGE.owners[1], words="")
    said = Update(at=ANSWERED.replace(microsecond=0), by=None, status=Status.ON_TRACK, note="A draft is with legal.")
    assert new == replace(PLEDGE, owners=(PLEDGE.owners[0], plain, PLEDGE.owners[2]), last=said)


def test_nobody_was_asked_yet_about_what_is_entered() -> None:
    assert _apply(_read(CELLS), None).asking == Asking()


@pytest.mark.parametrize("header", ["Lead AAD id", "lead aad ID", " LeadAADid ", "lead_aad_id", "Lead  AAD-Id"])
def test_headers_are_known_whatever_their_case_and_spacing(header: str) -> None:
    assert column_of(header) == "Lead AAD id"


@pytest.mark.parametrize("header", ["Ref", "ref.", "REF NO", "Ref no.", "Reference number", "Pledge ref", "Pledge no."])
def test_a_reference_goes_by_its_short_names(header: str) -> None:
    assert column_of(header) == "Reference"


def test_a_header_that_is_misspelt_is_named_with_the_one_that_was_meant() -> None:
    assert warnings(["Directorat", "Deadlines", "Refuse"]) == [
        "Not read, because the sheet has no such column: “Directorat” (did you mean “Directorate”?), “Deadlines” (did "
        "you mean “Deadline”?) and “Refuse”."
    ]


def test_columns_that_the_sheet_does_not_have_are_named() -> None:
    assert warnings(["Title", "Owner", "RAG", ""]) == [
        "Not read, because the sheet has no such column: “Owner” and “RAG”."
    ]
    assert warnings(COLUMNS) == []


def test_a_row_with_a_title_and_nothing_else_enters_a_pledge_that_waits_for_all_the_rest() -> None:
    row = _read({"title": "  Plan  a   summer event "})
    assert compare(row, None, {}).what is What.NEW
    new = _apply(row, None)
    assert new == Pledge(number=0, title="Plan a summer event")
    assert new.lead.kind is OwnerKind.TBC


def test_a_sheet_without_posts_names_the_lead_of_a_new_pledge_by_the_holder() -> None:
    row = _read({"Title": "Plan a summer event", "Lead holder": "Sam Patel"})
    assert (lead_of(row, None).kind, lead_of(row, None).title) == (OwnerKind.PERSON, "Sam Patel")
    assert lead_of(row, PLEDGE) == PLEDGE.lead


def test_a_holder_is_new_where_nobody_answers_yet() -> None:
    vacant = replace(PLEDGE, owners=(replace(PLEDGE.owners[0], answers=None), *PLEDGE.owners[1:]))
    assert compare(_row(), vacant, {}).fields == ("Lead holder",)
    assert not Holder(name="Sam Patel").is_(None)


def test_a_column_that_is_missing_says_nothing() -> None:
    row = _read({"Reference": "42", "Theme": "Health"})
    assert compare(row, PLEDGE, PEOPLE).fields == ("Theme",)
    assert _apply(row, PLEDGE) == replace(PLEDGE, theme="Health", directorate=None)


def test_an_empty_cell_says_that_there_is_nothing() -> None:
    row = _row(Theme="", Supporting="", Deadline_as_written="", Deadline="TBC")
    assert compare(row, PLEDGE, PEOPLE).fields == ("Theme", "Supporting", "Deadline as written", "Deadline")
    after = _apply(row, PLEDGE)
    assert (after.theme, len(after.owners), after.deadline.due) == ("", 1, None)


def test_an_empty_kind_status_class_holder_or_first_date_leaves_things_as_they_are() -> None:
    row = _row(Kind="", Status="", Class="", Lead_holder="", Lead_UPN="", Lead_AAD_id="", Original_deadline="")
    assert compare(row, PLEDGE, PEOPLE).what is What.UNCHANGED


@pytest.mark.parametrize(
    "said",
    [
        {"Reference": "cp 42"},
        {"Kind": "Action Point"},
        {"Status": " ON TRACK "},
        {"Directorate": "children's  services"},
        {"Lead_post": "director, Children's services"},
        {"Lead_holder": "S. Patel"},
        {"Lead_UPN": "SAM@example.gov.uk"},
        {"Lead_AAD_id": "", "Lead_UPN": "sam@example.gov.uk"},
        {"Supporting": "Body:Corporate Parenting Panel|person: cllr ashdown".replace("|", " | ")},
        {"Deadline": "31/12/2026"},
        {"Deadline": "Thursday 31 December 2026"},
        {"Deadline": "2026-12-31 00:00:00"},
        {"Source_date": "27 October 2026 | "},
        {"Last_update_on": "20/11/2026 14:03:21"},
        {"Last_update_on": "2026-11-20 14:03:21"},
        {"Last_update_on": "2026-11-20T15:03:21.5+01:00"},
        {"Last_update": "A draft\nis with legal. "},
    ],
)
def test_another_way_of_writing_the_same_is_no_change(said: dict[str, str]) -> None:
    assert compare(_row(**said), PLEDGE, PEOPLE).what is What.UNCHANGED


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"Title": "Bring a timetable"}, ("Title",)),
        ({"Class": "internal", "Kind": "goal"}, ("Kind", "Class")),
        ({"Deadline": "2027-01-31", "Deadline_rule": ""}, ("Deadline", "Deadline rule")),
        ({"Lead_UPN": "ana@example.gov.uk", "Lead_AAD_id": ""}, ("Lead holder",)),
        ({"Lead_post": "person: Sam Patel"}, ("Lead post",)),
        ({"Lead_post": ""}, ("Lead post",)),
        ({"Supporting": "person: Cllr Ashdown"}, ("Supporting",)),
        ({"Source_minute": "95 | 2.1"}, ("Source minute",)),
        ({"Status": "done", "Last_update_on": "2026-11-21"}, ("Status", "Last update on")),
    ],
)
def test_what_a_row_changes_is_said_by_column(said: dict[str, str], fields: tuple[str, ...]) -> None:
    outcome = compare(_row(**said), PLEDGE, PEOPLE)
    assert (outcome.what, outcome.fields) == (What.CHANGED, fields)


def test_a_row_that_an_owner_has_answered_since_is_refused() -> None:
    outcome = compare(_row(Status="at risk", Last_update_on="2026-11-20"), PLEDGE, PEOPLE)
    assert outcome.what is What.REFUSED
    assert outcome.why == (
        "CP-42 was answered on Friday 20 November 2026, after this row was written, so it was left as it is. "
        "Export the register again and make the change there."
    )


def test_an_old_row_that_asks_for_nothing_else_is_unchanged() -> None:
    assert compare(_row(Last_update="", Last_update_on=""), PLEDGE, PEOPLE).what is What.UNCHANGED


def test_a_sheet_without_dates_of_updates_may_change_what_no_owner_says_but_not_the_status() -> None:
    assert compare(_read({"Reference": "CP-42", "Theme": "Health"}), PLEDGE, PEOPLE).what is What.CHANGED
    assert compare(_read({"Reference": "CP-42", "Status": "done"}), PLEDGE, PEOPLE).what is What.REFUSED


def test_the_first_date_is_kept_for_ever() -> None:
    outcome = compare(_row(Original_deadline="2026-12-01"), PLEDGE, PEOPLE)
    assert outcome.why == "The first date of CP-42 is kept for ever: Monday 30 November 2026."


@pytest.mark.parametrize("nothing", ["TBC", "none", "N/A", "-", " "])
def test_a_first_date_that_says_none_leaves_things_as_they_are(nothing: str) -> None:
    row = _row(Original_deadline=nothing)
    assert "Original deadline" not in row.cells
    assert compare(row, PLEDGE, PEOPLE).what is What.UNCHANGED


def test_a_reference_that_the_register_does_not_have_needs_a_title() -> None:
    outcome = compare(_read({"Reference": "CP-9", "Theme": "Health"}), None, {})
    assert outcome.why == "The register has no CP-9, and a new one needs a Title."


def test_every_problem_of_a_row_is_said_at_once() -> None:
    why = _why(Reference="forty-two", Kind="goals", Deadline="31/02/2026", Lead_UPN="sam", Source_date="soon | ")
    assert why == (
        "Reference says “forty-two”. A reference is CP- and a number, such as CP-42. Leave it empty for a new pledge. "
        "Kind says “goals”. It can be promise, action point, resolution, recommendation, goal or question. "
        "Lead UPN says “sam”. A user principal name looks like an e-mail address, such as a.person@example.gov.uk. "
        "Deadline says “31/02/2026”. There is no 31 February in 2026. "
        "Write the day with its year, such as 2026-12-04 or 4 December 2026. "
        "Source date says “soon | ”. I can't read “soon” as a date. "
        "Write the day with its year, such as 2026-12-04 or 4 December 2026."
    ).replace("“soon | ”", "“soon |”")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"Title": " "}, "Title is empty. Say in a few words what is promised."),
        ({"Last_update_on": ""}, "Last update on is empty. Say on which day the last update was given"),
        ({"Lead_holder": ""}, "Lead holder is empty. Name the person that the Lead UPN or Lead AAD id belongs to."),
        ({"Lead_post": "body:"}, "Lead post says “body:”. It can be a post's title"),
        ({"Lead_AAD_id": "not yet known"}, "Lead AAD id says “not yet known”. An object id looks like"),
        ({"Source_document": ""}, "Source document is empty, or lacks a name between two bars."),
        ({"Source_document": "Minutes | "}, "Source document is empty, or lacks a name between two bars."),
        ({"Source_minute": "94"}, "Source minute holds 1 where Source document holds 2."),
        ({"Last_update_on": "2026-11-20 25:00"}, "Last update on says “2026-11-20 25:00”. There is no time 25:00."),
        ({"Deadline": "4 December"}, "Deadline says “4 December”. I can't read “4 December” as a date."),
        ({"Title": "x" * 1001}, "Title says “" + "x" * 60 + "…”. That is 1,001 characters long"),
    ],
)
def test_a_problem_is_said_with_its_column_and_what_is_allowed(said: dict[str, str], why: str) -> None:
    assert _why(**said).startswith(why)


@pytest.mark.parametrize("column", ["Title", "Theme", "Supporting", "Lead_as_written", "Source_words", "Last_update"])
def test_personal_details_in_a_cell_are_refused_and_not_repeated(column: str) -> None:
    why = _why(**{column: "Jaiden, 14 | "})
    assert why.startswith(f"{column.replace('_', ' ')} holds what looks like personal details")
    assert "J•••••, 1•" in why
    assert "Jaiden" not in why


def test_a_holder_without_a_post_leads_by_name() -> None:
    row = _row(Lead_post="")
    assert row.cells["Lead post"] == "person: Sam Patel"
    assert (_apply(row, None).lead.kind, _apply(row, None).lead.title) == (OwnerKind.PERSON, "Sam Patel")


def test_a_new_date_starts_the_asking_anew_and_keeps_the_first_one() -> None:
    asked = replace(PLEDGE, asking=Asking(rung="2", asked_on=date(2026, 12, 29), reached_on=date(2026, 12, 29)))
    after = _apply(_row(Deadline="2027-01-31"), asked)
    assert (after.deadline.due, after.deadline.original) == (date(2027, 1, 31), date(2026, 11, 30))
    assert (after.asking.asked_on, after.asking.reached_on) == (None, None)


def test_the_first_date_of_a_new_pledge_is_its_date_unless_the_row_knows_better() -> None:
    assert _apply(_row(Original_deadline=""), None).deadline.original == date(2026, 12, 31)


def test_under_a_new_lead_the_asking_begins_anew() -> None:
    asked = replace(PLEDGE, asking=Asking(rung="2", asked_on=date(2026, 12, 29), reached_on=date(2026, 12, 29)))
    assert _apply(_row(Lead_post="Head of Housing"), asked).asking == Asking()
    assert _apply(_row(Theme="Health"), asked).asking == asked.asking


def test_a_newer_word_is_added_and_an_open_request_for_a_date_ends_with_the_pledge() -> None:
    waiting = replace(PLEDGE, extension=Extension(wanted=date(2027, 2, 1), reason="legal", by=SAM.id, at=ANSWERED))
    after = _apply(_row(Status="closed", Last_update="Accepted.", Last_update_on="2026-11-24"), waiting)
    assert after.last == Update(at=datetime(2026, 11, 24, tzinfo=UTC), by=None, status=Status.CLOSED, note="Accepted.")
    assert (after.status, after.extension) == (Status.CLOSED, None)
    assert _apply(_row(Theme="Health"), waiting).extension == waiting.extension


def test_supporting_owners_who_stay_keep_their_words() -> None:
    after = _apply(_row(Supporting="Head of Housing | body: corporate parenting panel"), PLEDGE)
    assert [(owner.title, owner.words) for owner in after.owners[1:]] == [
        ("Head of Housing", ""),
        ("Corporate Parenting Panel", "the Panel"),
    ]


def test_a_post_whose_title_could_be_something_else_says_that_it_is_a_post() -> None:
    odd = replace(PLEDGE, owners=(Owner(kind=OwnerKind.POST, title="Body: Works"),))
    assert to_cells(odd, {})["Lead post"] == "post: Body: Works"
    assert lead_of(_read(to_cells(odd, {})), None).title == "Body: Works"


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Strategic Director, Children's Services", 0),
        ("Interim strategic director, Place", 0),
        ("Executive Director of Place", 0),
        ("Director of Public Health", 1),
        ("Acting Director, Housing", 1),
        ("Assistant Director, Housing", None),
        ("Deputy Director", None),
        ("Head of the Director's Office", None),
        ("Directorate Manager", None),
    ],
)
def test_a_director_is_told_by_the_title_of_the_post(title: str, rank: int | None) -> None:
    assert seniority(title) == rank


def test_a_post_is_in_the_directorate_that_its_title_names_else_where_it_leads_the_most() -> None:
    rows = [
        _read({"Title": str(n), "Directorate": directorate, "Lead post": post, "Supporting": "Head of Youth Services"})
        for n, (directorate, post) in enumerate(
            [
                ("Place", "Director, Children's Services"),
                ("Children's Services", "Head of Housing"),
                ("Place", "Head of Housing"),
                ("Place", "Head of Housing"),
                ("", "body: The Panel"),
            ]
        )
    ]
    assert homes(rows, ["Youth Services"]) == {
        "director, children's services": "Children's Services",
        "head of housing": "Place",
        "head of youth services": "Youth Services",
    }


@given(st.lists(st.text(alphabet="ab |", max_size=6).map(str.strip), max_size=5))
def test_values_with_bars_of_their_own_share_a_cell(values: list[str]) -> None:
    assert [*split(join(values))] == ([] if not any(values) and len(values) < 2 else values)
    assert split(join(values).strip()) == split(join(values))


def _passes(text: str) -> bool:
    try:
        return check(text) == text
    except PersonalDetails:
        return False


letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn"))
words = st.text(letters, max_size=12).map(lambda text: " ".join(text.split())).filter(_passes)
said_words = words.filter(bool)
days = st.dates(date(2000, 1, 10), date(2099, 12, 31))
owners = st.builds(
    Owner, kind=st.sampled_from([OwnerKind.POST, OwnerKind.BODY, OwnerKind.PERSON]), title=said_words, words=words
) | st.builds(Owner, kind=st.just(OwnerKind.TBC), title=st.just("to be confirmed"), words=said_words)
supporters = st.builds(
    Owner,
    kind=st.sampled_from([OwnerKind.POST, OwnerKind.BODY, OwnerKind.PERSON]),
    title=said_words,
    lead=st.just(False),
)
sources = st.builds(Source, document=said_words, committee=words, held_on=st.none() | days, minute=words, words=words)
updates = st.builds(
    Update,
    at=st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC)).map(
        lambda at: at.replace(microsecond=0)
    ),
    by=st.none(),
    status=st.sampled_from(Status),
    note=words,
)


@st.composite
def pledges(draw: st.DrawFn) -> Pledge:
    due = draw(st.none() | days)
    last = draw(st.none() | updates)
    return Pledge(
        number=draw(st.integers(1, 999_999_999)),
        title=draw(said_words),
        kind=draw(st.sampled_from(Kind)),
        theme=draw(words),
        priority=draw(words),
        status=last.status if last else draw(st.sampled_from(Status)),
        publication=draw(st.sampled_from(Publication)),
        directorate=draw(st.none() | said_words.map(lambda name: Directorate(DirectorateId(1), name))),
        service=draw(words),
        owners=(draw(owners), *draw(st.lists(supporters, max_size=3, unique_by=lambda o: (o.kind, folded(o.title))))),
        sources=tuple(draw(st.lists(sources, max_size=3))),
        deadline=Deadline(
            words=draw(words),
            rule=draw(words),
            due=due,
            original=due and due + timedelta(days=draw(st.integers(-9, 0))),
        ),
        last=last,
    )


@given(pledges())
def test_every_pledge_is_written_and_read_back_exactly(pledge: Pledge) -> None:
    row = _read(to_cells(pledge, {}))
    assert compare(row, pledge, {}).what is What.UNCHANGED
    assume(by_words(row.cells) is None)  # words that mean a day are read where a new pledge has none
    assert filled(row, None, pledge.directorate, (lead_of(row, None), *supporting_of(row, None))) == pledge


@given(st.dictionaries(st.sampled_from(COLUMNS) | st.text(max_size=5), st.text(max_size=20), max_size=8))
def test_whatever_a_row_holds_it_is_read_or_refused_with_a_sentence(cells: dict[str, str]) -> None:
    row = read_row(cells, 2)
    if isinstance(row, Refusal):
        assert row.why.endswith((".", "?"))
    else:
        assert read_row(row.cells, 2) == row
