"""What owners say that is not how it goes: more time, later, somebody else's, away, a question, thanks.

A phrase that was misread is mended here, together with its line in the table of utterances that the tests hold.
"""

from __future__ import annotations

from pledges.grammar import Phrases
from pledges.meant import IT

_IT = Phrases(f"({IT}|it|this|that|this one|that one)")
_DATED = Phrases("""
    [the] (end|mid|middle|late|early|start|beginning|next|after|#|spring|summer|autumn|easter|christmas|new year)
    (jan*|feb*|mar|march|apr*|may|jun|june|jul*|aug*|sep*|oct*|nov*|dec*|mon|monday|tues*|wed*|thurs*|fri|friday)
""")
_SOME = Phrases("""
    (a|an|one|two|three|four|five|six|another|#|couple of|few) [more|extra|working|further] (day*|week*|month*|\
        fortnight*)
""")
_MORE = Phrases("(more|extra|another|additional|further|other|couple of)")
_NAMED = {"it": _IT, "dated": _DATED, "some": _SOME, "more": _MORE}
_MOVE = Phrases(
    "(push*|move|moved|moving|put|shift*|slip*|extend*|delay*|change*|changing|postpone*|defer*|roll*|reschedul*|\
        reset)"
)
_NAMED["move"] = _MOVE


def _of(text: str) -> Phrases:
    return Phrases(text, _NAMED)


_NAMED["time"] = _of("""
    [an|a short] extension
    [a] (bit|little|while) (longer|more)
    (more|extra) time
    longer
    [a|an|…] <more> [few|couple of|…] [working] (day*|week*|month*|fortnight*)
    <some>
""")
HANDS_BACK = _of("""
    not [really|actually|one of] (mine|ours|for me|for us|me|us|down to me|down to us)
    not [really|actually] (my|our) (one|pledge|action|area|job|remit|responsibility|team|service|work|department|\
        team's)
    ^ [i think|sorry|surely|no]+ <it> (is|should be|must be|would be) [really|actually|one|a matter|probably]+ (for|\
        under|down to|owned by|led by|a job for) !(<dated>|… to|now|the next|the panel|approval|decision|sign|\
        consultation|information|review|me|us) …
    (belong|belongs) (to|with|in)
    wrong (person|owner|team|department|service|post)
    (should|needs to|ought to|must|has to|supposed to) (go|sit|be) (to|with)
    <it> [now] (sits|lies|lives|rests) (with|under|in)
    (ask|try|speak to|talk to|contact|check with) !(me|us) … […] […] […] (instead|about <it>|not me)
    send <it> to !(me|us|<dated>) …
    nothing to do with (me|us|my)
    no longer (my|mine|our|ours|in that post|in that role|responsible|the owner|lead)
    i [have] (left|moved|changed) [that|my|the|to a new|to another]+ (post|role|job|team|service|council|department)
    (taken|took|taking|takes) [<it>] over !(the)
    (leads|leads on|owns|looks after|deals with|handles|is leading|is leading on) <it>
    (pass|give|hand|send|transfer|reassign|move) <it> [on|over|back] to !(<dated>|me) …
    reassign
    <it> [has|was|is] [been] (moved|transferred|passed|gone|went) to !(<dated>) …
    i never agreed
    i do not (own|lead|work on|do) <it>
    not [the] (owner|lead|right person)
""")
SNOOZES = _of("""
    snooze
    (remind*|nudge|nudging|ask*|prompt|chase|ping|message|try|bother) me (again|later|on|in|next|about|after|when|at|\
        tomorrow|nearer|closer|from|monday|tuesday|wednesday|thursday|friday)
    (come|get|check) back (to|with) me
    ^ [sorry|please]+ not (now|today|this week)
    ^ [ask|remind|maybe] later !(than)
    park <it>
    leave <it> [with me] (until|till|for)
    (hold|pause) [<it>|off] (until|till|for)
    (stop|no more) (asking|nudg*|remind*|chasing)
    i (will|can) (come back|get back|reply|respond|update you|let you know|look|look at <it>|pick <it> up|\
        deal with <it>) [to you|to it|on it|…] [back|…] (on|next|in|after|later|tomorrow|by|monday|tuesday|wednesday|\
        thursday|friday)
    ask again (on|in|after|next|later|tomorrow)
    too busy
""")
_OUT = _of("""
    away
    on [annual|sick|maternity|paternity|parental|study|compassionate] leave
    on (holiday|vacation)
    off [sick|work|ill]
    out of [the] office
    (ooo|abroad|in hospital)
    not (in|working|at work|around)
""")
_NAMED["out"] = _OUT
AWAY = _of("""
    ^ [sorry|hi|fyi|just to say|note|please note|heads up|also|and]+ [i am|i will be|i shall be|am|will be|\
        going to be|i am going to be|i have been] [now|currently] <out> !(track|from it|from this|from the|to a|to the)
    my [annual] leave
    ^ (annual leave|leave !(it|this|that|§)|holiday|ooo)
    i am [not] back
    ^ back (on|in|from)
    i (do not|never) work [on] (mondays|tuesdays|wednesdays|thursdays|fridays|monday|tuesday|wednesday|thursday|friday)
    i [will be] return* [to work|from leave] on
""")
EXTENDS = _of("""
    (need*|want|require*|give me|give us|could do with|have|asking for|ask for|request*|take|allow|like|after|\
        chance of|can i get) [for|it|…] <time>
    (need|needs|want|give me|give us|request|like|have|take*) [<it>|us|me] (until|till|til|to have until)
    <move> [<it>|the|due|date|deadline|out|back|on|over|forward]+ [to|until|till|til|into|by] (<dated>|<some>)
    (new|revised|realistic|better|later) (date|deadline|target)
    (deadline|date|due date) (to|should be|needs to be|is now|of)
    extension
    extend
    ^ [please|some|a bit|bit|little]+ (more|extra) time
    ^ (another|… more) [working] (day*|week*|month*|fortnight*)
    not [be|going to be|get it|get this] (ready|done|finished|completed|there|sorted|in place|happen) [it|\
        this] (before|until|till|til)
    not (before|until|till)
    [a] (bit|little|while) longer
""")
ASKS = _of("""
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (what|who|whom|whose|where|why|which|how) !(ever)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (is|are|was|were|am) (it|this|that|there|we|you|they|i|anyone|someone|the)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (do|does|did) (i|we|you|they|it|this|that|he|she|anyone|someone|the) !(not)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (can|could|would|should|will|shall) (i|we|you|they|it|someone|anyone)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (has|have) (anyone|someone|you|they|the)
    ^ when (is|was|does|do|did|will|are|should)
    ^ any (news|chance|update|word|idea)
    ^ not sure (what|which|who|how|when|if)
    ^ (i wonder|please tell|please explain|please show)
""")
REQUEST = _of("""
    (can|could|may|might) (i|we|it|this|that|§|you|the) [please|deadline|date]+ [be] (have|get|ask|take|request|\
        remind|snooze|nudge|give|pass|reassign|allow|park|hold|<move>)
    [any] chance of
    possible to (have|get|move|push|extend)
    (ok|okay) (if|to)
    mind if
""")
REFUSED = _of("""
    (not|no|never|without) [to|a|any|…] (need|want|require|ask*|snooze|remind|more|extra|extension|extend|away|leave|\
        move|push)
""")
COURTESY = _of("""
    (thanks|thank you|ta|cheers|ok|okay|k|great|lovely|perfect|noted|will do|got it|no worries|no problem|hi|hello|\
        hey|bye)
    (morning|good morning|good afternoon|good evening|sure|fine by me|many|so much|very much|all|both|again|understood)
    (for (the|this|your) (reminder|nudge|help|message)|you|pledgekeeper|received|brilliant|super|much appreciated|and)
    for (the|this|your) (reminder|nudge|help|message)
""")
_FILLING = _of("""
    (please|pls|thanks|sorry|hi|just|a|an|bit|the|my|it|this|that|one|about|me|again|i|we|us|can|could|would|need|\
        needs|§)
    (have|get|give|want|like|more|another|extra|for|on|to|until|till|til|by|in|of|from|and|is|be|am|will|with|date|\
        deadline)
    (due|end|next|week*|month*|day*|fortnight*|working|time|extension|two|three|four|five|six|couple|few|tomorrow|\
        later|now)
    (snooze|remind|ask|nudge|push|move|moved|extend|put|back|change|new|#|-|away|leave|annual|office|out|off|back)
    (mon|monday|tues*|wed*|thurs*|fri|friday|jan*|feb*|mar|march|apr*|may|jun|june|jul*|aug*|sep*|oct*|nov*|dec*)
""")
# Each wish: its name, how it is said, and the clauses that say nothing beyond it.
WISHES = (
    ("hand_back", HANDS_BACK, _of("[sorry|no]+ [<it>] [is] not (mine|ours|for me|me)")),
    ("snooze", SNOOZES, _FILLING),
    ("away", AWAY, _FILLING),
    ("extension", EXTENDS, _FILLING),
)
