"""How owners say how it goes: done, and what only sounds like it; on track, at risk, off track and so on."""

from __future__ import annotations

from pledges.grammar import Phrases
from pledges.meant import IT
from pledges.pledge import Status

_NAMED: dict[str, Phrases] = {
    "it": Phrases(f"""
        ({IT}|it|this|that|this one|that one)
        (this|that|the|my|our) (action|pledge|task|commitment|piece of work)
    """),
    "finished": Phrases("""
        (done|completed|finished|finalised|sorted|sorted out|delivered|achieved|closed|concluded|wrapped up|signed off)
        (signed sealed and delivered|all sorted|in place and running|in place and live|in place and working|up and running)
        (ticked off|closed off|dealt with|implemented|actioned|in the bag|done and dusted|all wrapped up)
    """),
}


def _of(text: str) -> Phrases:
    return Phrases(text, _NAMED)


_NAMED["opening"] = _of("""
    (hi|hiya|hello|hey|morning|afternoon)
    (good morning|good afternoon|good news|yes|yep|yeah|ok|okay|right|great|fyi|re|so|well|\
        that|please)
    (happy|pleased|delighted|glad) to (say|report|confirm)
    [sorry|apologies|i] [should have said|meant to say|forgot to say]
    [you] (can|may) (confirm|report)
    sorry
    [just] to (say|confirm|let you know)
    (i can confirm|i can now confirm|can confirm|confirming|note|record)
""")
_NAMED["subject"] = _of("""
    (<it>|everything|all|all of it|both|we|i|the team|my team)
    [the|my|our|this|that] (action|pledge|task|work|whole thing|job)
    (everything|all) [on] <it>
    all [the|our|my|these|those|of|parts]+ (actions|tasks|parts|elements|steps|it|this)
    confirmed
    [is|are|now]+ in place and
    that is (<it>|everything)
""")
_NAMED["auxiliary"] = _of("""
    (is|are|was|were|has|have|been|got|now|all|already|just|finally|fully|both|100 percent|completely|actually|it)
""")
_NAMED["closing"] = _of("""
    (done|did) (it|this|that|both)
    (can|may|should|please) [now] [be] (close|closed) [off]
    [can|may|should|please] [now] [be] (mark|marked) [<it>] [off|down|up] [as|up as] <finished>
    [you can] (close|tick|sign) <it> [off]
    [you can] (close|tick|sign) off <it>
    (ok|okay|fine|happy|good) to [be] (close|closed) [off|now|this|it|<it>]
    (ok|okay|fine|happy|good) for <it> to be (closed|marked as completed|signed off|ticked off|marked as done) [off|now]
    (you can|can you|could you) [please|just|now]+ (mark|close) <it> [off] [as] <finished>
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
    (in|back in|during|since|at the end of|at the start of) [early|late|mid] \
        (<month>|christmas|the summer|the autumn|spring) [#]
""")
_NAMED["past"] = _of("""
    (now|already|today|yesterday|finally|at last|in full|completely|fully|successfully|on time|early|too|as well)
    [late|early|back|at the end of|by the end of] last (week|month|night|year|monday|tuesday|wednesday|thursday|\
        friday|term|summer|autumn)
    as of (now|today|yesterday|this morning|last week|last month|monday|tuesday|wednesday|thursday|friday)
    (since|in) [early|late|mid] (<month>|last week|last month|last year|christmas|the summer) [#]
    and [is|now|it is]+ (live|published|in use|in place|signed off|closed) [now]
    (please|mate|sorry|our end|my end|our side|on our side|at my end|on my end|from our side|from our end)
    [earlier] this (week|morning|month|afternoon)
    [a|one|two|three|four|five|six|#] [few|couple of|couple|some|good few] (day*|week*|month*|year*) (ago|back)
    (ages|a while|some time) (ago|back)
    ahead of (time|schedule)
    as (agreed|planned|promised)
    for [a] [few|couple of|some] (weeks|months|ages|while|long time)
    (before|over|since) (xmas|christmas|the new year|new year|the summer|half term)
    [on] (monday|tuesday|wednesday|thursday|friday) last week
    on <it>
    [on] [the] # [of] <month> [#]
    [on] #/#
    (sorry|apologies) for [the|my] (delay|late reply|late response|delayed reply|delay replying|slow reply|late update)
    <before>
    and (can|may) [now] be closed [off|down|now|please]
    (thanks|thank you|cheers|all|everything|<it>|at our end|from my side|from my end|no further action|\
        no further action needed)
    (by|at|with) [the|our|full|last|corporate parenting]+ (panel|cpp|board|committee|cabinet|council|director|\
        meeting|team) [meeting]
""")
DONE = _of("""
    [<opening>]+ [<subject>]+ [<auxiliary>]+ <closing> [<past>]+ $
    [<opening>]+ (we|i) (did|completed|finished|delivered|implemented) <it> [<past>]+ $
""")
DONE_WORD = _of("(<finished>|complete|completes|completion|finish|finishing)")
NEARLY = _of("""
    (nearly|almost|just about|close to|9* percent) [all|…] […] (<finished>|there|completion|finishing)
""")
PLANNED = _of("""
    (will|should|going to|expect*|aiming to|aim to|planning to|plan to|due to|set to|on course to|\
        scheduled to|on track to|on track for|on course for|on target to|on target for|on schedule to|\
        on schedule for) !(have) [be|get|have|all|it|this|that|§|to|fully|mostly]+ \
        (<finished>|finish|complete|completion|delivery)
""")
CONDITION = _of("""
    (if|unless|provided|providing|assuming|as long as|so long as|subject to|depend*|once|except|apart from|whether)
    when (the|we|i|they|legal|hr|it|he|she|finance|that|this)
    (pending|in theory|would be|would have)
    (should|would|could|might) have (started|begun|been|had)
    (hinges on|relies on|relying on|hopefully|i hope|we hope|fingers crossed|touch wood)
    (all|everything|anything|nothing|none) but
""")
PENDING = _of("(pending|in limbo)")
STILL_OPEN = _of("""
    (not|except|apart from|still|remain*|outstanding|left|just need|only|but|waiting|awaiting|yet|bar|until|almost|\
        nearly)
    (need|needs|next|tomorrow|soon|shortly|later|to follow|to come|to go|minus|short of)
    (most*|part*|half|hope*|will|should|may|might|if|once|unless|to do)
""")
# What explains why a word like “done” is none: it is to come, a part, nearly, or said by somebody else.
NOT_YET = _of("""
    (not|no|never|nothing|nobody|none|neither|nowhere|far from|hardly|barely|almost|nearly|virtually|practically|pretty much|just about|as good as|yet)
    (will|would|should|could|might|may|going to|to be|be|being|getting|get|hope*|hoping|aim*|expect*|plan*|want*|wish|\
        like|love|need*|due|supposed|meant|ready|looking|intend*|once|if|unless|until|when|subject to|pending|depend*)
    (half|part|partly|partially|most|mostly|bulk|some|first|draft|phase|stage|chapter*|section*|percent|out of|ish|\
        in principle|in theory|in draft|pilot|survey|consultation|interview*|my bit|our bit|her bit|his bit|their bit|\
        my part|our part|their part|my side|on my side|only)
    (bar|except|apart from|but|minus|still|remaining|outstanding|left|waiting|awaiting|just need*|just waiting)
    (say|says|said|reckon*|think*|thinks|believe*|apparently|told me|got told|was told|been told|keeps telling)
    by (monday|tuesday|wednesday|thursday|friday|the end|end of|jan*|feb*|march|april|may|june|july|aug*|sep*|oct*|nov*|dec*|#)
""")
NOT_DONE = _of("""
    (not|far from|nowhere near|never|nothing|none) [yet|quite|all|fully|been|actually|really|get|got]+ <finished>
""")
ONCE_PLANNED = _of("(was|were|been) (going to|due to|supposed to|meant to|expect*|hoping to|planning to|aiming to)")
COLOURS = (_of("green"), _of("amber"), _of("red"))
TAKEN_BACK = _of("(not|no|except|apart from|only|never|none|neither)")
OTHERS = _of("""
    ^ [the|our|my] (hr|legal|finance|procurement|they|he|she|panel|cabinet|comms|supplier*|contractor*|provider*|\
        printer*|designer*|lawyers|partners|health|nhs|school*|police|staff|manager*|director*|trust|board|landlord*) \
        [lead|team|manager|officer|people|side|still|both|all]+ (is|are|has|have|was|were) !(blocking|stalling|holding)
    (her|his|their) (bit|part|side|end|work)
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
    (blocking|stalling) <it>
    holding <it> (up|back)
    can not (start|proceed|progress|move|go ahead|go any further|go on|continue|do any|do this|do it|do anything|get)
""")
AT_RISK = _of("""
    (might|may|could) not be !(mine|ours|me|us|for|more|better|happier|done)
    at risk
    (might|may|could|likely to|looks like it might|looks like it may) [well] (be late|be delayed|be tight|\
        be a problem|slip|miss|run late|overrun|not make|not meet|not happen)
    (touch and go|in jeopardy|in doubt|worried|struggling|some risk|wobbl*|amber|nervous|unlikely to)
    (is|are|look*|getting|bit|very|too|be) [very|a bit|rather|…] tight [on time|for time]
    tight $
    (dicey|dodgy|shaky)
    not where (we|it|i) (want*|need*|should|hoped)
    (concern|concerned|concerns|concerning)
    risk (of|that|we|it|this)
    not (confident|sure we will|sure we can|sure i can)
""")
OFF_TRACK = _of("""
    off track
    behind [schedule] !(us|the scenes)
    overdue
    (deadline|date|target) will be missed
    ^ [very|quite|bit]+ late $
    (will|going to) (be late|miss|slip|overrun)
    can not (make|meet|hit)
    (will not|not going to|not able to) (make|meet|hit|happen|be ready|be done|be finished|be on time|be completed|\
        be there) [in time|on time|on schedule|as planned]
    not (ready|on time|in time)
    (running|week*|day*|month*|year*|is) late
    (delayed|slipped|slipping|overran|overrunning|gone wrong|not happening|fallen behind|falling behind)
    (miss|missed) (the|our|that|this) (date|deadline|target)
    red [at the moment|currently|right now|now|again|at present|this month] $
""")
NOT_STARTED = _of("""
    not [yet|even|really|actually]+ [been] (started|begun|start|begin|kicked off|looked at|picked it up|picked this up)
    not [yet|even|really|actually]+ got (round|around|going|to it|to this|to that|started)
    still to (start|begin|be started)
    yet to (start|begin|get going|kick off|get started|be started)
    nothing [has|is] [been|really|actually] (done|happened|started|moved)
""")
ON_TRACK = _of("""
    on (track|schedule|target|course|time)
    going [really|very|pretty|quite] (well|fine|ok|okay|great|good|to plan|according to plan|smoothly|nicely|strong)
    (progressing|progresses|in hand|getting there|well advanced|good shape|confident)
    (good|steady|great|solid|making|excellent|some) progress
    all [is] (good|fine|well|ok|okay|in order|going|happening)
    (look|looks|looking) (good|fine|ok|okay|great|promising)
    (is|are|be|still|doing) (fine|good|ok|okay)
    doing [really|very|pretty]+ (well|great|nicely)
    ^ [otherwise|generally|mostly] (fine|good|great|ok) [so far|thanks|at the moment]+ $
    (ok|okay|fine|good) so far
    (as planned|to plan|as plan|ahead of schedule|in time|nearly there|almost there|under control)
    coming (along|together|on)
    (proceeding|moving along|moving forward|moving ahead|moving on nicely)
    (cracking|pressing|pushing|getting) (on|ahead) with
    where (it|we|i) (should|need to|needs to|want to) be
    will (make|meet|hit) (the|that|our|this) (date|deadline|target)
    will be ready
    ^ [rag|status|still|is|it is|§|all]+ green [at the moment|currently|right now|now|again|at present|this month] $
    (ticking|chugging|rolling|moving|coming|bumbling) (along|on|over) [nicely|well|fine|ok]
    happy with (progress|it|this)
""")
STATUSES = (
    (Status.BLOCKED, BLOCKED),
    (Status.AT_RISK, AT_RISK),
    (Status.OFF_TRACK, OFF_TRACK),
    (Status.NOT_STARTED, NOT_STARTED),
    (Status.ON_TRACK, ON_TRACK),
)
# That it has begun says no more than that: it ends “not started”, and changes no other status.
BEGUN = _of("""
    (in progress|underway|under way|ongoing|on going|well advanced)
    (has|have|we|i|it|just|now|work|been|already|that is) [now|just|already|been]+ (started|begun|kicked off|got going)
    ^ [just|now]+ (started|begun)
    working on <it>
    made a start
    no (progress|start|movement)
""")
# What stands before a word and takes it back, or only hopes for it.
DENIED = _of("""
    not (that|because|as if|as though) [we|it|i|they|have|has|is|are|this|not]+ $
    (can not|could not|would not|will not) (say|call|claim|tell you) [that|it|it is|this|this is|things are|we are]+ $
    (not|no|no longer|never|hardly|barely|far from|was|were|used to be|had been|if|unless|whether) [really|quite|\
        exactly|all|very|yet|…] $
    (nothing|nobody|none|no one|neither) [is|are|has|at all|of …|currently]+ $
    (no chance of|little chance of|little hope of|no hope of|might|maybe|perhaps) [being|be|well|staying|getting]+ $
    (without being|rather than|instead of|stop being|avoid being) [all|…] $
    (hop*|want*|aim*|need*|try*|struggl*|work*|push*|like|get|gets|getting|bring*|put*) [us|it|this|things|…] [to|\
        back]+ (get|be|stay|keep|back|it|to) [us|it|this|things|…] [back|all|…] $
""")
# The words of a card. They outweigh a description beside them: “slipping a bit, call it at risk”.
PLAIN = _of("(on track|off track|at risk|blocked|green|amber|red|not started|on schedule|on target|on course)")
# What puts the pledge where the status says, whoever does it: “the vacancy puts us at risk”.
PUTS_IT = _of("""
    (put*|leave*|left|make*|made|keep*|kept|call*|push*|rate*|mark*|class) (<it>|us|things|everything) [all|back|as|\
        now|very|a bit]+ $
""")
BY_OTHERS = _of("""
    (blocking|stalling) <it>
    holding <it> (up|back)
    (cuts|cut|this|pressures) put <it>
""")
ASTRAY = _of("""
    ^ (register|record|assessment|assessments|children|child|young|list|meeting|youth|families|placements|cycling|to miss)
    ^ (and field|record)
    ^ to !(be|finish|complete|deliver|meet|hit|make|publish|launch|go|report|get|have|submit|start|hold|do|land|open|bring|\
        take|present|recruit|sign|close|reach|send|issue|roll|move|put|agree|train|date|for)
    (myself|personally|illness|my diary|my inbox|my emails|my train)
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
