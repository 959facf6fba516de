"""How owners say that they are away, or when they are back."""

from __future__ import annotations

from pledges.grammar import Phrases
from pledges.handing_back import DATED

_NAMED = {"dated": DATED}


def _of(text: str) -> Phrases:
    return Phrases(text, _NAMED)


_OUT = _of("""
    away !(day|days|from it|from this)
    on [annual|sick|maternity|paternity|parental|study|compassionate] leave
    on (holiday|vacation)
    (jury service|on secondment|in hospital|on a course|signed off sick|signed off work|signed off until)
    off [sick|work|ill] !(to|track|the|from this|from it|it|this)
    out of [the] office
    (ooo|abroad|in hospital)
    not (at work|around)
    not (in|working) (today|tomorrow|until|next|this|on|from|for|again|work|the office|monday|tuesday|wednesday|\
        thursday|friday|$)
""")
_NAMED["out"] = _OUT
AWAY = _of("""
    ^ [sorry|hi|fyi|just to say|note|please note|heads up|also|and]+ [i am|i will be|i shall be|am|will be|going to be|\
        i am going to be|i have been] [now|currently] <out>
    ^ my [annual] leave
    ^ (annual leave|ooo|jury service)
    ^ signed off until
    (i|we) (will|shall) not be (in|here|around|available|at work|in the office|working) (on|until|from|for|next|this|\
        tomorrow|today|monday|tuesday|wednesday|thursday|friday|#)
    ^ holiday (until|from|next|this|#|tomorrow|today)
    ^ leave !(it|this|that|§|the|with)
    ^ [sorry|hi|fyi|and]+ i am [not] back !(on track|on course|on schedule|on target|to)
    i [will] get (back|home) [in|to work|to the office|on]+ (<dated>|tomorrow|next)
    ^ [sorry|fyi|i am|will be|and]+ (off|away|out) (<dated>|today|tomorrow|this week|next week) [and|to|until|#|…]
    ^ [sorry|fyi|i am|we are|am|will be|i will be]+ not (around|here|available|contactable|at my desk) (until|next|\
        from|on|this week|tomorrow|today|<dated>)
    ^ [and|then|will be]+ (in|here|around|working|at my desk) again [on|from] (<dated>|tomorrow|next)
    i [am|will|shall|will be]+ (start*|begin*|take|taking|going on|go on|finish* for) [my|\
        some|annual|sick|maternity|paternity|adoption|parental|study]+ leave
    ^ [i am|i will be|will be|and|then]+ back [on|in|from|at|work|the office|my desk|leave|holiday|again]+ (<dated>|\
        tomorrow|next|after) !(with)
    i (do not|never) work [on] (mondays|tuesdays|wednesdays|thursdays|fridays|monday|tuesday|wednesday|thursday|friday)
    i [will be] return* [to work|from leave] on
    ^ [and|i am|am|will be]+ (return|returning) [on|in|to work|to the office|again]+ <dated>
""")
