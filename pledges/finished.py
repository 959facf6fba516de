"""How owners say that a pledge is done, and what only sounds like it: a plan, a part, a condition."""

from __future__ import annotations

from pledges.grammar import Phrases
from pledges.meant import IT

_NAMED: dict[str, Phrases] = {
    "it": Phrases(f"""
    ({IT}|it|this|that|this one|that one)
    (this|that|the|my|our) (action|pledge|task|commitment|piece of work)
    """),
    "finished": Phrases("""
    (done|completed|finished|finalised|sorted|sorted out|delivered|achieved|closed|concluded|wrapped up|signed off)
    (signed sealed and delivered|all sorted|in place and running|in place and live|in place and working)
    (crossed off|all done and dusted|finito|mission accomplished|fully delivered|fully implemented|a wrap)
    (closed out|put to bed|over the line|across the line|squared away|finished off|polished off|boxed off|seen through)
    (ticked off|closed off|dealt with|implemented|actioned|in the bag|done and dusted|all wrapped up)
    """),
}


def _of(text: str) -> Phrases:
    return Phrases(text, _NAMED)


_NAMED["opening"] = _of("""
    (hi|hiya|hello|hey|morning|afternoon)
    (good morning|good afternoon|good news|yes|yep|yeah|ok|okay|right|great|fyi|re|so|well|that|please)
    [i am|we are] (happy|pleased|delighted|glad|able) to (say|report|confirm)
    [sorry|apologies|i] [should have said|meant to say|forgot to say]
    [you] (can|may) (confirm|report)
    sorry
    [just] to (say|confirm|let you know)
    (i can confirm|i can now confirm|can confirm|confirming|note|record)
""")
_NAMED["subject"] = _of("""
    (<it>|everything|all|all of it|both|we|i|the team|my team)
    [the|my|our|this|that] (action|pledge|recommendation|objective|item|task|work|whole thing|job|project|programme|\
        exercise|move|piece of work)
    (everything|all) [on] <it>
    all [the|our|my|these|those|of|parts]+ (actions|tasks|parts|elements|steps|it|this)
    confirmed
    [is|are|now]+ in place and
    (this|the|that|my|our) commitment
    that is (<it>|everything)
""")
_NAMED["auxiliary"] = _of("""
    (is|are|was|were|has|have|been|got|now|all|already|just|finally|fully|both|100 percent|completely|actually|it|\
        that|this|successfully|formally|officially)
""")
_NAMED["closing"] = _of("""
    (done|did) (it|this|that|both)
    [can|may|should|please] [now] [be] (come|taken|removed|remove|take) [<it>] off (the|your) [list|books|\
        register]
    (can|may|should|please) [now] [be] (close|closed) [off]
    [can|may|should|please] [now] [be] (mark|marked) [<it>] [off|down|up] [as|up as] <finished>
    [you can] (close|tick|sign) <it> [off]
    (can you|could you|will you|would you) [please|just|now]+ (close|tick|sign) [off] <it> [off|down|now|please]+
    [you can] (close|tick|sign) off <it>
    ^ close please
    ^ (can you|could you|please|you can) [please|now|just]+ close [off|down|now|please]+ $
    nailed <it>
    (confirming|confirm|i confirm) closure [of|for|on] [<it>]
    been [now|fully|successfully|all] (met|fulfilled|honoured|satisfied)
    <it> wrapped
    ^ wrapped [up]
    no longer (outstanding|open)
    (ticked|crossed) off
    [you can|please|can you|could you|we can|just]+ (cross|strike|scrub|scratch|knock) <it> off [the|my|our|\
        your] [list|tracker|register|log]
    (job|jobs|job is) (done|jobbed|a good un)
    (ok|okay|fine|happy|good) to [be] (close|closed) [off|now|this|it|<it>]
    (ok|okay|fine|happy|good) for <it> to be (closed|marked as completed|signed off|ticked off|marked as done) [off|\
        now]
    (you can|can you|could you) [please|just|now]+ (mark|close) <it> [off] [as] <finished>
    (nothing|no) (more|else|left|further) [left] for (us|me|my team|our team|anyone) to do [here|now|on <it>]
    (nothing|no) (more|else|left|further|outstanding|work|action|actions|left over) [left|more|else|outstanding|needed|\
        required]+ [to do|to be done] [on|with|for|about]
    (done|completed|finished|delivered|implemented) [<it>]
    <finished> and <finished>
    <finished>
""")
_NAMED["month"] = _of("""
    (jan|january|feb|february|mar|march|apr|april|may|june|july|aug|august|sep|sept|september|oct|october|nov|november)
    (dec|december)
""")
_NAMED["before"] = _of("""
    (in|back in|during|since|at the end of|at the start of) [early|late|mid] (<month>|christmas|the summer|the autumn|\
        spring) [#]
""")
_NAMED["past"] = _of("""
    (now|already|today|yesterday|finally|at last|in full|completely|fully|successfully|on time|early|too|as well)
    [late|early|back|at the end of|by the end of] last (week|month|night|year|monday|tuesday|wednesday|thursday|friday|\
        term|summer|autumn)
    as of (now|today|yesterday|this morning|last week|last month|monday|tuesday|wednesday|thursday|friday)
    (since|in) [early|late|mid] (<month>|last week|last month|last year|christmas|the summer) [#]
    and [is|now|it is]+ (live|published|in use|in place|signed off|closed) [now]
    (please|mate|sorry|our end|my end|our side|on our side|at my end|on my end|from our side|from our end)
    (ages ago|last term|early|on time|on budget|under budget|ahead of schedule|before the deadline|with time to spare)
    (as far as|so far as) (we|i) [are|am] concerned
    [earlier] this (week|morning|month|afternoon)
    [a|one|two|three|four|five|six|#] [few|couple of|couple|some|good few] (day*|week*|month*|year*) (ago|back)
    (ages|a while|some time) (ago|back)
    ahead of (time|schedule)
    as (agreed|planned|promised)
    for [a] [few|couple of|some] (weeks|months|ages|while|long time)
    [at] [the] (end of|start of|beginning of) (<month>) [#]
    (before|over|since) (xmas|christmas|the new year|new year|the summer|half term)
    [on] (monday|tuesday|wednesday|thursday|friday) last week
    from (my|our) (perspective|point of view|pov)
    on <it>
    [on] [the] # [of] <month> [#]
    [on] #/#
    (sorry|apologies) for [the|my] (delay|late reply|late response|delayed reply|delay replying|slow reply|late update)
    <before>
    and (can|may) [now] be closed [off|down|now|please]
    (thanks|thank you|cheers|all|everything|<it>|at our end|from my side|from my end|no further action|no further \
        action needed)
    (by|at|with) [the|our|full|last|corporate parenting]+ (panel|cpp|board|committee|cabinet|council|director|meeting|\
        team) [meeting]
""")
DONE = _of("""
    [<opening>]+ [<subject>]+ [<auxiliary>]+ <closing> [<past>]+ $
    [<opening>]+ (we|i) (did|completed|finished|delivered|implemented|wrapped|sorted|closed|signed) <it> [up|off|out] \
        [<past>]+ $
    [<opening>]+ [we|i|just]+ (did|completed|finished) <it> on (monday|tuesday|wednesday|thursday|friday) $
""")
# A sentence that begins so claims that the pledge is done, however it goes on.
CLAIMED = _of("^ [<opening>]+ <subject> [<auxiliary>]+ <finished>")
DONE_WORD = _of("(<finished>|complete|completes|completion|finish|finishing)")
THEN = _of("""
    ^ [is|was|has been|been|have]+ [now|already|also|since|all|fully]+ (reported|published|signed off|approved|\
        presented|circulated|shared|launched|live|in use|closed|minuted|accepted|agreed|uploaded|communicated|\
        embedded|evidenced|documented|verified|audited|filed) !(for|next)
    ^ (evidence|report|notes|minutes|paper|papers) [is|are|has been|have been|all|now]+ (uploaded|attached|filed|sent|\
        saved|submitted|in the folder|on sharepoint|published)
    ^ (went|gone) (live|out|to panel|to cabinet|to the panel)
    ^ on (sharepoint|the website|the intranet|file)
""")
CONDITION = _of("""
    (if|unless|as soon as|provided|providing|assuming|as long as|so long as|subject to|depend*|once|except|apart from|\
        whether)
    when (the|we|i|they|legal|hr|it|he|she|finance|that|this)
    (pending|in theory|would be|would have)
    (should|would|could|might) have (started|begun|been|had)
    (hinges on|relies on|relying on|hopefully|i hope|we hope|fingers crossed|touch wood)
    (all|everything|anything|nothing|none) but
""")
PENDING = _of("(pending|in limbo)")
STILL_OPEN = _of("""
    (#|one|two|three|four|five|six|seven|eight|nine) [out] of (#|the|two|three|four|five|six|seven|eight|nine|ten|\
        twelve)
    to (confirm|sign|approve|check|agree|follow|verify|publish|finalise)
    (not|except|apart from|still|remain*|outstanding|left|just need|only|but|waiting|awaiting|yet|bar|until|almost|\
        nearly)
    (need|needs|next|tomorrow|soon|shortly|later|to follow|to come|to go|minus|short of)
    (most*|part*|half|hope*|will|should|may|might|if|once|unless|to do)
""")
# What a careful reader takes for “done” and makes sure of.
MAYBE = _of("""
    (nothing|no more) [more|else|further|left]+ [to do|left] [left]+ (on|at|from) (my|our) (side|end|part)
    nothing (more|further|else) to report on <it>
    nothing (more|further|else) to come
    (remove|delete|take) <it> (from|off) (the|my|your|our) (list|register|tracker|log)
    (can|safe to|happy to|could probably|you can|might as well|may as well|will) (call|consider|class|\
        treat) <it> [as] <finished>
    (director|directors|chair|cabinet|panel|board|leader|dcs|ceo|chief executive|slt|dmt|committee|council|cpp) [has|\
        have|now|all|finally|just]+ (signed|ticked|closed) (it|them|this|these|everything|all|<it>) off
""")
OF_MYSELF = _of("""
    (have|having|had|get|getting|got) (my|his|her|our son's|our daughter's) … [teeth] (done|finished|sorted)
""")
PART_OF = Phrases(f"… (for|of) {IT} [is|are|now|all|has been|have been]+ (done|completed|finished|sorted|signed off)")
# What explains why a word like “done” is none: it is to come, a part, nearly, or said by somebody else.
NOT_YET = _of("""
    (not|no|never|nothing|nobody|none|neither|nowhere|far from|hardly|barely|almost|nearly|virtually|practically|\
        pretty much|just about|as good as|yet)
    (will|would|should|could|might|may|going to|to be|be|being|getting|get|hope*|hoping|aim*|expect*|plan*|want*|wish|\
        like|love|need*|due|supposed|meant|ready|looking|intend*|once|if|unless|until|when|subject to|pending|depend*)
    (done|did|finished|completed) (theirs|his|hers|their one|their bit)
    (half|part|partly|partially|most|mostly|bulk|some|first|draft|phase|stage|chapter*|section*|percent|out of|ish|in \
        principle|in theory|in draft|pilot|survey|consultation|interview*|my bit|our bit|her bit|his bit|their bit|my \
        part|our part|their part|my side|on my side|only)
    (bar|except|apart from|but|minus|still|remaining|outstanding|left|waiting|awaiting|just need*|just waiting)
    (say|says|said|heard|hear|reckon*|think*|thinks|believe*|apparently|told me|got told|was told|been told|keeps \
        telling)
    by (monday|tuesday|wednesday|thursday|friday|the end|end of|jan*|feb*|march|april|may|june|july|aug*|sep*|oct*|\
        nov*|dec*|#)
""")
TAKEN_BACK = _of("(not|no|except|apart from|only|never|none|neither)")
