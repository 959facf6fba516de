"""One child, told of without a full name: initials or a small name with an age, or what happened to somebody.

Every name and event here is made up.
"""

from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.errors import PersonalDetails
from pledges.guard import LONGEST, check

PLANTED = {
    "initials with an age": [
        "jd, 14",
        "J.D. aged 14",
        "jd (14)",
        "JD, 14, moved on Friday",
        "JD aged 14",
        "JD is 14 and lives with carers",
        "J. D. (15)",
        "j.d. 14 years old",
        "Visited KT, 9",
        "kt, 9, has settled",
    ],
    "a name with an age": [
        "j smith 15",
        "j smith, 15",
        "J Smith 15",
        "J. Smith, 15",
        "j. smith (15)",
        "m okoro aged 12",
        "A. Rahman, 13",
        "jaiden, 14",
        "jaiden aged 14",
        "jaiden (14) has a new school",
        "jaiden is 14",
        "jaiden is 14 and likes it",
        "amara 9",
        "We moved jaiden, 14, to Shipley",
    ],
    "what happened to a child": [
        "the boy in Shipley ran away again",
        "The boy in Shipley has run away again",
        "the girl from Keighley went missing last night",
        "The lad placed in Bingley absconded on Friday",
        "that boy was arrested again",
        "a boy ran away from the home on Friday",
        "A girl was assaulted at the hostel",
        "the young person in Ashdown House self-harmed at the weekend",
        "The young person is pregnant",
        "the child who lives with Mrs Okoro was excluded",
        "The child disclosed to her teacher",
        "the 14-year-old absconded",
        "the 14 year old from Shipley was arrested",
        "our 15 year old has gone missing",
        "her son ran off from the contact visit",
        "his sister was sectioned",
        "the twins ran away",
        "the siblings in Keighley were neglected",
        "The toddler was hospitalised with burns",
        "the care leaver in flat 3 took an overdose",
        "that pupil was expelled from Ashdown Academy",
        "The youngest girl is self-harming",
        "the teenager we placed in Leeds has been missing since Sunday",
        "the boy refuses to go to school",
        "The girl keeps stealing from the shop",
        "this student has been groomed online",
        "The older boy punched a carer",
        "the little girl wets the bed",
        "two girls from the home were groomed",
        "the kid at the hostel was stabbed",
        "JD ran away",
        "J.D. went missing on Friday",
        "KT was arrested",
        "KT has self-harmed",
        "Jaiden ran away again",
        "Jaiden absconded on Friday",
        "Jaiden is pregnant",
        "Amara was arrested last night",
        "Amara has been missing since Sunday",
        "jd went missing",
        "the boy, who is in care, ran off",
        "our foster child went missing",
        "Her brother was raped",
        "the girl in room 4 has been smoking cannabis",
        "The pupil in year 9 is drunk again",
        "the lass was beaten",
    ],
}

HARMLESS = """
When a child goes missing, a return interview is offered
A child who has run away is seen within 72 hours
Every child who runs away is seen
Children who went missing: 12 this quarter
Fewer young people were arrested this year
Protocol for when the child has gone missing is agreed
If the young person is pregnant, the midwife is told
Once the child has been excluded, the virtual school is told
Training on self-harm for 40 carers
Report on missing episodes is with the Panel
Two boys' homes were inspected
The girls' group met the Panel
The boy racer scheme was dropped
Boys and girls were both asked
The child protection team refused to attend twice
The child poverty strategy was agreed
The young people's panel was excluded from the vote by mistake
The young person's guide was sent out
The Children in Care Council asked for 3 things
The baby box scheme is running
HR, 14 days to answer
IT (3) and HR (2) have replied
AD, 14 December
Waiting for HR, 2 weeks
Sent to DfE, 3 replies
KS 2 results are in
Band D, 14 posts
The figures are missing
The data is missing from the scorecard
Two forms went missing in the post
The contract has run out
The pilot ran off the old budget
Bradford is missing from the list
Ofsted was told
The Trust was excluded from the tender
The supplier was excluded from the tender
Leeds ran away with the prize
Cllr Ashdown asked for a policy on exclusions
Sam is on leave until 14 December
The team has cut itself in two
The school has excluded 3 pupils fewer than last year
Exclusions of children in care fell to 14
The policy on running away was reviewed
Arrested development was the title of the talk
Foster carers who were assaulted get help
The carer was assaulted and is supported by HR
Social workers were threatened
Reviewed, 31 of 40
as agreed, 14 to follow
we met, 6 of us
so far, 9
to date, 15
at most, 12
on time, 24
we need, 5 more
e.g. 14 homes
i.e. 12
9 a.m. (14 places)
5 p.m., 20 places
P. 14
p. 14 of the plan
no. 14
vs. 12 last year
in all, 14
Section B, 14 pages
A Better Start, 14 wards
a review, 14 days later
a mentor, 24 hours a week
x rays, 14
T Levels, 15 places
A levels, 12 taken
J Block, 14 rooms
Option C (14)
Year of the child, 14 events
The young person on the interview panel asked 5 questions
The student union was told
The pupil premium was cut
The pupil premium is missing from the budget
The care leaver offer has been set
The care leaver covenant was signed
A girl group ran the session
The boy scouts ran a session for us
The baby unit has run out of places
Sister organisations were told
Brother and sister placements: 14 of 20 kept together
Siblings were placed together in 12 of 15 cases
The twins policy was agreed
Young carers ran the event
Our young people ran the event
The young person's advocate refused to sign
A young person ran the meeting
The young person who chairs the Panel ran the meeting
The girl who won the art prize opened the hub
the lad from Shipley spoke to the Panel
The boy in the film is an actor
The toddler group in Keighley ran for 6 weeks
Kid's club ran until June
Grants of 14,000 to the child and family hub
Max, 14 places
max 14
will 14 be enough
Mark 14 as done
art 14
Summer, 14 activities
leader of the house, 14
Drug and alcohol service: 14 referrals
Suicide prevention plan agreed
Stop and search of children fell
Placement stability: 14 moves
Placement broke down figures are with performance
Children who self-harm: pathway agreed
Pregnant care leavers get a grant
A pathway for pregnant young women
What to do if a girl is pregnant
Missing from home: 12 return interviews
The interviews after the child has gone missing are on time
""".strip().splitlines()


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in PLANTED.items() for text in texts])
def test_what_is_told_of_one_child_is_caught_and_named(what: str, text: str) -> None:
    with pytest.raises(PersonalDetails) as caught:
        check(text)
    assert any(found.startswith(f"{what}: ") for found in caught.value.masked), caught.value.masked


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_said_of_children_in_general_or_of_the_work_passes(text: str) -> None:
    assert check(text) == text


def test_both_tables_are_long_enough_to_mean_something() -> None:
    assert sum(map(len, PLANTED.values())) >= 60
    assert len(HARMLESS) >= 60


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("the boy in Shipley ran away again", "what happened to a child: t•• ••• … ran away"),
        ("Jaiden absconded on Friday", "what happened to a child: J••••• … absconded"),
        ("jd, 14", "initials with an age: j•, 1•"),
        ("j smith 15", "a name with an age: j •••••, 1•"),
        ("jaiden aged 14", "a name with an age: j•••••, 1•"),
    ],
)
def test_a_finding_says_what_it_is_about_without_saying_who_or_where(text: str, masked: str) -> None:
    with pytest.raises(PersonalDetails) as caught:
        check(text)
    assert caught.value.masked == (masked,)


pieces = st.sampled_from(
    "the a boy girl child in who was jd J. smith 14 Aa, is missing ran away and has 's ,".split(" ")
) | st.just(" ")


@given(st.lists(pieces, min_size=1, max_size=5).map(" ".join))
def test_hostile_text_costs_little_more_than_plain_text(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    assert min(_seconds(text) for _ in range(5)) < 0.01


def _seconds(text: str) -> float:
    begun = perf_counter()
    with suppress(PersonalDetails):
        check(text)
    return perf_counter() - begun
