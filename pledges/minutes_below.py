"""What stands in a line of its own directly below an action: its state, where it is an old one, or its owner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledges.minutes_agents import is_person, is_surely_agent
from pledges.minutes_found import Found, Opened
from pledges.minutes_limbs import owner_and_date
from pledges.minutes_marks import Mark
from pledges.minutes_text import Line
from pledges.minutes_when import says_when
from pledges.minutes_who import who_in

_FLAGS = re.IGNORECASE
BELOW = 220  # characters of a line that may stand below a limb
_TELLS = re.compile(
    r"^(?:status|(?:progress )?update|progress|(?P<old>outcome|position|response)|rag(?: rating)?)"
    r"\s*[:–-]\s*(?P<said>.+)$",
    _FLAGS,
)
_DONE_BY = re.compile(r"^(?:(?:to be\s+)?(?:completed?|done|due|finished)\s+)?(?:by|before)\s+", _FLAGS)
_FRESH = re.compile(r"(?:new|open|agreed|tbc|not (?:yet )?started|amber)\W*$", _FLAGS)
_STATE = re.compile(
    r"(?:status|update)?\W*(?:(?:is|was|has|been|now)\s+){0,3}(?:complete|closed|done|ongoing|on-going"
    r"|in progress|outstanding|carried|discharged)",
    _FLAGS,
)


def is_state(words: str) -> bool:
    """Whether words begin with the state of an action: “Status: complete”, “is ongoing”."""
    return bool(_STATE.match(words))


def is_fresh(words: str) -> bool:
    """Whether a state says no more than that an action is new."""
    return bool(_FRESH.match(words))


def state_told(line: Line, opened: Opened | None, *, looks_back: bool) -> str:
    """The state of the action above, which a line tells: “Update: sent in May”, or “CLOSED” under old actions."""
    if not opened or opened.mark is not Mark.ACTION or not opened.limbs or line.label:
        return ""
    told = _TELLS.match(line.text)
    if told and told["old"] and not looks_back:  # what a new action is to lead to
        return ""
    plain = looks_back and is_state(line.text) and len(line.text) < BELOW
    return told["said"] if told else line.text if plain else ""


def owner_below(line: Line, opened: Opened, found: Sequence[Found]) -> tuple[str, str] | None:
    """The owner and the date in a line directly below an action that lacks them: “Clerk, May”, “(by 4 April)”."""
    last = found[-1] if opened.limbs and found else None
    if not last or last.mark is Mark.RECOMMENDATION or line.gap or line.label or line.bullet:
        return None
    said = line.text.strip(" .[](")
    when = _DONE_BY.sub("", said.removesuffix(")"))
    if not last.due and says_when(when):
        return last.owners, when
    who, due = owner_and_date(said.removesuffix(")") if said.count("(") < said.count(")") else said)
    sure = who and not last.owners and not who_in(last.text).owners and (is_surely_agent(who) or is_person(who))
    return (who, last.due or due) if sure else None
