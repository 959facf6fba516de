"""What the running text of minutes gives somebody to do: a mark inside it, “Clerk to write”, “it was agreed that”."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from pledges.minutes_agents import is_agent, is_surely_agent, starts_with_verb
from pledges.minutes_limbs import owner_and_date
from pledges.minutes_marks import Mark, inside, marked
from pledges.minutes_sense import is_promise, is_work
from pledges.minutes_verbs import ADVERB, ANY_VERB, BODY, VERB, VERBS
from pledges.minutes_who import who_in

_FLAGS = re.IGNORECASE
SENTENCE = re.compile(
    r"(?<=[.;?!])"
    + "".join(rf"(?<!\b{short}\.)" for short in ("Mr", "Ms", "Mrs", "Dr", "St", "No", "Cllr", "Supt", "Rev", "Prof"))
    + r"\s+(?=[A-Z“‘(\[])"
)
_RESOLVES = re.compile(
    r"\b(?:(?P<how>RESOLVED|AGREED|[Ii]t was (?:(?:unanimously|also|further|then|therefore) ){0,2}(?:RESOLVED"
    r"|resolved|AGREED|agreed|decided))"
    r"|(?:and|was|were) (?:(?:duly|unanimously|then|it was) )?(?:resolved"
    r"|RESOLVED))(?: unanimously)?(?:,? by [^,:]{3,40},)?\s*[:–—-]?,?\s*(?P<rest>(?:that|to)\b.+)$"
)
_SHORT = r"(?<=\bcllr)\.|(?<=\bmrs)\.|(?<=\bmr)\.|(?<=\bms)\.|(?<=\bdr)\.|(?<=\brev)\."
_CLEAN = re.compile(
    rf"^(?:the\s+)?(?P<who>(?:[^.;:]|{_SHORT}){{2,90}}?)(?:\s+(?:to|is to|are to)|\s*(?::|\s[–—-])\s+(?:to"
    rf"|will))\s+{ADVERB}(?P<verb>{VERB}|{ANY_VERB})\b",
    _FLAGS,
)
_INSTRUCTS = re.compile(
    rf"^(?:the\s+)?[\w\s’'-]{{0,50}}?\b{BODY}\s+(?:also\s+)?(?P<how>instructed|directed"
    rf"|tasked)\s+(?P<who>[^,.;]{{2,100}}?)\s+to\s+{VERB}\b",
    _FLAGS,
)
_AGREED_TO = re.compile(
    r"\b(?:agreed|undertook|offered|volunteered|promised|committed)\s+(?:to|that)\b|^action", _FLAGS
)
_WE = re.compile(
    r"^(?:the\s+)?(?:panel|board|committee|council|group|forum|meeting|cabinet|members of the \w+|executive"
    r"|partnership|it)\b",
    _FLAGS,
)
_PRONOUN = re.compile(r"^(?:He|She|They)(?=\s+(?:also\s+)?(?:would|will|agreed|undertook|offered|promised)\b)")
_SAID_HE = re.compile(r"^[^.;:]{2,120}?\s+\w+ed\s+(?:[\w’' ]{2,30}\s)?that (?:he|she|they) (?=(?:would|will)\b)")
_SPOKE = re.compile(
    r"^(?:[^,.;]{2,60},\s+)?(?:the\s+)?(?P<who>[^,.;:]{2,80}?)\s+(?:(?:had|has|then|also)\s+)?(?:said|told|gave|\w{2,}ed)\b",
    _FLAGS,
)
_WILL = re.compile(
    rf"^(?P<who>[^,.;:]{{2,60}}?)\s+will\s+(?!(?:participate|attend|join|speak|chair|start|begin|continue|take)\b)"
    rf"{ADVERB}{VERB}\b"
)
_WOULD_GIVE = re.compile(
    rf"\b(?:would|will)\s+{ADVERB}(?:let|send|provide|supply|circulate|share|e-?mail|forward|write|report back"
    r"|come back|get back|follow(?: this)? up|find out)\b"
)
_QUOTED = re.compile(r"^[“\"‘'(]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`loose` is no mark; `very` that it is a promise whatever marks the paper sets."""

    mark: Mark
    text: str
    why: str
    owners: str = ""
    due: str = ""
    loose: bool = False


def said_in(text: str, *, marks: bool, actions: bool = True, people: Container[str] = ()) -> Iterator[Said]:
    """What a paragraph gives to do. `marks`: the paper sets apart what it decides, so prose is less sure.

    `actions`: it sets apart its actions too, so that not even what somebody expressly undertook is sure.
    `people` are the names and initials of those who came.
    """
    before, speaker, last = "", "", None
    for sentence in SENTENCE.split(text):
        found = (
            _marked(sentence, before)
            or _resolved(sentence, marks=marks)
            or _owner_to(sentence)
            or _instructed(sentence)
            or _promised(sentence, speaker, marks=marks, actions=actions, people=people)
        )
        before, speaker = sentence, _speaker(sentence) or speaker
        if last and not (found and found.text == last.text):  # “Clerk to write. (Action: Clerk)” is one
            yield last
        last = found
    if last:
        yield last


def _marked(sentence: str, before: str) -> Said | None:
    """A mark at the end of a sentence, or in one of its own: it names who is to do the one before, or says it all."""
    head = marked(sentence) if before else None
    apart = (before, head.rest) if head and head.mark is Mark.ACTION and head.rest else inside(sentence)
    who, when = owner_and_date(apart[1]) if apart else ("", "")
    if apart and who:
        return Said(mark=Mark.ACTION, text=apart[0], why="Action", owners=who, due=when)
    return Said(mark=Mark.ACTION, text=apart[1], why="Action") if apart else None


def _resolved(sentence: str, *, marks: bool) -> Said | None:
    found = _RESOLVES.search(sentence)
    if not found or not is_work(found["rest"]):
        return None
    how = found["how"] or "resolved"
    resolved = "resolved" in how.casefold() or "AGREED" in how
    owned = bool(who_in(found["rest"]).owners)
    mark = Mark.RESOLUTION if resolved else Mark.AGREED
    return Said(
        mark=mark, text=found["rest"], why=how[:1].upper() + how[1:], loose=marks and not resolved and not owned
    )


def _instructed(sentence: str) -> Said | None:
    """What a body instructs somebody to do is as good as resolved."""
    found = _INSTRUCTS.match(sentence)
    return (
        Said(mark=Mark.RESOLUTION, text=sentence, why=found["how"].capitalize())
        if found and is_agent(found["who"])
        else None
    )


def _owner_to(sentence: str) -> Said | None:
    """“JS to circulate the policy.” is no sentence of a story: somebody is to do something."""
    found = _CLEAN.match(sentence)
    sure = found and (found["verb"].casefold() in VERBS or is_surely_agent(found["who"]))
    whole = found and sure and is_agent(found["who"]) and not _QUOTED.match(sentence) and not starts_with_verb(sentence)
    return Said(mark=Mark.ACTION, text=sentence, why="who is to do what") if whole else None


def _promised(sentence: str, speaker: str, *, marks: bool, actions: bool, people: Container[str]) -> Said | None:
    """What somebody undertook; “she” is who spoke before. Of one who will do it there is no doubt."""
    spoke = _SAID_HE.match(sentence)
    whose = _speaker(sentence) if spoke else speaker if _PRONOUN.match(sentence) else ""
    plain = f"{whose} {sentence[spoke.end() :]}" if spoke else _PRONOUN.sub(whose or "She", sentence)
    if not is_promise(plain):
        return None
    will = _WILL.match(plain)
    agreed = bool(_AGREED_TO.search(plain) or (marks and _WOULD_GIVE.search(plain))) and not _WE.match(plain)
    sure = (agreed and not actions) or bool(will and will["who"] in people)
    return Said(mark=Mark.AGREED, text=sentence, why="promised in the text", owners=whose, loose=not sure)


def _speaker(sentence: str) -> str:
    """Who a sentence says spoke or did: “In reply, the Head of Care said that …”."""
    found = _SPOKE.match(sentence)
    return found["who"] if found and is_surely_agent(found["who"]) else ""
