"""Who is to do it: the owners that a sentence of minutes names, and those who are to help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pledges.minutes_verbs import ADVERB, AGENTS, FINITE, LIKE_PAST, NOUNS_TOO, THINGS, VERB, VERBS

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
BODY = (
    r"(?:panel|board|committee|sub-?committee|cabinet|council|group|forum|meeting|members|governors|trustees|directors|councillors"
    r"|partnership|executive|governing (?:body|board)|authority|trust)"
)
_READS = 600  # characters of a sentence in which its subject is looked for
_ASKS = re.compile(
    rf"^(?P<who>.{{2,160}}?)\s+(?:be|is|are|was|were|to be|has been|have been|had been)\s+(?:again\s+|both\s+)?{_ASKED}"
    rf"\s+(?:(?:,\s*[^,]{{0,60}},\s*)?to\s+{ADVERB}(?:be|{VERB})\b|with\s)",
    _FLAGS,
)
_ANY = (
    r"(?!(?:the|a|an|this|that|these|those|all|any|each|his|her|their|its|our|be|have|which|whom|date|him|them|us|it|some|those|not|other"
    r"|members|officers|council|cabinet|full|such|date|also|both|new|young|care|children|people)\b)[a-z][a-z-]{2,}"
)
_MEANS = re.compile(
    rf"^(?P<who>.{{2,160}}?)\s*,?\s+(?:to|will|would|shall|should|must|(?:has |have |had )?(?:agreed|undertook|undertaken"
    rf"|offered|committed|promised|volunteered|confirmed (?:that )?(?:he|she|they) would)(?: to)?|is to|are to|needs? to)"
    rf"\s+{ADVERB}(?P<verb>{VERB}|{_ANY})\b",
    _FLAGS,
)
_NAMED = re.compile(rf"^(?P<who>[^:–—.]{{2,80}}?)\s*(?::|\s[–—-])\s+(?:(?:to|will)\s+)?(?P<verb>{VERB})\b", _FLAGS)
_REQUESTS = re.compile(
    rf"^(?:(?:the\s+)?(?:[\w’'-]+\s+){{0,4}}?(?:{BODY}|chair(?:man)?|leader|mayor)\s+)?"
    r"(?:requests?|requested|asks?|asked|instructs?|instructed|directs?|tasks?|tasked)\s+(?:that\s+)?"
    rf"(?P<who>.{{2,120}}?)\s+(?:be asked\s+)?(?:to\s+)?{ADVERB}(?P<verb>{VERB})\b",
    _FLAGS,
)
_BASE = re.compile(rf"(?<=\s)(?P<verb>{VERB})(?=\s)")
_TO = re.compile(r"\b(?:to|will|would|shall|should|must)\s+(?:\w+\s+){0,3}$", _FLAGS)
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


_A_BODY = re.compile(r"^(?:the\s+|this\s+)?(?:[A-Z]\w+\s+){0,4}(?:panel|board|committee|cabinet|council|group|members|executive)$", _FLAGS)
_ARTICLES = frozenset(["the", "a", "an", "that", "all", "and", "each", "any", "to"])
_PRONOUNS = frozenset(["He", "She", "They", "We", "I", "You", "he", "she", "they", "we", "This", "These", "Those", "Who"])
_IS_OF = re.compile(r"^(?:the\s+)?[^,]*\b(?:head|director|manager|lead|member|officer|chair)s?\s+(?:of|for)\s", _FLAGS)
_THE = re.compile(r"^(?:the|all)\s", _FLAGS)
PERSONAL = frozenset("manager managers officer officers director directors clerk solicitor treasurer headteacher".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Owners in the words of the paper, without “the”; the first leads. `helpers` are to be worked with."""

    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()


NOBODY = Who()


def who_in(sentence: str) -> Who:
    """Whom a sentence gives the work to; nobody where it names a thing, or only says what is to be done."""
    text, beside = _begun(sentence)
    if starts_with_verb(text) and not _REQUESTS.match(text):
        return Who(helpers=beside)
    found = owners_of(next((who for who, _ in _subjects(text[:_READS]) if is_agent(who)), ""))
    return Who(owners=found.owners, helpers=(*found.helpers, *beside))


def verb_of(sentence: str) -> str:
    """What the subject of a sentence is to do: the verb in its plain form; "" where there is no such subject."""
    text, _ = _begun(sentence)
    if starts_with_verb(text):
        return text.split()[0].casefold()
    return next((verb.casefold() for who, verb in _subjects(text[:_READS]) if is_agent(who)), "")


def is_given(sentence: str) -> bool:
    """Whether somebody, and not the body that resolves, is “to” or “will” do something, whatever it is."""
    found = _MEANS.match(_begun(sentence)[0][:_READS])
    return bool(found and is_agent(found["who"]) and not _A_BODY.match(found["who"]))


def _subjects(text: str) -> Iterator[tuple[str, str]]:
    """What may be the subject, the likeliest first: before “be asked to”, a verb that is no noun, “to …”, or any verb."""
    asked, means, named = _ASKS.match(text), _MEANS.match(text), _NAMED.match(text)
    requests = _REQUESTS.match(text)
    if requests:
        yield requests["who"], requests["verb"]
    if named:
        yield named["who"], named["verb"]
    if asked:
        yield asked["who"], "ask"
    bases = [(found.start(), found["verb"]) for found in _BASE.finditer(text, 0, 200)]
    until = means.start("verb") if means else len(text)
    bare = [(text[:at].strip(), verb) for at, verb in bases if not _TO.search(text[:at])]
    yield from ((who, verb) for who, verb in bare if verb not in NOUNS_TOO and len(who) < until)
    if means:
        yield means["who"], means["verb"]
    yield from ((who, verb) for who, verb in bare if verb in NOUNS_TOO)


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
    plain = re.sub(r"\([^)]*\)", "", words).replace("/", " / ").strip(" ,.;:[]–-")
    plain = (
        re.sub(r"^(?:that\s+)?(?:the|a|an|all|each|both|any|every|relevant|other)\s+", "", plain, flags=_FLAGS) or plain
    )
    if "/" in plain:
        return all(is_agent(piece) for piece in plain.split("/"))
    told = plain.split()
    if not told or plain.casefold() in _ARTICLES or len(told) > LONGEST or _NOT_OWNER.search(plain) or _says_something(told):
        return False
    first_part = re.split(r",|;|:| of | for | - | – ", plain)[0].split() or told
    ends = {_bare(first_part[-1]), _bare(told[-1])}
    if _TITLED.match(plain) or ends & AGENTS or _OFFICE.match(plain):
        return True
    if _bare(first_part[-1]) in THINGS or _bare(told[-1]) in THINGS or _bare(told[0]) in THINGS:
        return False
    return bool(_NAME.match(plain)) and not (len(told) == 1 and _bare(plain) in VERBS)


def _says_something(told: Sequence[str]) -> bool:
    """Whether words hold a verb, and so are a clause: “He saw value in”, “Heather asked the board”, “work with”."""
    verbs = any(word in FINITE or (word in VERBS and word not in NOUNS_TOO) for word in told)
    past = any(word.islower() and word.endswith("ed") and word not in LIKE_PAST for word in told)
    orders = len(told) > 1 and _bare(told[0]) in VERBS and told[1].islower() and _bare(told[1]) not in AGENTS
    return verbs or past or orders or told[0] in _PRONOUNS


def is_person(name: str) -> bool:
    """Whether a name of several words is that of a person, and not of a body or an office."""
    told = _TITLED.sub("", name).split()
    return len(told) > 1 and not {_bare(word) for word in told} & (AGENTS | THINGS) and not _OFFICE.match(name)


def starts_with_verb(text: str) -> bool:
    """Whether a sentence begins by saying what to do: “Invite the Head …”, and not “Lead Member to …”."""
    told = text.split()
    if len(told) < 2 or _bare(told[0]) not in VERBS:
        return False
    if _bare(told[0]) in NOUNS_TOO and told[1] in ("of", "on", "in", "for", "about", "and", "be", "is", "was", "will"):
        return False
    return not _OFFICE.match(text) and not (told[1] == "to" or _bare(told[1]) in AGENTS)


def _begun(sentence: str) -> tuple[str, tuple[str, ...]]:
    """The sentence from its subject on, and with whom the subject is to work."""
    text, beside = re.sub(r"^(?:and\s+)?(?:that,?|to:?)\s+", "", sentence.strip(), flags=_FLAGS), ()
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
    before, after = before.strip(), after.strip()
    if sign.strip() == "," and _PERSON.match(before) and (_OFFICE.match(after) or not _PERSON.match(after)):
        return False
    begins = bool(_TITLED.match(after) or _OFFICE.match(after) or _THE.match(after) or _ends_in_office(after))
    if ";" in sign or sign.strip() == ",":
        return begins or (_stands_alone(after) and not _OFFICE.match(before))
    return begins or (_stands_alone(after) and _stands_alone(before) and not _IS_OF.search(before))


def _ends_in_office(piece: str) -> bool:
    return _bare(piece.split()[-1]) in PERSONAL if piece.split() else False


def _stands_alone(piece: str) -> bool:
    """Whether a piece is somebody by itself: it ends with a body or an office, or is a name or initials."""
    plain = re.sub(r"^(?:the|all)\s+", "", piece.strip(), flags=_FLAGS)
    told = plain.split()
    if not told:
        return False
    named = len(told) <= 3 and all(re.match(r"[A-Z][\w'’.-]*$", word) for word in told)
    head = re.split(r"\s(?:of|for|from|in|on)\s", plain)[0].split()
    return named or bool({_bare(told[-1]), _bare(head[-1])} & AGENTS)


def _clean(piece: str) -> str:
    plain = re.sub(r"^(?:(?:that|and)\s+)?(?:the)\s+|^(?:that|and)\s+", "", piece.strip(" ,.;:[]–-"), flags=_FLAGS)
    return plain if plain.count("(") == plain.count(")") else plain.strip("()")


def _bare(word: str) -> str:
    return re.sub(r"[^\w-]|['’]s$", "", word.casefold().replace("’", "'").removesuffix("'s"))
