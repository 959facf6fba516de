"""The words of a proposal as a title, and as what tells it apart: owner and date are said beside it."""

from __future__ import annotations

import re

from pledges.minutes import Proposal

_END = re.compile(r"(?:[;,.\s]|\band\b)+$", re.IGNORECASE)
FEWEST = 3  # words of a title


def title_of(found: Proposal) -> str:
    """What is to be done, without “<owner> to” before and “by <day>” behind, which may change while the quote stays."""
    plain = _END.sub("", found.text)
    behind = rf"[\s,(]*\b(?:by|before|no later than|on)\s+(?:the\s+)?{re.escape(found.due_words)}\)?$"
    short = re.sub(behind, "", plain, flags=re.IGNORECASE) if found.due else plain
    names = "|".join(map(re.escape, found.owners))
    before = rf"^(?:that\s+)?(?:the\s+)?(?:{names})\s*,?\s+(?:(?:will|is|are|be asked)\s+)?to\s+(?=\S)"
    short = re.sub(before, "", short, flags=re.IGNORECASE) if names else short
    chosen = short if len(short.split()) >= FEWEST else plain
    return chosen[:1].upper() + chosen[1:]


def telling(found: Proposal) -> str:
    """The words without owners and day: other pledges are compared with these."""
    apart = [re.escape(each) for each in (*found.owners, *found.helpers, found.due_words) if each]
    return re.sub("|".join(apart), " ", found.text, flags=re.IGNORECASE) if apart else found.text
