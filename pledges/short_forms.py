"""How people type on a phone: short forms, missing apostrophes and slips of the finger, written out."""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz.distance import OSA

_Full = str | Callable[[re.Match[str]], str]


def written_out(text: str) -> str:
    """Small letters in; “dont” comes out as “do not”, “tmrw” as “tomorrow”, “finshed” as “finished”."""
    for pattern, full in _SHORT:
        text = pattern.sub(full, text)
    return _WORD.sub(lambda found: _spelt(found[0]), text)


def _spelt(word: str) -> str:
    """A word one slip away from one that this grammar lives by; first and last letter are hardly ever the slip."""
    if word in _RIGHT or word in _OTHER_WORDS:
        return word
    near = (right for right in _RIGHT if right[0] == word[0] and right[-1] == word[-1])
    return next((right for right in near if OSA.distance(word, right) == 1), word)


_WORD = re.compile(r"(?<![\w'])[a-z]{6,}(?![\w'])")
_RIGHT = frozenset(
    """
    completed finished delivered implemented achieved actioned started blocked delayed behind slipped slipping
    deadline extension extend schedule progress progressing holiday remind monday tuesday wednesday thursday friday
    tomorrow yesterday january february april august september october november december fortnight
    """.split()
)
# Real words that a slip could be taken for.
_OTHER_WORDS = frozenset("stated starred competed black flipped progresses depleted decayed extent remand".split())
_SHORT: tuple[tuple[re.Pattern[str], _Full], ...] = tuple(
    (re.compile(pattern), full)
    for pattern, full in (
        (r"\bcan'?t\b|\bcannot\b", "can not"),
        (r"\bwon'?t\b", "will not"),
        (r"\bain'?t\b", "is not"),
        (r"\bhavn'?t\b", "have not"),
        (r"\b(would|could|should|might|must)(?:'?ve|a)\b", r"\1 have"),
        (r"\b(would|could|should|might|must) of\b", r"\1 have"),
        (r"\br u\b", "are you"),
        (r"\bextn\b|\bexten?tion\b", "extension"),
        (r"\b(is|are|was|were|has|have|had|do|does|did|could|would|should|need|must)n'?t\b", r"\1 not"),
        (r"\bi'?m\b", "i am"),
        (r"\b(we|they|you)'re\b|\b(they|you)re\b", lambda found: f"{found[1] or found[2]} are"),
        (r"\b(this|who|when|everything|nothing|nobody|all|one)'s\b", r"\1 is"),
        (r"\b(it|that|there|he|she|what|where|how)'?s\b", r"\1 is"),
        (r"\b(i|we|they|you)'?ve\b", r"\1 have"),
        (
            r"\b([a-z]{3,}|\d+)'s(?= (?:a|the|not|now|been|on|off|at|in|blocked|done|finished|complete|completed|going"
            r"|still|all|with|mine|started|published|moved|slipped|late|behind|stuck|due|being|delivered|sorted|closed|wrapped|signed|got|gone|left|ready|green|amber|red)\b)",
            r"\1 is",
        ),
        (
            r"\b(i|we|they|you|it|that|he|she)'ll\b|\b(they|you|it|that)ll\b",
            lambda found: f"{found[1] or found[2]} will",
        ),
        (
            r"\bill(?= (?:get|come|reply|respond|update|let|look|pick|have|be|do|send|try|check|deal|chase|ask)\b)",
            "i will",
        ),
        (r"\b(i|we|they|you|it|that|he|she)'d\b", r"\1 would"),
        (r"(?<!\w)'?till?\b", "until"),
        (r"\bhols\b", "holiday"),
        (r"\bwhos\b", "who is"),
        (r"\s+x+$", ""),
        (r"\bgonna\b", "going to"),
        (r"\bones(?= (?:been|done|finished|completed?|sorted|stuck|blocked|not|fine|mine|off|on|at)\b)", "one is"),
        (r"\blet'?s\b", "let us"),
        (r"\bdun\b", "done"),
        (r"\bdunno\b", "do not know"),
        (r"\bnowt\b", "nothing"),
        (r"\bowt\b", "anything"),
        (r"\bcos\b", "because"),
        (r"\bat (?:rsik|riks|rik|rsk)\b", "at risk"),
        (r"\bdon(?:en?e|ne)\b", "done"),
        (r"\b(?:thx|thnx|tks|tx|ta|thankyou|many thanks|kind regards)\b", "thanks"),
        (r"\b(?:pls|plz|pl(?:ea)?s?e)\b", "please"),
        (r"\bu\b", "you"),
        (
            r"^((?:hi|hello|ok|many)? ?thanks) for (?:chasing|asking|checking(?: in)?|nudging|reminding"
            r"|the (?:nudge|reminder|chaser?|prompt|message))(?: me| us| this)?(?= \w)",
            r"\1",
        ),
        (r"\bnxt\b", "next"),
        (r"\babt\b", "about"),
        (r"&|(?<=[a-z]) ?\+ ?(?=[a-z])", " and "),
        (r"\bw[/.]?c\b(?: the)?|\bweek commencing\b(?: the)?", " "),
        (r"\bw/ ?(?=[a-z])", "with "),
        (r"\ba/l\b", "annual leave"),
        (r"\bo+/o\b", "out of office"),
        (r"\b(?:i am )?(?:tbh|tbf|imo|btw|lol|mate|afraid|unfortunately|sadly|to be (?:honest|fair))\b", " "),
        (r"\bif (?:i am|we are) (?:being )?honest\b", " "),
        (r"\bon[- ]?trac?k?\b|\bon (?:trakc|tarck|trck|trak)\b", "on track"),
        (r"\boff[- ]?track\b|\boff (?:trakc|tarck|trck|trak)\b", "off track"),
        (r"\bat[- ]risk\b", "at risk"),
        (r"\bwk(s?)\b", r"week\1"),
        (r"\bmth(s?)\b", r"month\1"),
        (r"\b(?:tmrw?|tmw|tmoz|tmoro|2moro?w?|tomorow|tommorow|tommorrow)\b", "tomorrow"),
        (r"\b(?:yday|yest|yesterday's)\b", "yesterday"),
        (r"\bmon\b", "monday"),
        (r"\btues?\b", "tuesday"),
        (r"\b(?:weds?|wednes|wensday|wednsday)\b", "wednesday"),
        (r"\bthu(?:r|rs)?\b", "thursday"),
        (r"\bfri\b", "friday"),
        (r"\beom\b", "end of the month"),
        (r"\beow\b", "end of the week"),
        (r"\b(?:a )?(week|fortnight|month)s?'? ?s? time\b", r"a \1"),
        (r"(?<=\d) ?%", " percent"),
        (r"\bcomplet(?:e|ed|ted)\b", "completed"),
    )
)
