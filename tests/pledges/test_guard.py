"""The door for free text: details of a child or a person stop here, ordinary working notes pass."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.errors import NotUnderstood, PersonalDetails
from pledges.guard import LONGEST, check

# Every number here is made up; the check digits are right where the kind has one.
PLANTED = {
    "an NHS number": [
        "NHS number 943 476 5919",
        "9434765919",
        "943-476-5919 is on the form",
        "See 943 476 5919.",
        "NHS no. 94 34 76 59 19",
        "NHS: 9434765918",
        "number 401 023 2137, please check",
        "nhs ９４３４７６５９１９",
        "NHS 943\u200b476\u200b5919",
    ],
    "a National Insurance number": [
        "NI number QQ123456C",
        "QQ 12 34 56 C",
        "qq123456c",
        "NINO: AB-12-34-56-D",
        "Form for AB 123456 A is in",
    ],
    "a pupil number": [
        "UPN H801200001001",
        "H801200001001 moved school",
        "h801200001001",
        "H 801 2000 01001",
        "UPN: A123456789012",
        "Temporary number Y38056300105A",
    ],
    "a date of birth": [
        "born 3 May 2014",
        "born on the 3rd of May 2014",
        "Born: 3.5.14",
        "born on Saturday 3 May 2014",
        "DOB 03/05/14",
        "dob 2014-05-03",
        "D.O.B. 3/5/2014",
        "d.o.b: 3 May",
        "date of birth is 3 May 2014",
        "Date of birth: May 3, 2014",
        "03/05/14 dob",
        "3 May 2014 (DOB)",
        "3 May 2014 (date of birth)",
        "DOB 03052014",
        "His birthday is 3 May",
        "3 May 2014 is her date of birth",
    ],
    "an e-mail address": [
        "Write to asha.rahman@example.org",
        "asha@example.org.uk has the form",
        "(a.rahman+panel@mail.example.org)",
        "ASHA@EXAMPLE.ORG",
    ],
    "a phone number": [
        "Ring 07700 900123",
        "07700900123",
        "07700 900 123",
        "07700-900123",
        "0770 0900 123",
        "+44 7700 900123",
        "+447700900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "01632 960123",
        "(01632) 960 123",
        "020 7946 0123",
        "0113 496 0123 after six",
        "tel:01632960123",
    ],
    "a name with an age": [
        "Jaiden, 14",
        "Jaiden, 14, moved on Friday",
        "Jaiden, 14 and Amara, 9",
        "Jaiden aged 14",
        "Jaiden, aged 14, is settled",
        "Jaiden (aged 14)",
        "Jaiden (14)",
        "Jaiden (14) has a new school",
        "Jaiden, age 14",
        "14-year-old Jaiden",
        "14 year old Jaiden",
        "a 14-year-old boy called Jaiden",
        "14yo Jaiden",
        "Jaiden is 14 years old",
        "Jaiden who is 14 years old",
        "Jaiden is 14 and lives with carers",
        "Jaiden has just turned 18.",
        "Jaiden turns 18 in May",
        "Jaiden's 14th birthday",
        "Jaiden (15 yrs)",
        "We moved Jaiden Okoro, 14, to Shipley",
        "Visited Zoë, 9",
        "Łukasz (12) likes it",
        "JAIDEN, 14",
        "O'Shea, 15",
        "Anne-Marie (7)",
        "Baby Noor, 8 months old",
        "New placement: Tyler, 6 – settled",
        "Thank you. Kofi, 16, spoke well!",
        "Kofi, 16 lives in Keighley now",
        "“Kofi, 16”",
        "| Kofi, 16 |",
        "Kofi, 16. 3 visits left",
        "Kofi,\n16",
        "Kofi, 16\nAmara, 9",
        "Kofi,\u00a016",
    ],
    "an address": [
        "12 Acacia Avenue, Bradford BD1 1ZZ",
        "12 acacia avenue, bradford bd1 1zz",
        "12, BD1 1ZZ",
        "Flat 3, 12a Acacia House, BD11ZZ",
        "moved to 114 Long Lane Leeds LS1 9ZZ",
        "12 BD1 1ZZ",
    ],
}

WORKING_NOTES = """
Draft to legal by 14 December
24 of 31 reviews done
Spend £14,500
Ref 2023/45/1
Band 7, 15 hours
Q3, 14 November
Housing, 24 places
Ofsted, 2 actions
Housing, 24.
Housing (24), Education (12)
Fostering: 24 approved, 3 in panel
Keighley, 3 to 5 pm
Shipley, 9, 16 and 23 June
Keighley, 3–5 pm, Shipley, 6 - 8 pm
Ashdown House, 10:30, 14-strong
Fares, 2.50 each
Room Ashdown, 2 pm
Agreed, 14 to follow
Reviewed, 31 of 40
Completed, 12
Done (3), open (4)
Item 7, minute 94
Minute 94, resolutions 1, 2 and 3
Paragraph 2.1, page 14
Section 3 (14)
Appendix B, 14 pages
Panel, 14 members
Theme 2, priority 12
Q1 12, Q2 14, Q3 9
Figures for 2023/24: 14, 15, 16, 17
The team is 14 strong
Caseload is 18 and rising
Turnover is 14%
Target 95%, now 88%
Attendance, 92%
The contract is 5 years old
Policy is 3 years old
Contract (4 years) signed
18-year-olds leave care in April
Young people aged 16 to 18
Children aged 14 and over
A 14-year-old told the Panel so
Care leavers aged 21
Places for under 5s, 24 by March
Training for 120 staff in February 2024
Born in Bradford study, 14 November
Children born in 2014
Newborn pathway by 3 May
DOB field added to the form
Fix the date of birth check by 3 May
By 14 December DOB field is mandatory
Meeting on 03/05/2026 at 14:30
Moved from 1 April 2023 to 1 June 2023
Deadline 2026-12-04
Budget code 1234567890
Order 1000000002 placed
Invoice 4457/2023 for £1,234,567.89
Cost £9434765919
Version 1.2.3 of the plan
Report CP-42 and CP-107
ISBN 978-1-86197-876-9
Grant of £2.5m over 3 years
City Hall, Bradford BD1 1ZZ
Open day on 4 December, BD1 1ZZ
Call 999 in an emergency
Childline 0800 1111
Ask @Sam for the figures
24/7 cover from 1 June
Weeks 12 to 24
Phase Two, 14 weeks
Foster carers recruited: 14 (target 20)
Cllr Ashdown asked for 3 options
Strategic Director, Children's Services, 2 actions
Recruitment, 3.
Apprenticeship (12)
Priority 7, Strong partnership
The 14th meeting of the Panel
Council's 10th anniversary
1,000 leaflets, 14 schools
6 of 8 done, 2 with HR
Waiting for HR; reply due 4 Dec
""".strip().splitlines()


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in PLANTED.items() for text in texts])
def test_planted_details_are_caught_and_named(what: str, text: str) -> None:
    with pytest.raises(PersonalDetails) as caught:
        check(text)
    assert any(found.startswith(f"{what}: ") for found in caught.value.masked), caught.value.masked


@pytest.mark.parametrize("text", WORKING_NOTES)
def test_an_ordinary_working_note_passes_as_it_is(text: str) -> None:
    assert check(text) == text


def test_both_tables_are_long_enough_to_mean_something() -> None:
    assert sum(map(len, PLANTED.values())) >= 60
    assert len(WORKING_NOTES) >= 60


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("9434765919", "an NHS number: 94•••••••9"),
        ("QQ 12 34 56 C", "a National Insurance number: QQ •• •• •• C"),
        ("Jaiden, 14", "a name with an age: J•••••, 1•"),
        ("Noor, 7", "a name with an age: N•••, •"),
        ("born 3 May 2014", "a date of birth: 3 ••• ••••"),
        ("Ring 07700 900123", "a phone number: 07••• ••••23"),
        ("asha@example.org", "an e-mail address: a•••@•••••••.•••"),
        ("12 Acacia Avenue BD1 1ZZ", "an address: 1• •••••• •••••• ••• •••"),
    ],
)
def test_a_finding_is_shown_so_far_that_it_is_recognised_and_no_further(text: str, masked: str) -> None:
    with pytest.raises(PersonalDetails) as caught:
        check(text)
    assert caught.value.masked == (masked,)
    assert text not in str(caught.value)


def test_everything_that_was_found_is_said_at_once() -> None:
    with pytest.raises(PersonalDetails) as caught:
        check("Jaiden, 14, born 3 May 2014, ring 07700 900123")
    kinds = {found.split(":")[0] for found in caught.value.masked}
    assert kinds == {"a name with an age", "a date of birth", "a phone number"}


def test_text_comes_back_trimmed_without_control_characters_and_with_its_lines() -> None:
    assert check("  On\x00 track\u202e,\twaiting\r\nfor HR\x07 \n") == "On track, waiting\nfor HR"


def test_a_half_character_that_no_database_takes_is_left_out() -> None:
    check("waiting \ud83d for HR").encode()


def test_a_note_that_is_too_long_is_refused_with_both_lengths() -> None:
    assert check("a" * LONGEST + "   ") == "a" * LONGEST
    with pytest.raises(NotUnderstood, match="1,001 characters long, and I keep at most 1,000"):
        check("a" * (LONGEST + 1))


@given(st.integers(0, 999_999_999))
def test_an_nhs_number_is_told_from_other_figures_by_its_last_one(nine: int) -> None:
    digits = f"{nine:09}"
    last = (11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11) % 11
    if last == 10 or digits.startswith("0"):
        return
    assert _caught(f"{digits}{last}")
    assert not any(_caught(f"{digits}{other}") for other in range(10) if other != last)


@given(st.text(max_size=200), st.sampled_from([text for texts in PLANTED.values() for text in texts]))
def test_a_detail_on_a_line_of_its_own_is_caught_whatever_stands_around_it(around: str, planted: str) -> None:
    assert _caught(f"{around}.\n\n. {planted}\n\n{around}")


@given(st.text(max_size=300))
def test_what_passes_once_passes_again_unchanged(text: str) -> None:
    if not _caught(text):
        assert check(check(text)) == check(text)


def _caught(text: str) -> bool:
    try:
        check(text)
    except PersonalDetails:
        return True
    return False


pieces = st.sampled_from(
    "a A 1 0 ( ) , . - ' @ / : £ + 14 Aa, A1 1a, born dob NHS UPN year old aged BD1 1ZZ street st May is turned who "
    "+44 3/5/ 12A ' ’ – \u00e9 \u0141 ½ ①".split(" ")
) | st.just(" ")


@given(st.lists(pieces, min_size=1, max_size=4).map("".join))
def test_hostile_text_costs_little_more_than_plain_text(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    assert min(_seconds(text) for _ in range(5)) < 0.01


def test_a_note_of_two_hundred_characters_is_checked_in_a_fraction_of_a_millisecond() -> None:
    note = " ".join(WORKING_NOTES)[:200].strip()
    assert min(_seconds(note) for _ in range(50)) < 0.000_3


def _seconds(text: str) -> float:
    begun = perf_counter()
    _caught(text)
    return perf_counter() - begun
