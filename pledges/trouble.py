"""How owners say that it does not go as planned: at risk, off track, blocked, not started."""

from __future__ import annotations

from pledges.grammar import Phrases
from pledges.handing_back import DATED, PLEDGE

_NAMED = {"it": PLEDGE, "dated": DATED}


def _of(text: str) -> Phrases:
    return Phrases(text, _NAMED)


_NAMED["ours"] = _of("[it|this|that|§|we|i|yes|all|everything|is|are|am|now|ok|hi|work|sorry|good|very|have]+")
BLOCKED = _of("""
    (blocked|stalled|paused|frozen|stopped) (it|this|§) [completely|for now|again|until|at the moment|altogether]+ $
    (blocked|stuck|standstill|brick wall|hit a brick wall|kicked into touch|kicked into the long|no way forward|on \
        hold|on ice|stalled|held up|impasse|paused|in limbo|hit a wall|hit the buffers|dead in the water|ground to a \
        halt|in the long grass|stymied|gridlocked|frozen|at a stop|snookered|no go)
    (deadlock*|log jam|logjam|roadblock|road block|on pause|stopped dead|at a halt|hamstrung)
    (our|my) hands are tied
    (is|are|been|was|now) suspended
    hands [are] tied
    unable to (start|proceed|progress|move|go ahead|go any further|continue|do any|do anything|take it forward) !(my|\
        the call|the meeting|the car|a|with the)
    at a [completed|total|absolute|dead|virtual]+ standstill
    (come|came|coming|ground) to a [complete|total|grinding|dead]+ (halt|stop)
    (blocking|stalling) <it>
    holding <it> (up|back)
    no (movement|progress) [is|at all]+ (possible|can be made|can happen)
    nothing can (happen|move|start|go ahead|be done) until
    can not (start|proceed|progress|move|go ahead|go any further|go on|continue|do any|do this|do it|do anything|get)
""")
AT_RISK = _of("""
    (might|may|could) not be !(mine|ours|me|us|for|more|better|happier|done)
    at risk
    (might|may|could) not [quite|even|now|actually]+ (land|make|happen|meet|hit|get|finish|complete|deliver|be ready|\
        be \
        there) [it|there|the date|the deadline|in time|on time]+
    (slipping|behind|slipped|drifting|late) [a] (bit|little|touch|tad|slightly)
    [looking|increasingly|very] unlikely [that] (we|it|this|i|§) (will|can|would|are going to|is going to) (hit|make|\
        meet|finish|get|be|land|deliver) [the|our|that|it]+ [date|deadline|target|there|in time|on time|done|finished]+
    (bit|little|touch|tad|slightly|slight) (off the pace|behind|slippage|late|slipping|slipped)
    not (going|looking|doing) [so|too|very|terribly|particularly|quite|as]+ (well|great|good|smoothly)
    (progress|it|things|work) [is|has been]+ [very|rather|quite|too|painfully]+ slow
    no (progress|movement) [this|for|in|since|all|again] !(yet|so far|as yet|to date|needed|made|can|could|possible|\
        is|until)
    (might|may|could|likely to|looks like it might|looks like it may) [well|just|still] (be late|be delayed|be tight|\
        be a problem|slip|miss|run late|overrun|not make|not meet|not happen)
    (hanging by a thread|on thin ice|close to the wire|down to the wire|squeaky bum time|iffy|precarious|borderline|\
        under threat|looking unlikely|looking doubtful|losing confidence|less confident|starting to slip|\
        beginning to slip)
    (slippage|delay|delays|overrun) [is|are|now|very|quite]+ (likely|possible|probable|expected) !(to)
    likely (slippage|delay|delays|overrun)
    in danger of (slip*|miss*|overrun*|being late|not making|not meeting|not hitting|going over|running|falling behind)
    (doubt|doubtful) (we|it|this|if we|whether we|§) (will|can|is|are|would)
    (does|do|is|are) not look* (likely|good|great|promising|hopeful)
    timescales [are] [very|really|quite|getting] tight
    (touch and go|in jeopardy|in doubt|worried|struggling|some risk|wobbl*|amber|nervous|unlikely to)
    (is|are|look*|getting|bit|very|too|be) [very|a bit|rather|…] tight [on time|for time]
    tight $
    (dicey|dodgy|shaky|hairy|ropey|ropy|up against it|cutting it fine|skin of our teeth|by a whisker|on a knife edge|\
        in the balance|looking tricky|touch-and-go)
    not (quite|fully|entirely|completely|totally) (on track|on course|on schedule|on target|to plan)
    not where (we|it|i) (want*|need*|should|hoped)
    (concern|concerned|concerns|concerning)
    risk (of|that|we|it|this)
    not (confident|sure we will|sure we can|sure i can)
""")
OFF_TRACK = _of("""
    off (track|target|course|schedule|plan)
    (we|it|this|§) (is|are) [very|a bit|already|now|running]+ late
    (badly|well|way|far|seriously|massively|months|weeks|significantly|hopelessly|miles) behind !(us|you|it|this|that|\
        him|her|them|the)
    ^ [we|it|§|is|are|i|am]+ behind $
    no way (we|it|this|i) [will|can|are going to|is going to|could]+ (hit|make|meet|be|finish|get)
    [way|well|far|miles|a long way] off where (we|it|i)
    (gone|going|went|goes) backwards
    (date|deadline|target) [has|is|have|have been|has been|already|now]+ (gone|passed|missed|blown) !(me|us|for)
    blown (the|our|it|this|past) [date|deadline|target]
    (not|no longer) [really|currently|now|going|at all]+ (on track|on course|on schedule|on target|to plan|\
        according to \
        plan)
    behind [schedule] !(us|you|it|this|that|him|her|them|the scenes)
    overdue
    we have [now|sadly|already] missed (it|this|this one|that one|§)
    (did not|failed to|have not|has not|not) (hit|meet|met|make|made) (the date|the deadline|the target|\
        our deadline|our target|our date|that deadline|that date)
    (missed|past|passed|gone past) (the date|the deadline|the due date|its date|its deadline|our deadline|our date) \
        [now|already|completely] !(to|for)
    (been and gone|out of time|off the pace|derailed|off the rails|lagging|run over|gone over)
    not going to (recover|get there|get done|land|come in on time|meet it|hit it)
    (deadline|date|target) will be missed
    ^ [very|quite|bit]+ late $
    (will|going to) (be late|miss|slip|overrun)
    can not (make|meet|hit) !(it on|it to|it in|it for|it today|it tomorrow|it this|it next|it there|it monday|\
        it tuesday|it wednesday|it thursday|it friday|you|us|them|him|her|the meeting|the call|the panel|today|\
        tomorrow|up|until|on)
    (will not|not going to|not able to) (make|meet|hit|happen|be ready|be done|be finished|be on time|be completed|be \
        there) [in time|on time|on schedule|as planned]
    not (ready|on time|in time)
    (wheels have come off|gone pear shaped|gone off the rails|gone south|gone to pot|gone awry|fallen through|fallen \
        over|come unstuck|gone downhill|hit the skids)
    (running|week*|day*|month*|year*|is) late
    (delayed|slipped|slipping|overran|overrunning|gone wrong|not happening|fallen behind|falling behind)
    (miss|missed) (the|our|that|this) (date|deadline|target)
    ^ <ours> red (and|as|for|from|because|since|due|with|here|on|today|overall|this|i|we|still)
    red [at the moment|currently|right now|now|again|at present|this month] $
""")
NOT_STARTED = _of("""
    not [yet|even|really|actually]+ [been] (started|begun|start|begin|kicked off|looked at|picked it up|picked this up)
    not [yet|even|really|actually]+ got (round|around|going|to it|to this|to that|started)
    (planning|aim|aiming|hoping|hope|intend|intending|due|going|will|set) [to] (start|begin|kick off|get \
        going) [it|this|on it|on this|work]+ (in|on|after|next|soon|shortly|from|at|january|february|march|april|may|\
        june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|#|early|mid|late)
    (starting|starts|start|begins) (next|soon|on monday|in january|in the new year|after)
    not [yet|even|really|actually]+ [been] (touched|commenced|tackled) !(by)
    not [yet] been able to (start|begin|get to it|get to this|look at it) !(the|a|our|stage|phase|part|second|next)
    unable to (begin|start) [it|this|work|yet]+ $
    no start [has|has been|been]+ made
    (not|yet to|still to|has not|have not) [got|get|gotten] off the ground
    yet to (commence|be started|be looked at|make a start)
    (zero|nil) progress [so far|yet|to date]
    nothing (so far|yet|as yet) $
    no (progress|movement|start|work) [made|done|at all|on it|on this|on §]+ (yet|so far|as yet|to date) !(from|by|with)
    not made (a|any) start
    still to (start|begin|be started)
    yet to (start|begin|get going|kick off|get started|be started)
    nothing [has|is] [been|really|actually] (done|happened|started|moved)
""")
