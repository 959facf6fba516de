"""Who is to do it: the owners that a sentence of minutes names, and those who are to help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pledges.minutes_verbs import ADVERB, AGENTS, THINGS, VERB, VERBS

_FLAGS = re.IGNORECASE
LONGEST = 14  # words of an owner
_LEAD_IN = re.compile(
    r"^(?:(?:in order |so as )?to\s|subject to\s|following\s|having\s|as (?:a|part|soon)\b|for\s|with\s|on\s|at\s|until\s"
    r"|given\s|once\s|where\s|when\s|after\s|before\s|in\s|if\s|prior to\s|going forward|therefore|meanwhile"
    r"|by\s)[^,]*,\s*",
    _FLAGS,
)
_BESIDE = re.compile(
    r"^(?:working (?:closely )?with|together with|in (?:consultation|partnership|liaison|conjunction) with)\s+"
    r"(?P<help>[^,]+),\s*",
    _FLAGS,
)
_HELPED = re.compile(
    r",?\s+(?:\(?(?:working (?:closely )?with|with (?:the )?(?:input|help|support|advice|assistance) (?:from|of)"
    r"|supported by|in (?:consultation|partnership|liaison|conjunction|collaboration) with|(?:together|along) with"
    r"|alongside|input from))\s+(?P<help>.+)$",
    _FLAGS,
)
_ASKED = (
    r"(?:asked|requested|tasked|instructed|required|directed|urged|encouraged|invited|commissioned|charged|expected"
    r"|recommended|mandated|reminded)"
)
_FORMS = tuple(
    re.compile(form, _FLAGS)
    for form in (
        rf"^(?P<who>.{{2,160}}?)\s+(?:be|is|are|was|were|to be|has been|have been|had been)\s+(?:again\s+|both\s+)?{_ASKED}"
        rf"\s+(?:to\s+{ADVERB}{VERB}\b|with\s)",
        rf"^(?P<who>.{{2,160}}?)\s+(?:to|will|would|shall|should|must|(?:has |have |had )?(?:agreed|undertook|undertaken"
        rf"|offered|committed|promised|volunteered|confirmed (?:that )?(?:he|she|they) would)(?: to)?|is to|are to|needs? to)"
        rf"\s+{ADVERB}(?P<verb>{VERB})\b",
        rf"^(?P<who>.{{2,120}}?)\s+(?P<verb>{VERB})\b",
    )
)
_NOT_OWNER = re.compile(
    r"\b(?:be|is|are|was|were|been|will|would|should|could|must|may|that|which|who|what|how|why|when|where|there|it|not)\b",
    _FLAGS,
)
_NAME = re.compile(
    r"^(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Rev)\.?\s+)?"
    r"[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’.-]*|of|de|van|for|and|the|&))*$"
)
_TITLED = re.compile(r"^(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev)\b\.?")
_PERSON = re.compile(r"^[A-Z][a-z'’]+(?:[ -][A-Z][\w'’-]+){1,2}$")
_OFFICE = re.compile(
    r"^(?:the\s+)?(?:(?:strategic|corporate|executive|assistant|deputy|vice|interim|acting|joint|lead|senior|principal"
    r"|chief|head|team|service|group|area|programme|project|policy|virtual|designated|independent|democratic|business"
    r"|co-?)[\s-]+)*(?:director|head|manager|officer|chair|clerk|leader|lead|commissioner|nurse|solicitor|secretary"
    r"|headteacher|principal|coordinator|co-ordinator|adviser|advisor)",
    _FLAGS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Owners in the words of the paper, without “the”; the first leads. `helpers` are to be worked with."""

    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()


NOBODY = Who()


def who_in(sentence: str) -> Who:
    """Whom a sentence gives the work to; nobody where it names a thing, or only says what is to be done."""
    text, beside = _begun(sentence)
    if starts_with_verb(text):
        return Who(helpers=beside)
    for form in _FORMS:
        found = form.match(text)
        if found and is_agent(found["who"]):
            who = owners_of(found["who"])
            return Who(owners=who.owners, helpers=(*who.helpers, *beside))
    return Who(helpers=beside)


def owners_of(words: str) -> Who:
    """Owners named one beside another: “Strategic Director, Children's Services/Panel Members”."""
    plain = " ".join(words.split()).strip(" .,;:–-[]")
    helped = _HELPED.search(plain)
    main = plain[: helped.start()] if helped else plain
    helpers = tuple(_split(helped["help"])) if helped else ()
    return Who(owners=tuple(dict.fromkeys(_split(main))), helpers=helpers)


def is_owner_only(words: str) -> bool:
    """Whether words name somebody and say nothing of what they are to do."""
    plain = _HELPED.sub("", " ".join(words.split())).strip(" .")
    if not plain or len(plain.split()) > 24 or re.search(rf"\s(?:to|will|be)\s+{ADVERB}(?:{VERB}|be)\b", plain, _FLAGS):
        return False
    return all(is_agent(piece) for piece in _split(plain))


def is_agent(words: str) -> bool:
    """Whether words can be somebody: a post, a body, a name or initials; not a thing, not a clause."""
    plain = re.sub(r"\([^)]*\)", "", words).strip(" ,.;:[]–-")
    plain = (
        re.sub(r"^(?:that\s+)?(?:the|a|an|all|each|both|any|every|relevant|other)\s+", "", plain, flags=_FLAGS) or plain
    )
    told = plain.split()
    if not told or len(told) > LONGEST or _NOT_OWNER.search(plain):
        return False
    first_part = re.split(r",|;|:| of | for | - | – ", plain)[0].split() or told
    ends = {_bare(first_part[-1]), _bare(told[-1])}
    if _TITLED.match(plain) or ends & AGENTS or _OFFICE.match(plain):
        return True
    if _bare(first_part[-1]) in THINGS or _bare(told[-1]) in THINGS or _bare(told[0]) in THINGS:
        return False
    return bool(_NAME.match(plain)) and not (len(told) == 1 and _bare(plain) in VERBS)


def starts_with_verb(text: str) -> bool:
    """Whether a sentence begins by saying what to do: “Invite the Head …”, and not “Lead Member to …”."""
    told = text.split()
    if len(told) < 2 or _bare(told[0]) not in VERBS:
        return False
    return not _OFFICE.match(text) and not (told[1] == "to" or _bare(told[1]) in AGENTS)


def _begun(sentence: str) -> tuple[str, tuple[str, ...]]:
    """The sentence from its subject on, and with whom the subject is to work."""
    text, beside = re.sub(r"^(?:and\s+)?that,?\s+", "", sentence.strip(), flags=_FLAGS), ()
    while found := (_BESIDE.match(text) or _LEAD_IN.match(text)):
        if "help" in found.re.groupindex:
            beside = tuple(_split(found["help"]))
        text = text[found.end() :]
    return re.sub(r"^(?:it was|it is) (?:also )?(?:agreed|noted|resolved) that\s+", "", text, flags=_FLAGS), beside


def _split(words: str) -> Iterator[str]:
    told = re.split(r"(\s*[;\n]\s*|(?<!\bAD)(?<!\bDD)\s*/\s*|\s+&\s+|\s*,\s+(?:and\s+)?|\s+and\s+)", words.strip())
    piece = told[0]
    for sign, after in zip(told[1::2], told[2::2], strict=True):
        if _parts(piece, sign, after):
            yield _clean(piece)
            piece = after
        else:
            piece += sign + after
    if _clean(piece):
        yield _clean(piece)


def _parts(before: str, sign: str, after: str) -> bool:
    """Whether a sign stands between two owners, and not inside the title of one."""
    if "/" in sign or "\n" in sign:
        return True
    if sign.strip() == "," and _PERSON.match(before.strip()) and _OFFICE.match(after):
        return False
    begins = bool(_TITLED.match(after.strip()) or _OFFICE.match(after.strip()))
    if ";" in sign or sign.strip() == ",":
        return begins or (_stands_alone(after) and not _OFFICE.match(before.strip()))
    return begins or (_stands_alone(after) and _stands_alone(before))


def _stands_alone(piece: str) -> bool:
    """Whether a piece is somebody by itself: it ends with a body or an office, or is a name or initials."""
    plain = re.sub(r"^(?:the|all)\s+", "", piece.strip(), flags=_FLAGS)
    told = plain.split()
    if not told:
        return False
    named = len(told) <= 3 and all(re.match(r"[A-Z][\w'’.-]*$", word) for word in told)
    return named or _bare(told[-1]) in AGENTS


def _clean(piece: str) -> str:
    plain = re.sub(r"^(?:(?:that|and)\s+)?(?:the)\s+|^(?:that|and)\s+", "", piece.strip(" ,.;:[]–-"), flags=_FLAGS)
    return plain if plain.count("(") == plain.count(")") else plain.strip("()")


def _bare(word: str) -> str:
    return re.sub(r"[^\w-]|['’]s$", "", word.casefold().replace("’", "'").removesuffix("'s"))
