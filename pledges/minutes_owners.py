"""Owners named one beside another: where one ends and the next begins, and who is only to help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pledges.minutes_agents import OFFICE, TITLED, bare, is_agent
from pledges.minutes_verbs import ADVERB, AGENTS, ANY_VERB, VERB

_FLAGS = re.IGNORECASE
_HELPED = re.compile(
    r",?\s+(?:\(?(?:working (?:closely )?with|with (?:the )?(?:input|help|support|advice|assistance) (?:from|of)"
    r"|supported by|in (?:consultation|partnership|liaison|conjunction|collaboration) with|(?:together|along) with"
    r"|alongside|input from|with(?! (?:\w+ )?(?:responsibilit|portfolio))))\s+(?P<help>.+)$",
    _FLAGS,
)
_PERSON = re.compile(r"^[A-Z][a-z'’]+(?:[ -][A-Z][\w'’-]+){1,2}$")
_IS_OF = re.compile(r"^(?:the\s+)?[^,]*\b(?:head|director|manager|lead|member|officer|chair)s?\s+(?:of|for)\s", _FLAGS)
_THE = re.compile(r"^(?:the|all)\s", _FLAGS)
PERSONAL = frozenset(
    "manager managers officer officers director directors clerk solicitor treasurer headteacher".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Owners in the words of the paper, without “the”; the first leads. `helpers` are to be worked with."""

    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()


def owners_of(words: str) -> Who:
    """Owners named one beside another: “Strategic Director, Children's Services/Panel Members”."""
    plain = " ".join(words.split()).strip(" .,;:–-[]")
    helped = _HELPED.search(plain)
    main = plain[: helped.start()] if helped else plain
    helpers = tuple(each_of(helped["help"])) if helped else ()
    return Who(owners=tuple(dict.fromkeys(each_of(main))), helpers=helpers)


def is_owner_only(words: str) -> bool:
    """Whether words name somebody and say nothing of what they are to do."""
    helped = _HELPED.search(words)
    plain = " ".join(words[: helped.start()].split() if helped else words.split()).strip(" .")
    if not plain or plain.startswith("That ") or (helped and not all(map(is_agent, each_of(helped["help"])))):
        return False
    if len(plain.split()) > 24 or re.search(rf"\s(?:to|will|be)\s+{ADVERB}(?:{VERB}|{ANY_VERB}|be)\b", plain, _FLAGS):
        return False
    return all(is_agent(piece) for piece in each_of(plain))


def each_of(words: str) -> Iterator[str]:
    """The owners of a list, one by one."""
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
    before, after = before.strip(), after.strip()
    if sign.strip() == "," and _PERSON.match(before) and (OFFICE.match(after) or not _PERSON.match(after)):
        return False
    begins = bool(TITLED.match(after) or OFFICE.match(after) or _THE.match(after) or _ends_in_office(after))
    if ";" in sign or sign.strip() == ",":
        return begins or after.isupper() or (_stands_alone(after) and not OFFICE.match(before))
    return begins or (_stands_alone(after) and _stands_alone(before) and not _IS_OF.search(before.rpartition(", ")[2]))


def _ends_in_office(piece: str) -> bool:
    return bare(piece.split()[-1]) in PERSONAL if piece.split() else False


def _stands_alone(piece: str) -> bool:
    """Whether a piece is somebody by itself: it ends with a body or an office, or is a name or initials."""
    plain = re.sub(r"^(?:the|all)\s+", "", piece.strip(), flags=_FLAGS)
    told = plain.split()
    if not told:
        return False
    named = len(told) <= 3 and all(re.match(r"[A-Z][\w'’.-]*$", word) for word in told)
    head = re.split(r"\s(?:of|for|from|in|on)\s", plain)[0].split()
    return named or bool({bare(told[-1]), bare(head[-1])} & AGENTS)


def _clean(piece: str) -> str:
    plain = re.sub(r"^(?:(?:that|and)\s+)?(?:the)\s+|^(?:that|and)\s+", "", piece.strip(" ,.;:[]–-"), flags=_FLAGS)
    return plain if plain.count("(") == plain.count(")") else plain.strip("()")
