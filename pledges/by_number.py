"""Pledges by their numbers alone: “31: push it back”, “31, 33 and 46 all green”, “remind me about 46 on Friday”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable


def spelt(plain: str, own: Collection[str]) -> str:
    """The words with “cp-” before each number that is one of these references, where nothing else can be meant."""
    plain = _LIST.sub(lambda found: _listed(found, own), plain)
    return _NUMBER.sub(lambda found: _alone(found, own), plain)


def is_number(plain: str, own: Collection[str]) -> bool:
    """Whether words are nothing but one of these references: “31” of “31: push it back”."""
    return plain.removeprefix("re ").removeprefix("for ").removeprefix("no ") in own


def counts(said: Iterable[str]) -> bool:
    """Whether a message counts things, so that a number in it is no reference: “5 done, 3 to go”."""
    return any(_COUNTED.search(plain) for plain in said)


def _listed(found: re.Match[str], own: Collection[str]) -> str:
    numbers = re.findall(r"\d+", found["list"])
    return found["head"] + " and ".join(f"cp-{n}" for n in numbers) if set(numbers) <= {*own} else found[0]


def _alone(found: re.Match[str], own: Collection[str]) -> str:
    before, number = next((found[at] or "", found[at + 1]) for at in range(1, found.re.groups, 2) if found[at + 1])
    return f"{before}cp-{number}" if number in own else found[0]


_COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six) (?:more |still |others? |yet )*"
    r"(?:left|to go|to do|to come|remain\w*|outstanding)\b"
    r"|\bout of (?:the )?\d|^\d+ of (?:the |our )?\d"
)
_GOES = (
    r"(?:is|are|was|were|has|have|had|done|not|never|needs?|needed|belongs?|mine|blocked|finished|completed|closed|green"
    r"|amber|red|sorted|delivered|can be|should be|could be|will be|might|may be|slipped|slipping|stuck|stalled|behind"
    r"|late|delayed|overdue|off track|off target|on track|on target|on course|on schedule|on hold|at risk|in hand"
    r"|under ?way|going (?:well|fine|ok|to plan)|looking|both|all|nearly|almost|still|yet to|fine|good|ok|to plan"
    r"|progressing|ticking|isnt)\b"
)
_N = r"\d{1,6}"
_HEAD = (
    r"^((?:(?:hi|yes|so|ok|please|and|can|could|would|you|we|i|number|pledges?|actions?|items?|both|re|for|just|but"
    r"|morning|sorry|numbers|nos?) )*"
)
_VERB = (
    r"(?:close|shift|move|push|mark|extend|snooze|postpone|park|mute|pause|finish|delay|handing|hand|pass|giving|give"
    r"|defer|update|set|put|leave|chase|take|reassign|transfer|assign|send)"
)
_WISH = (
    r"(?:have|need|extension|time|until|extend|push|snooze|remind|done|longer|weeks?|months?|stuck|progress|start|ask"
    r"|nudge|chase|ping)"
)
_LIST = re.compile(
    rf"(?P<head>{_HEAD}(?:{_VERB} )?)|.* (?:on|about|for|with|of|re) )(?P<list>{_N}(?:(?: and| or| plus)? {_N})+)"
    rf"(?= (?:{_GOES}|to|until|by|back|out|off|please|over|on|too|again|next|in|tomorrow|then|should|can|will)|$)"
)
_NUMBER = re.compile(
    rf"{_HEAD})({_N})(?= {_GOES})"
    rf"|{_HEAD})({_N})(?='s (?:deadline|date|due)\b)"
    rf"|(^(?:on|with|re|for|about) )({_N})(?= (?:we|it|i|things|all|nothing|no|is|are|the|still|please|can|could)\b)"
    rf"|{_HEAD}(?:(?:steady|good|no|some|any|slow|great) )*(?:progress|update|issues|problems|concerns|movement|start"
    rf"|change) (?:made )?(?:on|with|re|about|for) )({_N})(?=$)"
    rf"|{_HEAD}(?:(?:am|are|is|very|a|bit|really|quite|feel|feeling|getting) )*(?:nervous|worried|concerned|uneasy"
    rf"|happy|confident|comfortable|behind|stuck|struggling) (?:about|with|on) )({_N})(?=$)"
    rf"|{_HEAD}{_VERB} )({_N})(?= (?:to|until|by|as|back|out|off|please|for|over|on|about)\b|$)"
    rf"|(\b(?:remind|nudge|ask|chase|ping|prompt|message|bother|bug|poke|back|update) (?:(?:me|us|you|to|again) )*"
    rf"(?:about|on|re|for|with) )({_N})(?= (?:on|again|in|next|tomorrow|first|after|until|please|at|by|then|this|mon"
    rf"|tues|wednes|thurs|fri|late|when)|$)"
    rf"|(\b{_WISH}\b.* (?:on|for|with|about|re) )({_N})(?= please$| thanks$|$)"
    rf"|{_HEAD}(?:have )?(?:now |just |already )?(?:finished|completed|closed|delivered|done|started|begun) )({_N})"
    rf"(?= (?:now|last|yesterday|today|this|already|please)\b|$)"
    rf"|(\b(?:extension|time|longer) (?:on|for|with) )({_N})(?= (?:to|until|by|please)\b)"
)
