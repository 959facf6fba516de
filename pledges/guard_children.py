"""What tells of one child without a full name: initials or a small name with an age, and what happened to somebody.

A child of whom something private is told is somebody, even unnamed: “the boy in Shipley ran away again”. What is said
of children in general, or of what is done when something happens, is council work and passes.
"""

from __future__ import annotations

import re

from pledges.guard_names import GIVEN_NAMES, SHORT_FORMS
from pledges.guard_signs import AGE, ALL, OLD, Found, Sign, masked, name_and_age
from pledges.guard_words import is_ordinary

_INITIALS = r"(?<![\w.@/&-])(?P<name>[A-Za-z](?:\. ?[A-Za-z]){1,2}\.?|[A-Z]{2}|[a-z]{2})"
_SMALL_NAME = r"(?<![\w'’@/.-])(?P<name>[a-z]{2,12})"
_WITH_INITIAL = r"(?<![\w.@/&'’-])(?P<name>[A-Za-z]\.? [A-Za-z][a-z'’-]{2,20})"

_ONE = (
    r"(?:boys?|girls?|lad|lass|teenager|toddler|baby|kid|youngster|twins|siblings|son|daughter|brother|sister|nephew"
    r"|niece|(?:1\d|\d)[ -]years?[ -]olds?)"
)
_ANY = r"(?:(?:looked[ -]after |foster )?child|young person|care leaver|pupil|student)"
_WHOSE = r"(?:the|this|that|our|my|his|her|their|your|one|two|another)"
_GENERAL = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "when",
        "if",
        "once",
        "where",
        "until",
        "unless",
        "whenever",
        "whether",
        "that",
        "after",
        "before",
        "for",
    )
)
_WHERE = (
    r"(?:,? (?:in|at|from|of|on|near|with|who|whom|that|placed|living|staying|we|you|she|he|they)\b"
    r"(?: [\w'’-]{1,30},?){0,7}?)?"
)
_THEN = (
    r",?(?: (?:has|have|had|is|was|were|got|been|being|keeps|kept|keep|just|again|also|often|regularly|recently|then"
    r"|now|still|allegedly|reported|repeatedly|since|and)){0,4} "
)
_GRAVE = (
    r"(?:ran (?:away|off)|run (?:away|off)|running (?:away|off)|abscond(?:ed|ing)|(?:gone|went|going) missing"
    r"|(?<=\bis )missing|(?<=was )missing|(?<=still )missing|(?<=reported )missing|(?<=been )missing"
    r"|arrested|cautioned|sectioned|hospitalised|raped|sexually \w+|abused|assaulted|stabbed|groomed|trafficked"
    r"|pregnant"
    r"|self[ -]?harm(?:s|ed|ing)?|overdosed|took an overdose|suicidal|attempted suicide"
    r"|tried to (?:kill|hang|harm|hurt)"
    r"|(?:cut|cuts|cutting|hurt|hurting) (?:herself|himself|themselves)|shoplift(?:ed|ing)"
    r"|taking drugs|using (?:drugs|cannabis)|smoking (?:cannabis|weed)|wet(?:s|ting)? the bed|permanently excluded)\b"
)
_TOLD = (
    rf"(?:{_GRAVE}|(?:excluded|expelled|exploited|neglected|bullied|beaten|restrained|disclosed|made an allegation"
    r"|alleged|stole|stealing|set fire|drunk|lashed out|kicked off|punched|threatened to"
    r"|(?:refuse[sd]?|refusing) to (?:go|come|eat|return|see|speak|attend|leave)"
    r"|(?:lost|losing) (?:his|her|their) placement)\b)"
)
_PERSON = (
    r"(?<![\w'’-])(?P<name>[^\W\d_a-z](?:[^\W\d_]|['’])[\w'’-]{1,30}|(?:[A-Z]\.? ?){1,2}[A-Z]\.?(?= )|[a-z]{2}(?= ))"
)


def _are_initials(found: Found) -> bool:
    return _letters(found["name"]) not in SHORT_FORMS


def _is_small_name(found: Found) -> bool:
    return found["name"] in GIVEN_NAMES


def _is_name_with_initial(found: Found) -> bool:
    """“A” and “I” are words, unless a full stop makes them initials. What stands behind is no word of council work."""
    initial, name = found["name"].split(" ")
    return initial not in ("a", "I", "i") and len(name) > 2 and not is_ordinary(name)


def _is_somebody(found: Found) -> bool:
    """A name, or two or three letters that stand for nothing else."""
    name = found["name"].strip()
    if len(_letters(name)) > 3 or not (name.isupper() or name.islower() or "." in name):
        return not is_ordinary(name)
    return "." in name or (len(name) == 2 and _are_initials(found))


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name)).casefold()


def _what_was_told(found: Found) -> str:
    """The first word and what happened; what stands between could say who it is."""
    return f"{masked(found['who'], 1)} … {found['told']}"


def _of_somebody(found: Found) -> str:
    return f"{masked(found['name'], 1)} … {found['told']}"


def _of_age(who: str, *ways: str) -> re.Pattern[str]:
    """Who, and an age that is written in one of these ways, or in one that says clearly that it is an age."""
    clear = (
        rf"(?:,? \(|, )(?=\d{{1,2}}(?: ?y(?:ea)?rs?)?{ALL})",
        r",? \(?aged?:? (?=\d)",
        rf",? (?:is |was )?(?=\d{{1,2}}{OLD})",
    )
    return re.compile(f"{who}(?:{'|'.join((*clear, *ways))}){AGE}")


WHAT = "what happened to a child"
_ENDS = r"(?=\d{1,2}(?:[.;!?,)]|$))"
_CHILD = re.compile(
    r"boy|girl|lad|lass|teen|toddl|baby|kid|young|twin|sibl|son|daug|brot|sist|nep|niec|old|child|pup|leav|stud", re.I
)
_HAPPENED = re.compile(
    r"ran|run|abscond|missing|arrest|caution|section|hospital|rape|sexual|abuse|assault|stab|groom|traffick|pregn|harm"
    r"|overdos|suicid|tried|cut|hurt|shoplift|drugs|cannabis|weed|wet|excluded"
)

CHILDREN = (
    Sign(
        what="initials with an age",
        pattern=_of_age(_INITIALS, r" is (?=\d{1,2} (?:and|who|now)\b)"),
        real=_are_initials,
        mask=name_and_age,
    ),
    Sign(
        what="a name with an age",
        pattern=_of_age(_SMALL_NAME, rf"(?:,? is)? {_ENDS}", r",? is (?=\d{1,2} (?:and|who|now)\b)"),
        real=_is_small_name,
        mask=name_and_age,
    ),
    Sign(
        what="a name with an age",
        pattern=_of_age(_WITH_INITIAL, f" {_ENDS}"),
        real=_is_name_with_initial,
        mask=name_and_age,
    ),
    Sign(
        what=WHAT,
        pattern=re.compile(
            rf"\b(?P<who>{_WHOSE} (?:(?!{_ANY}\b)[\w-]+ )?{_ONE}|{_GENERAL}a {_ONE}|{_GENERAL}{_WHOSE} {_ANY})"
            rf"{_WHERE}{_THEN}(?P<told>{_TOLD})",
            re.I,
        ),
        mask=_what_was_told,
        hint=_CHILD,
    ),
    Sign(
        what=WHAT,
        pattern=re.compile(rf"{_PERSON}{_THEN}(?P<told>{_GRAVE})"),
        real=_is_somebody,
        mask=_of_somebody,
        hint=_HAPPENED,
    ),
)
