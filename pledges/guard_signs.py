"""What personal details look like, one entry for each kind.

No pattern looks far ahead or repeats a repetition, so that hostile text costs no more time than plain text. Patterns
read text whose runs of spaces are one space each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from pledges.guard_words import DAYS_AND_MONTHS, is_ordinary

Found: TypeAlias = "re.Match[str]"


def masked(words: str, head: int, tail: int = 0) -> str:
    """The words with a bullet for every letter and figure but the first few and the last few."""
    places = [at for at, each in enumerate(words) if each.isalnum()]
    kept = {*places[:head], *places[len(places) - tail :]}
    return "".join("•" if each.isalnum() and at not in kept else each for at, each in enumerate(words))


def _ends(head: int, tail: int = 0) -> Callable[[Found], str]:
    return lambda found: masked(found.group(1), head, tail)


_first = _ends(1)


def name_and_age(found: Found) -> str:
    """The first letter of the name, and the last figure of the age hidden."""
    return f"{masked(found['name'], 1)}, {masked(found['age'], len(found['age']) - 1)}"


def _always(found: Found) -> bool:
    return True


def _is_nhs_number(found: Found) -> bool:
    """The tenth figure checks the nine before it: weights 10 to 2, modulus 11."""
    *nine, last = (int(each) for each in found.group(1) if each.isdigit())
    return (11 - sum(w * d for w, d in zip(range(10, 1, -1), nine, strict=True)) % 11) % 11 == last


def _is_insurance_number(found: Found) -> bool:
    """Small letters with spaces between are words and figures of a sentence."""
    return " " not in found.group(1) or found.group(1)[:2].isupper()


def _is_pupil_number(found: Found) -> bool:
    """The first letter checks the rest: weights 2 to 13, modulus 23. A temporary number ends in a letter."""
    first, *rest = (each for each in found.group(1).upper() if each.isalnum())
    values = [int(each) if each.isdigit() else UPN_LETTERS.find(each) for each in rest[:12]]
    total = sum(w * v for w, v in zip(range(2, 14), values, strict=True))
    return min(values) >= 0 and UPN_LETTERS[total % 23] == first


def _is_name(found: Found) -> bool:
    name = found["name"]
    written_as_one = name[0].isupper() and (len(name) > 5 or not name.isupper())
    return written_as_one and not is_ordinary(name) and not _FIGURE.search(name)


def _is_no_day(found: Found) -> bool:
    """A figure before the name of a month is a date, and not a house."""
    return found["next"].casefold() not in DAYS_AND_MONTHS


UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One kind of detail. Text without the `hint` cannot hold it; `real` tells it from ordinary words and figures."""

    what: str
    pattern: re.Pattern[str]
    real: Callable[[Found], bool] = _always
    mask: Callable[[Found], str] = _first
    hint: re.Pattern[str] = _FIGURE


_APART = r"(?<![\w£€$/-])(?<!\d[.,])"
_DONE = r"(?!\w|[.,/-]\d)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = (
    rf"((?:\d{{1,2}} ?(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? '?\d{{2,4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{2,4}})?"
    r"|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2} \d{1,2} \d{2,4}|\d{8}|\d{6})(?!\d))"
)
_DOB = r"\bd\.? ?o\.? ?b\b\.?"
_BIRTH = rf"(?:{_DOB}|\b(?:date of birth|birth ?date|birthday|born)\b)"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?"
_POSTCODE = r"[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b"
_WORD = r"[A-Za-z][A-Za-z'’.-]{0,30}"
_STREET = r"(?:road|rd|street|st|avenue|ave|lane|close|drive|way|court|crescent|grove|terrace|gardens|place|view|hill)"

_NAME = r"(?<![\w'’-])(?P<name>[^\W\d_a-z](?:[^\W\d_]|['’])[\w'’-]{0,30})"
AGE = r"(?P<age>(?:2[0-5]|1\d|\d)(?!\d))"
OLD = r"(?: ?y/?o\b|[ -]?(?:years?|yrs?|months?)(?:[ -]old\b| of age\b))"
_IS = r"(?:,? (?:is|was|who|who is|who's|who’s|has|had|will|will be|just|now|only|nearly|almost|turned|turns)){0,3}"
_LEADS_ON = (
    r" (?:(?:is|was|has|who|lives|lived|moved|wants|says|said|told|feels|attends|stays|went|goes|likes)\b"
    r"|(?:and|but) [A-Za-z]|in (?:care|foster|residential|kinship|placement|year)\b|at (?:school|home|college)\b)"
)
ALL = rf"(?:(?! ?[\w£€$%/]| ?[–—-] ?\d|, ?\d|[.:]\d|-\w)|(?={_LEADS_ON}))"
_CHILD = r"(?:,? (?:boy|girl|lad|child|pupil|student|young person|care leaver|male|female|called|named|from care))"

SIGNS = (
    Sign(
        what="an NHS number",
        pattern=re.compile(rf"{_APART}(\d{{3}}[ -]?\d{{3}}[ -]?\d{{4}}){_DONE}"),
        real=_is_nhs_number,
        mask=_ends(2, 1),
    ),
    Sign(
        what="an NHS number",
        pattern=re.compile(rf"\bnhs\b\D{{0,20}}(\d(?:[ .-]?\d){{9}}){_DONE}", re.I),
        mask=_ends(2, 1),
        hint=re.compile("nhs", re.I),
    ),
    Sign(
        what="a National Insurance number",
        pattern=re.compile(r"(?<!\w)([a-z]{2}[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[a-d])(?!\w)", re.I),
        real=_is_insurance_number,
        mask=_ends(2, 1),
    ),
    Sign(
        what="a pupil number",
        pattern=re.compile(r"(?<!\w)([a-z] ?\d{3} ?\d{4} ?\d\d ?\d\d[\da-z][a-z]?)(?!\w)", re.I),
        real=_is_pupil_number,
        mask=_ends(1, 1),
    ),
    Sign(
        what="a pupil number",
        pattern=re.compile(r"\bUPN\b\W{0,3}(?:(?:is|no|number)\W{1,3})?([a-z]?\d{11}[\da-z][a-z]?)(?!\w)", re.I),
        mask=_ends(1, 1),
        hint=re.compile("upn", re.I),
    ),
    Sign(
        what="a date of birth",
        pattern=re.compile(rf"{_BIRTH}[ :,=(-]{{0,3}}(?:(?:is|was|on|the) ){{0,2}}{_WEEKDAY}{_DATE}", re.I),
        hint=re.compile(r"b(?:or|ir|\b)", re.I),
    ),
    Sign(
        what="a date of birth",
        pattern=re.compile(
            rf"(?<![\w/.-]){_DATE}(?:,? ?{_DOB}|(?: \(|,? is (?:his|her|their|the) ){_BIRTH})"
            r"(?! (?:field|check|column|box|data|format|record|error|entr))",
            re.I,
        ),
        hint=re.compile(r"b(?:or|ir|\b)", re.I),
    ),
    Sign(
        what="a phone number",
        pattern=re.compile(
            r"(?<![\w£/-])(\(?(?:\+44|0044)\)? ?(?:\(0\) ?)?[1-9](?:[) -]{0,2}\d){8,9}(?!\d)"
            r"|\(?0[1235789]\d(?:[) -]{0,2}\d){7,8}(?!\d))"
        ),
        mask=_ends(2, 2),
    ),
    Sign(
        what="an address",
        pattern=re.compile(
            rf"(?<![\w/-])(\d{{1,4}}[a-z]?,? (?:(?=(?P<next>{_WORD}))(?:(?-i:[A-Z])[A-Za-z'’.-]{{0,30}},? ){{1,7}}"
            rf"|(?:{_WORD},? ){{1,4}}{_STREET},? (?:{_WORD},? ){{0,3}})?{_POSTCODE})",
            re.I,
        ),
        real=lambda found: not found["next"] or _is_no_day(found),
        hint=re.compile(_POSTCODE),
    ),
    Sign(
        what="a name with an age",
        pattern=re.compile(
            rf"{_NAME}(?:(?:, | \()(?=\d{{1,2}}(?: ?y(?:ea)?rs?)?{ALL})|,? \(?[Aa]ged?:? (?=\d)"
            rf"|{_IS},? \(?(?=\d{{1,2}}{OLD})"
            rf"|(?: has)?(?: just| now)? (?:turns|turned|turning|is turning|will turn) (?=\d{{1,2}}\b(?! ?%))"
            rf"| is (?=\d{{1,2}},? (?:and|who|but) (?:lives|living|has|needs|wants|is in)\b)"
            rf"| (?=\d{{1,2}}(?:st|nd|rd|th) birthday)){AGE}"
        ),
        real=_is_name,
        mask=name_and_age,
    ),
    Sign(
        what="a name with an age",
        pattern=re.compile(rf"(?<![\d.,£-]){AGE}{OLD}{_CHILD}{{0,3}},? \(?{_NAME}"),
        real=_is_name,
        mask=name_and_age,
        hint=re.compile(r"\dy|\d[ -]?[ymY]"),
    ),
    Sign(
        what="an e-mail address",
        pattern=re.compile(r"(?<![\w.+'-])([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)"),
        hint=re.compile("@"),
    ),
)
