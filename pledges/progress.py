"""How owners say how it goes: done, and what only sounds like it; on track, at risk, off track and so on."""

from __future__ import annotations

from pledges.grammar import Phrases
from pledges.meant import IT
from pledges.pledge import Status

_NAMED: dict[str, Phrases] = {
    "it": Phrases(f"({IT}|it|this|that|this one|that one)"),
    "finished": Phrases("""
        (done|completed|finished|finalised|sorted|sorted out|delivered|achieved|closed|concluded|wrapped up|signed off)
        (ticked off|dealt with|implemented|actioned|in the bag|done and dusted)
    """),
}


def _of(text: str) -> Phrases:
    return Phrases(text, _NAMED)


_NAMED["opening"] = _of("""
    (hi|hello|morning|good morning|good afternoon|good news|yes|yep|yeah|ok|okay|right|great|fyi|re|so|well|that|\
        please)
    (happy|pleased|delighted|glad) to (say|report|confirm)
    [just] to (say|confirm|let you know)
    (i can confirm|i can now confirm|can confirm|confirming|note|record)
""")
_NAMED["subject"] = _of("""
    (<it>|everything|all|all of it|both|we|i|the team|my team)
    [the|my|our] (action|pledge|task|work|whole thing|job)
""")
_NAMED["auxiliary"] = _of("""
    (is|are|was|were|has|have|been|got|now|all|already|just|finally|fully|both|100 percent|completely|actually|it)
""")
_NAMED["closing"] = _of("""
    (done|did) (it|this|that|both)
    (can|may|should|please) [now] [be] (close|closed) [off]
    [can|may|should|please] [now] [be] (mark|marked) [<it>] [off] [as] <finished>
    close <it> [off]
    <finished>
""")
_NAMED["past"] = _of("""
    (now|already|today|yesterday|finally|at last|in full|completely|fully|successfully|on time|early|too|as well)
    last (week|month|night|year|monday|tuesday|wednesday|thursday|friday)
    [earlier] this (week|morning|month|afternoon)
    [a|two|three|few|couple of|some] (day*|week*|month*) ago
    ahead of (time|schedule)
    as (agreed|planned|promised)
    (thanks|thank you|cheers|all|everything|<it>|at our end|from my side|from my end|no further action|\
        no further action needed)
    (by|at|with) [the|our|full|last|corporate parenting]+ (panel|cpp|board|committee|cabinet|council|director|\
        meeting|team) [meeting]
""")
DONE = _of("[<opening>]+ [<subject>]+ [<auxiliary>]+ <closing> [<past>]+ $")
DONE_WORD = _of("(<finished>|complete|completes|completion|finish|finishing)")
NEARLY = _of("""
    (nearly|almost|just about|close to|9* percent) [all|…] […] (<finished>|there|completion|finishing)
""")
PLANNED = _of("""
    (will|should|going to|expect*|aiming to|aim to|planning to|plan to|due to|set to|on course to|\
        scheduled to) !(have) [be|get|have|all|it|this|that|§|to|fully|mostly]+ (<finished>|finish|complete)
""")
CONDITION = _of("""
    (if|unless|provided|providing|assuming|as long as|so long as|subject to|depend*|once|except|apart from|whether)
    when (the|we|i|they|legal|hr|it|he|she|finance|that|this)
    (pending|in theory|would be|would have)
""")
STILL_OPEN = _of("""
    (not|except|apart from|still|remain*|outstanding|left|just need|only|but|waiting|awaiting|yet|bar|until|almost|\
        nearly)
    (most*|part*|half|hope*|will|should|may|might|if|once|unless|to do)
""")
WAITING = _of("""
    (waiting|awaiting|chasing|with legal|with hr|with finance|with procurement)
    need* (sign off|approval|a decision|input)
""")
NOTHING_WRONG = _of("""
    (no|without any|not any) [major|real|…] (problem*|issue*|concern*|delay*|worries|blocker*|slippage|risk|risks)
""")
BLOCKED = _of("""
    (blocked|stuck|standstill|brick wall|no way forward|on hold|on ice|stalled|held up|impasse|paused|in limbo|\
        hit a wall)
    can not (start|proceed|progress|move|go ahead|go any further|go on|continue|do any|do this|do it|do anything|get)
""")
AT_RISK = _of("""
    at risk
    (might|may|could|likely to|looks like it might|looks like it may) [well] (be late|be delayed|be tight|\
        be a problem|slip|miss|run late|overrun|not make|not be|not meet|not happen)
    (touch and go|in jeopardy|in doubt|worried|struggling|some risk|wobbl*|amber|nervous|unlikely to)
    (is|are|look*|getting|bit|very|too|be) [very|a bit|rather|…] tight
    tight $
    (concern|concerned|concerns|concerning)
    risk (of|that|we|it|this)
    not (confident|sure we will|sure we can|sure i can)
""")
OFF_TRACK = _of("""
    off track
    behind [schedule] !(us|the scenes)
    (will|going to) (be late|miss|slip|overrun)
    can not (make|meet|hit)
    (will not|not going to|not able to) (make|meet|hit|happen|be ready|be done|be finished|be on time)
    not (ready|on time|in time)
    (running|week*|day*|month*|is) late
    (delayed|slipped|slipping|overran|overrunning|gone wrong|not happening|fallen behind|falling behind)
    (miss|missed) (the|our|that|this) (date|deadline|target)
    red $
""")
NOT_STARTED = _of("""
    not [yet|even|really|actually]+ [been] (started|begun|start|begin|kicked off|looked at|picked it up|picked this up)
    not [yet|even|really|actually]+ got (round|around|going|to it|to this|to that|started)
    yet to (start|begin|get going)
    nothing [has] [been] (done|happened|started)
    no (progress|start|movement)
""")
ON_TRACK = _of("""
    on (track|schedule|target|course|time)
    going [really|very|pretty|quite] (well|fine|ok|okay|great|good|to plan|according to plan|smoothly|nicely|strong)
    (progressing|progresses|in hand|in progress|underway|under way|getting there|well advanced|good shape|confident)
    (good|steady|great|solid|making|excellent|some) progress
    all [is] (good|fine|well|ok|okay|in order|going|happening)
    (look|looks|looking) (good|fine|ok|okay|great|promising)
    (is|are|be|still|doing) (fine|good|ok|okay)
    ^ (fine|good|great) $
    (as planned|to plan|as plan|ahead of schedule|in time|nearly there|almost there|under control)
    coming (along|together|on)
    (proceeding|moving along|moving forward|moving ahead|moving on nicely)
    (has|have|we|i|it|just|now|work|been|already) [now|just|already|been]+ (started|begun|kicked off)
    ^ started
    working on <it>
    will (make|meet|hit) (the|that|our|this) (date|deadline|target)
    will be (ready|there|in place)
    ^ [rag|status|still|is|it is|§]+ green $
    happy with (progress|it|this)
""")
STATUSES = (
    (Status.BLOCKED, BLOCKED),
    (Status.AT_RISK, AT_RISK),
    (Status.OFF_TRACK, OFF_TRACK),
    (Status.NOT_STARTED, NOT_STARTED),
    (Status.ON_TRACK, ON_TRACK),
)
# What stands before a word and takes it back, or only hopes for it.
DENIED = _of("""
    (not|no|no longer|never|hardly|barely|far from|was|were|used to be|had been|if|unless|whether) [really|quite|\
        exactly|all|very|yet|…] $
    (without being|rather than|instead of|stop being|avoid being) [all|…] $
    (hop*|want*|aim*|need*|try*|struggl*|work*|push*|like|get|gets|getting|bring*|put*) [us|it|this|things|…] [to|\
        back]+ (get|be|stay|keep|back|it|to) [us|it|this|things|…] [back|all|…] $
""")
PLAINLY_NOT = _of("""
    (is|are|am|really|definitely|§|still) not [really|quite|…] (on track|on schedule|on target|on course|on time|\
        going well|going to plan)
    ^ not (on track|on schedule|on target|on course|on time|going well|going to plan)
""")
BARE = _of("""
    (yes|ok|hi|still|all|it|this|that|§|we|i|is|are|am|has|have|been|be|very|much|a|bit|little|now|currently|going|\
        looking)
    (the|status|rag|at the moment|on track|at risk|off track|blocked|stuck|fine|good|well|on schedule|on target|not|\
        yet)
    (started|behind|behind schedule|late|running|slipped|slipping|in hand|progressing|in progress|to plan|underway|\
        on course)
    (under way|green|amber|red|on time|thanks|thank you|please|one|think|so far|everything|delayed|nicely|really|\
        quite|work)
""")
