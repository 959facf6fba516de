"""Owners in the cells of trackers, each as written; and the owner who opens an action, where no column names one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

LONGEST, MOST_WORDS = 400, 12
_I = re.IGNORECASE
_NOBODY = re.compile(
    r"(?:[-–—?.\s]*|n/?a|none|nobody|not known|unknown|vacant|tb[cad]|to be (?:confirmed|agreed|decided|appointed).*)",
    _I,
)
_CONTACT = re.compile(r"[(<\[]?\s*(?:[\w.+-]+@[\w.-]+|(?:\+44|0)[\d ]{8,14}\d)\s*[)>\]]?")
_FIGURES = re.compile(r"(?:\+44|\b0)[\d ]{8,}")
_LABEL = re.compile(r"(?:^|(?<=[;\n]))\s*(?:action|owners?|lead(?: officer)?|responsible officers?|by whom)\s*:\s*", _I)
_HELP = re.compile(
    r"[,;(]?\s+(?:\(?(?:working (?:closely )?with|with(?: the)? (?:input|help|support|advice|assistance) (?:from|of)"
    r"|supported by|in (?:consultation|partnership|liaison|conjunction|collaboration) with|(?:together|along) with"
    r"|alongside|support(?:ed)?\s*:|with\b)).*$",
    _I | re.DOTALL,
)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_GROUP = re.compile(r"^(?:all|[\w ]{0,40}\b(?:members|officers|leads|partners))\s+[–—-]\s+(?=[A-Z])", _I)
_SIGN = re.compile(r"(\s*[;\n|]\s*|\s*(?<!\bn)/(?!a\b)\s*|\s*,\s*|\s*(?:&|\band\b|\+)\s*)", _I)
_OFFICE = re.compile(
    r"\b(?:director|head|manager|officer|chair(?:man|woman|person)?|clerk|leader|lead|executive|commissioner|nurse"
    r"|solicitor|secretary|holder|headteacher|principal|coordinator|co-ordinator|adviser|advisor|consultant"
    r"|practitioner"
    r"|analyst|accountant|governor|bursar|treasurer|senco|senior|strategic|deputy|assistant|cabinet|inspector|engineer"
    r"|dcs|ceo|cfo|ad|dd|sd|dsl|doctor|gp|lawyer|teacher|worker|administrator|specialist|ambassador|champion"
    r"|governance)s?\b",
    _I,
)
_BARE_OFFICE = re.compile(r"^(?:[A-Z][\w-]*\s+)*(?:director|head|manager|officer|lead|advis[eo]r)$", _I)
_BODY = re.compile(
    r"\b(?:team|board|panel|committee|group|trust|council|nhs|schools?|services?|secretariat|partnership|members"
    r"|police|"
    r"department|directorate|governors|members|icb|ccg|unit|forum|agency|association|college|all|staff|officers|office|"
    r"leads|heads|directors|managers|slt|smt)\b",
    _I,
)
_FIELD = re.compile(
    r"\b(?:children|families|education|care|health|housing|social|finance|planning|transport|commissioning|safeguarding"
    r"|resources|strategy|performance|partnerships|inclusion|learning|help|protection|communities|place|places|legal"
    r"|democratic|policy|public|corporate|adults?|environment|leisure|parenting|adoption|fostering|sufficiency|permanency"
    r"|quality|assurance|skills|regeneration|highways|libraries|culture|young|youth|virtual|support)\b",
    _I,
)
_TITLED = re.compile(
    r"^(?:cllr|councillor|mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|baroness|rev)\b\.?\s", _I
)
_WORD = r"(?:[A-Z][a-z'’]*(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?|[A-Z]\.?|[Dd]e|[Vv]an|[Oo]['’][A-Z][a-z]+)"
_NAME = re.compile(rf"^{_WORD}(?:\s+{_WORD}){{1,3}}$")
_INITIALS = re.compile(r"^[A-Z](?:\.?[A-Za-z]?\.?[A-Z]\.?){1,3}(?: \([^)]*\))?$")
_OPENS = re.compile(
    r"^(?P<who>[A-Z0-9“\"'][^.:;!?\n]{1,160}?)\s+(?:to|will|shall|must|should"
    r"|agreed to)\s+(?P<what>\w[\w-]*(?: \w+){0,2})"
)
_ASKED = re.compile(
    r"\b(?:requested|asked|recommended|agreed|resolved)\s+(?:that\s+)?(?:the\s+)?(?P<who>[A-Z][\w&'’-]*(?:\s+(?:of|and"
    r"|for|the|[A-Z][\w&'’-]*))*)"
    r"\s+(?:to\s+)?[a-z]+"
)
_SAID = re.compile(r"[(\[](?:lead|action|owner|by)s?(?: officer)?\s*[:–-]\s*(?P<who>[^)\]]{2,120})[)\]]", _I)
_TOLD = re.compile(
    r"^(?:be (?:updated|informed|notified|advised|sent|circulated|given|published|told|provided|reviewed|agreed"
    r"|developed|"
    r"considered|added|taken|drafted|produced|completed|arranged|presented|shared|reported|discussed|included))\b"
)
_THING = re.compile(
    r"\b(?:report|paper|policy|plan|strategy|update|letter|data|briefs?|summary|action|review|meeting|card|list"
    r"|minutes|is|are"
    r"|was|were|be|that|which|how|what|need|needs|due|order|how|training|in order|able|up|regard|reference|access"
    r"|visits?|"
    r"recommendations?|figures|information|numbers?|terms)$",
    _I,
)
_VERB_FIRST = re.compile(
    r"^(?:to|that|ensure|continue|develop|review|consider|provide|agree|look|work|seek|ask|invite|write|use|make)\b", _I
)
_NO_VERB = frozenset("the a an all our their its this that his her each every be".split())


def owners_in(cell: str, lone: Collection[str] = ()) -> tuple[str, ...]:
    """The owners that a cell names, as it writes them, without those who only help and without telephone numbers.

    `lone` are the owners that other cells of the column name alone: they part “Tim and Sue”.
    """
    words = _CONTACT.sub("", _LABEL.sub("", cell[:LONGEST])).strip()
    plain = _GROUP.sub("", _HELP.sub("", words))
    found = (each.strip(" \t\n,;/.:") for each in _pieces(_SIGN.split(plain), lone))
    return tuple(dict.fromkeys(" ".join(each.split()) for each in found if not _NOBODY.fullmatch(each)))


def owners_of_text(text: str) -> tuple[str, ...]:
    """Who is to do it by an action's own words: “Secretariat to invite …”, “asked that the Trust report …”.

    Nobody where somebody is only to be told, or where the words begin with what is to be done.
    """
    if said := _SAID.search(text[:LONGEST]):
        return owners_in(said["who"])
    if asked := _ASKED.search(text[:LONGEST]):
        return owners_in(asked["who"])
    found = _OPENS.match(text[:LONGEST])
    return owners_in(_opening(found["who"], found["what"])) if found else ()


def without_contacts(text: str) -> str:
    """The text without telephone numbers and addresses of people."""
    return _CONTACT.sub("", text).strip() if "@" in text or _FIGURES.search(text) else text


def looks_like_owner(cell: str) -> bool:
    """Whether a short cell is a person, a post or initials."""
    said = cell.strip()
    if not said or len(said) > 80:
        return False
    parts = [part.strip() for part in _SIGN.split(said)[::2] if part.strip()]
    return bool(parts) and all(_is_owner(part) for part in parts[:1])


def _opening(who: str, what: str) -> str:
    """The words before “to”, if they are an owner; else nothing."""
    first = what.split()[0]
    passive = first == "be" and not re.match(r"be (?:kept|actively|involved|responsible|represented)", what)
    unowned = passive or _THING.search(who) or _VERB_FIRST.match(who) or first in _NO_VERB - {"be"}
    words = who.split()
    if unowned or _TOLD.match(what) or len(words) > MOST_WORDS or re.search(r"[‘“\"'(]$", who):
        return ""
    named = len(words) <= 3 and all(word[:1].isupper() for word in words)
    begun = named or _is_owner(who) or any(form.search(who) for form in (_OFFICE, _BODY, _HELP))
    return who if begun and not re.search(r"\b(?:is|are|was|were|will|has|have|the fact)\b", who) else ""


def _is_owner(piece: str) -> bool:
    forms = (_TITLED, _INITIALS, _NAME, _OFFICE)
    return any(form.search(piece) for form in forms) or bool(_BODY.search(piece) and len(piece.split()) <= 6)


def _person(piece: str) -> bool:
    plain = not any(form.search(piece) for form in (_OFFICE, _BODY, _FIELD))
    return bool(_TITLED.match(piece)) or (plain and bool(_NAME.match(piece)))


def _pieces(told: list[str], lone: Collection[str]) -> Iterator[str]:
    """One owner after the other. `told` is text, sign, text, sign, text."""
    begun = told[0]
    for at in range(1, len(told) - 1, 2):
        if _parts(told[at], begun.strip(), told[at + 1].strip(), lone):
            yield begun
            begun = told[at + 1]
        else:
            begun += told[at] + told[at + 1]
    yield begun


def _parts(sign: str, before: str, after: str, lone: Collection[str]) -> bool:
    """Whether a sign stands between two owners, and not inside the title of one: “Sam Lee, Head of Housing” is one."""
    if after in lone and (before in lone or not _BARE_OFFICE.match(before)):
        return True
    if any(each in sign for each in "/;|+") or not before or not after:
        return True
    if "," in sign or "\n" in sign:
        return not _belongs(before, after, line="\n" in sign)
    first_name = _person(_ASIDE.sub("", before)) and after.isalpha() and after.istitle() and not _FIELD.match(after)
    return first_name or (_whole(before) and _whole(after))


def _belongs(before: str, after: str, *, line: bool) -> bool:
    """A post or a body behind a person's name is theirs; what follows a bare office and is nobody is its field."""
    last = re.split(r"[,\n/;]", before)[-1].strip()
    somebody = _person(after) or bool(_INITIALS.match(after) and not _BODY.search(after))
    if _person(last):
        return not (_person(after) or bool(_TITLED.match(after)) or (_INITIALS.match(after) and line))
    if _BARE_OFFICE.match(before) and not line and _INITIALS.match(after):
        return True
    return bool(_OFFICE.search(before)) and not somebody and not _OFFICE.search(after) and not line


def _whole(piece: str) -> bool:
    return _person(piece) or bool(_INITIALS.match(piece)) or bool(_OFFICE.search(piece)) or bool(_BODY.search(piece))
