"""Whether a clause states how the pledge goes: a status word counts only with the pledge, or we, as its subject.

“The risk register is fine” speaks of a register, and “Legal say it is blocked” of what Legal say: what no rule here
accounts for is left as the note that it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pledges import progress
from pledges.date_forms import NUMBERS
from pledges.meant import IT
from pledges.pledge import Status

_GOOD_FIRST = (Status.ON_TRACK, Status.NOT_STARTED)


@dataclass(frozen=True, slots=True)
class Stated:
    """The status of a clause. `denied` where words take one back, as “not at risk”; `plain` for the word of a card."""

    status: Status | None = None
    denied: bool = False
    plain: bool = False


def stated(text: str) -> Stated:
    """What a clause states: nothing where two are stated, or where it is of something else or only hoped for."""
    text = _TIME.sub("", progress.RISK_OF.replace("at risk", text))
    if sum(colour.within(text) for colour in progress.COLOURS) > 1:
        return Stated(denied=True)
    every = _stating(text)
    if sum(any(_is_plain(text[a:b]) for a, b in spans) for spans in every.values()) > 1:
        return Stated(denied=True)
    found = {status: own for status, spans in every.items() if (own := _of_it(text, spans))}
    if any(progress.DENIED.end(text[:at]) for spans in found.values() for at, _ in spans):
        return Stated(denied=True)
    by_word = {status: spans for status, spans in found.items() if any(_is_plain(text[a:b]) for a, b in spans)}
    said = _one(by_word) or _one(found)
    return Stated(said, plain=said in by_word) if said else Stated()


def _of_it(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [span for span in spans if _is_of_it(text, *span)]


def _one(found: dict[Status, list[tuple[int, int]]]) -> Status | None:
    if set(found) == {Status.AT_RISK, Status.OFF_TRACK}:
        return Status.AT_RISK
    return next(iter(found)) if len(found) == 1 else None


def _is_plain(words: str) -> bool:
    return progress.PLAIN.within(words)


def _is_of_it(text: str, start: int, end: int) -> bool:
    """Whether what stands before a status word makes the pledge its subject, and nothing behind turns it aside."""
    before = text[:start]
    counted = before.strip().isdigit()  # “6 on track” is six of them
    own = all(map(_is_small, before.split())) and not counted
    own = own or progress.PUTS_IT.end(before)
    own = own or progress.BY_OTHERS.within(text[start:end])
    return own and not progress.ASTRAY.within(text[end:])


def _is_small(word: str) -> bool:
    """Whether a word before a status leaves it the pledge's own: a small one, a number, or how far it is so."""
    return word in _OWN or word[0].isdigit() or (word.endswith("ly") and word not in _NO_ADVERBS)


def _stating(text: str) -> dict[Status, list[tuple[int, int]]]:
    """Where each status is stated. A good word in a bad phrase is part of that one: “will not be done in time”."""
    said = {status: found for status, phrase in progress.STATUSES if (found := phrase.spans(text))}
    if Status.AT_RISK in said and Status.OFF_TRACK in said:  # “might miss the date” is one thing
        off = [each for each in said[Status.OFF_TRACK] if not any(a < each[0] < b for a, b in said[Status.AT_RISK])]
        said = said | {Status.OFF_TRACK: off} if off else {s: a for s, a in said.items() if s is not Status.OFF_TRACK}
    bad = [span for status, found in said.items() if status is not Status.ON_TRACK for span in found]
    good = [each for each in said.pop(Status.ON_TRACK, ()) if not any(a < each[1] and each[0] < b for a, b in bad)]
    return said | ({Status.ON_TRACK: good} if good else {})


_TIME = re.compile(rf"\b(?:\d+|{'|'.join(NUMBERS)}) (?=(?:more |working )?(?:days|weeks|months|years|percent)\b)")
_NO_ADVERBS = frozenset(
    """
    unlikely potentially possibly presumably supposedly apparently allegedly theoretically reportedly nominally formerly
    previously initially originally usually recently family supply assembly apply reply july rely monthly weekly
    quarterly daily elderly
    """.split()
)
# What may stand before a status word: the pledge, ourselves, how sure, how much, since when, and the bot's own words.
_OWN = frozenset(
    """
    it this that these things thing everything all both we i there us me my our own is are am has have had been be
    being get gets getting got gone go goes going come comes came still just now currently presently today again
    already also really very quite pretty fairly slightly little bit a an the lot well way rather somewhat definitely
    certainly probably broadly largely mostly generally overall mainly firmly so far and but as yes yep yeah yup ok
    okay hi hiya hello hey morning afternoon evening good great fyi re update status rag rating rated position think
    thinking feel say says saying would guess believe expect afraid sorry report reporting confirm happy pleased
    delighted to can able please put mark marked set record recorded down call note log show work working project
    programme plan plans pledge action task piece delivery progress whole picture side end looks look looking seems
    seem appears appear remain remains remained stay stays staying keep keeps keeping continue continues continuing
    run runs running moving moved move turn turned turning slipped slip should will more or less at moment present
    month week of on in with for about no now's here honestly completely totally seriously nicely fully yet one ones
    from thanks thank you halfway half through worried concern concerned some any real serious otherwise else back
    longer hardly barely was were used if unless whether might maybe perhaps hope hopes hoping hopefully want aim need
    needs try trying struggling push stop avoid without than instead nothing nobody none neither chance do does did
    likely may slight meant mean only launch scheme package event review campaign strategy deliverable tbh couple few
    mine target deadline date timescale timescales timing timeline numbers figures up where expected comfortable weeks
    days months fortnight week's early despite change plodding cracking budget staffing too nearly almost not never
    done doing made making make since last time year quarter term coming though although however
    """.split()
) | {IT}
