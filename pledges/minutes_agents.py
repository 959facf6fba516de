"""Whether words can be somebody: a post, a body, a name or initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledges.minutes_verbs import AGENTS, FINITE, LIKE_PAST, NOUNS_TOO, THINGS, VERBS

_FLAGS = re.IGNORECASE
LONGEST = 14  # words of an owner
_NOT_OWNER = re.compile(
    r"\b(?:be|is|are|was|were|been|will|would|should|could|must|may|that|which|who|what|how|why|when|where|there"
    r"|it|not|by|before|until|due|within)\b",
    _FLAGS,
)
_NAME = re.compile(
    r"^(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Rev)\.?\s+)?"
    r"[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’.-]*|of|de|van|for|and|the|&))*$"
)
TITLED = re.compile(r"^(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev)\b\.?")
OFFICE = re.compile(
    r"^(?:the\s+)?(?:(?:strategic|corporate|executive|assistant|deputy|vice|interim|acting|joint|lead|senior|principal"
    r"|chief|head|team|service|group|area|programme|project|policy|virtual|designated|independent|democratic|business"
    r"|co-?)[\s-]+)*(?:director|head|manager|officer|chair|clerk|leader|lead|commissioner|nurse|solicitor|secretary"
    r"|headteacher|principal|coordinator|co-ordinator|adviser|advisor)",
    _FLAGS,
)
_ARTICLES = frozenset(["the", "a", "an", "that", "and", "each", "any", "to"])
_NO_OBJECTS = AGENTS | {"and", "of", "for", "or"}
_LEANS = frozenset(
    """referring replying responding relating according following turning owing due subject prior further next access
    thanks contrary regarding moving returning welcome speaking listening looking reference changes amendments
    response responses in on at by with from as if when while after before once noting asked given having being
    during under""".split()
)
_PRONOUNS = frozenset(
    ["He", "She", "They", "We", "I", "You", "he", "she", "they", "we", "This", "These", "Those", "Who"]
)


def is_agent(words: str) -> bool:
    """Whether words can be somebody: a post, a body, a name or initials; not a thing, not a clause."""
    plain = re.sub(r"\([^)]*\)", "", words).replace("/", " / ").strip(" ,.;:[]–-")
    plain = (
        re.sub(r"^(?:that\s+)?(?:the|a|an|all|each|both|any|every|relevant|other)\s+", "", plain, flags=_FLAGS) or plain
    )
    if "/" in plain:
        return all(is_agent(piece) for piece in plain.split("/"))
    told = plain.split()
    if not told or len(told) > LONGEST or _NOT_OWNER.search(plain) or _says_something(told):
        return False
    return is_surely_agent(plain) or (_is_name(plain, told) and plain.casefold() not in _ARTICLES)


def _is_name(plain: str, told: Sequence[str]) -> bool:
    ends = {bare(told[0]), bare(told[-1]), bare(_first_part(plain)[-1])}
    return bool(_NAME.match(plain)) and not ends & THINGS and not (len(told) == 1 and bare(plain) in VERBS)


def _first_part(plain: str) -> Sequence[str]:
    """The words of a post before what it is a post of."""
    return re.split(r",|;|:| of | for | - | – ", plain)[0].split() or plain.split()


def _says_something(told: Sequence[str]) -> bool:
    """Whether words hold a verb, and so are a clause: “He saw value in”, “Heather asked the board”, “work with”."""
    plain = (word.removesuffix("s") for word in told)
    verbs = any(word in VERBS and word not in NOUNS_TOO for word in plain) or not FINITE.isdisjoint(told)
    past = any(word.islower() and word.endswith("ed") and word not in LIKE_PAST for word in told)
    orders = len(told) > 1 and bare(told[0]) in VERBS and told[1].islower() and bare(told[1]) not in _NO_OBJECTS
    return verbs or past or orders or told[0] in _PRONOUNS or bare(told[0]) in _LEANS


def is_surely_agent(words: str) -> bool:
    """Whether words are somebody by what they say, and not only by their capital letters."""
    told = words.split()
    if not told:
        return False
    named, _, post = words.partition(", ")
    ends = {bare(_first_part(words)[-1]), bare(told[-1])}
    office = OFFICE.match(words) or TITLED.match(words) or ends & AGENTS or (_NAME.match(named) and OFFICE.match(post))
    return bool(office) or (len(told) == 1 and words.isupper() and words.isalpha())


def is_person(name: str) -> bool:
    """Whether a name of several words is that of a person, and not of a body or an office."""
    told = TITLED.sub("", name).split()
    return len(told) > 1 and not {bare(word) for word in told} & (AGENTS | THINGS) and not OFFICE.match(name)


def starts_with_verb(text: str) -> bool:
    """Whether a sentence begins by saying what to do: “Invite the Head …”, and not “Lead Member to …”."""
    told = text.split()
    if len(told) < 2 or bare(told[0]) not in VERBS:
        return False
    if bare(told[0]) in NOUNS_TOO and told[1] in ("of", "on", "in", "for", "about", "and", "be", "is", "was", "will"):
        return False
    return not OFFICE.match(text) and not (told[1] == "to" or bare(told[1]) in AGENTS)


def bare(word: str) -> str:
    """A word in small letters, without “'s” and signs."""
    return re.sub(r"[^\w-]|['’]s$", "", word.casefold().replace("’", "'").removesuffix("'s"))
