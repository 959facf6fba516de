"""Who is to do it: the owners that a sentence of minutes names, and those who are to help."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pledges.minutes_agents import is_agent, is_person, is_surely_agent, starts_with_verb
from pledges.minutes_owners import Who, each_of, owners_of
from pledges.minutes_verbs import ADVERB, ANY_VERB, BODY, NOUNS_TOO, VERB
from pledges.minutes_when import says_when

_FLAGS = re.IGNORECASE
_LEAD_IN = re.compile(
    r"^(?:(?:in order |so as )?to\s|subject to\s|following\s|having\s|as (?:a|part|soon)\b|for\s|with\s|on\s|at\s"
    r"|until\s"
    r"|given\s|once\s|where\s|when\s|after\s|before\s|in\s|if\s|prior to\s|going forward|therefore|meanwhile"
    r"|by\s)[^,]*,\s*",
    _FLAGS,
)
_BESIDE = re.compile(
    r"^(?:working (?:closely )?with|together with|in (?:consultation|partnership|liaison|conjunction) with)\s+"
    r"(?P<help>[^,]+),\s*",
    _FLAGS,
)
_ASKED = (
    r"(?:asked|requested|tasked|instructed|required|directed|urged|encouraged|invited|commissioned|charged|expected"
    r"|recommended|mandated|reminded)"
)
_READS = 600  # characters of a sentence in which its subject is looked for
_ASKS = re.compile(
    rf"^(?P<who>.{{2,160}}?)\s+(?:be|is|are|was|were|to be|has been|have been|had been)\s+(?:again\s+|both\s+)?{_ASKED}"
    rf"\s+(?:(?:,\s*[^,]{{0,60}},\s*)?to\s+{ADVERB}(?:be|{VERB}|{ANY_VERB})\b|with\s)",
    _FLAGS,
)
_MEANS = re.compile(
    rf"^(?P<who>.{{2,160}}?)\s*,?\s+(?:to|will|would|shall|should|must|(?:has |have |had )?(?:agreed|undertook"
    rf"|undertaken"
    rf"|offered|committed|promised|volunteered|confirmed (?:that )?(?:he|she|they) would)(?: to)?|is to|are to"
    rf"|needs? to)"
    rf"\s+{ADVERB}(?P<verb>{VERB}|{ANY_VERB})\b",
    _FLAGS,
)
_NAMED = re.compile(rf"^(?P<who>[^:–—.]{{2,80}}?)\s*(?::|\s[–—-])\s+(?:(?:to|will)\s+)?(?P<verb>{VERB})\b", _FLAGS)
_REQUESTS = re.compile(
    rf"^(?:(?:the\s+)?(?:[\w’'-]+\s+){{0,4}}?(?:{BODY}|chair(?:man)?|leader|mayor)\s+)?"
    r"(?:requests?|requested|asks?|asked|instructs?|instructed|directs?|tasks?|tasked)\s+(?:that\s+)?"
    rf"(?P<who>.{{2,120}}?)\s+(?:be asked\s+)?(?:to\s+)?{ADVERB}(?P<verb>{VERB})\b",
    _FLAGS,
)
_BASE = re.compile(rf"(?<=\s)(?P<verb>{VERB})s?(?=[\s.,;]|$)")
_DONE_BY = re.compile(
    r"\b(?:be|being)\s+(?:\w+ly\s+|also\s+)?[a-z-]+\s+(?:\w+ly\s+)?by\s+(?:the\s+)?(?P<who>[^,.;]{2,100}?)"
    r"(?=\s+(?:by|before|to|in|at|on|within|until|so|as|from|with|following|after|prior|during|asap|ahead|and\s+(?:to|be)"
    r"|for\s+(?:the|a|consideration|approval|\d))\b|\s*[,.;(]|\s*$)",
    _FLAGS,
)
_DAY_NAME = re.compile(r"\b(?:easter|christmas|new year|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b", _FLAGS)
_TO = re.compile(r"\b(?:to|will|would|shall|should|must)\s+(?:\w+\s+){0,3}$", _FLAGS)
_A_BODY = re.compile(
    r"^(?:the\s+|this\s+)?(?:[A-Z]\w+\s+){0,4}(?:panel|board|committee|cabinet|council|group|members|executive)$",
    _FLAGS,
)


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
    """What may be the subject, the likeliest first: before “be asked to”, a verb that is no noun, “to …”, any verb."""
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
    yield from ((found["who"], "") for found in _DONE_BY.finditer(text) if _is_doer(found["who"]))


def _is_doer(who: str) -> bool:
    """Whether “by” stands before somebody, and not before a day: “be sent by the Clerk by Good Friday”."""
    return (is_surely_agent(who) or is_person(who)) and not says_when(who) and not _DAY_NAME.search(who)


def _begun(sentence: str) -> tuple[str, tuple[str, ...]]:
    """The sentence from its subject on, and with whom the subject is to work."""
    text = re.sub(
        r"^(?:and\s+)?(?:(?:it was |it is )?(?:also )?agreed )?(?:that,?|to:?)\s+", "", sentence.strip(), flags=_FLAGS
    )
    beside: tuple[str, ...] = ()
    while found := (_BESIDE.match(text) or _LEAD_IN.match(text)):
        if "help" in found.re.groupindex:
            beside = tuple(each_of(found["help"]))
        text = text[found.end() :]
    return re.sub(r"^(?:it was|it is) (?:also )?(?:agreed|noted|resolved) that\s+", "", text, flags=_FLAGS), beside
