"""How owners say how it goes, that it is on track above all, and what turns such a word aside."""

from __future__ import annotations

from pledges.grammar import Phrases
from pledges.handing_back import DATED, PLEDGE
from pledges.pledge import Status
from pledges.trouble import AT_RISK, BLOCKED, NOT_STARTED, OFF_TRACK

_NAMED = {"it": PLEDGE, "dated": DATED}


def _of(text: str) -> Phrases:
    return Phrases(text, _NAMED)


COLOURS = (_of("green"), _of("amber"), _of("red"))
_NAMED["ours"] = _of("[it|this|that|§|we|i|yes|all|everything|is|are|am|now|ok|hi|work|sorry|good|very|have]+")
WAITING = _of("""
    (waiting|awaiting|chasing|with legal|with hr|with finance|with procurement)
    need* (sign off|approval|a decision|input)
""")
NOTHING_WRONG = _of("""
    nothing to worry about !(until|before)
    not [at all|in the least|remotely|overly|especially|the least bit]+ (worried|concerned|nervous) \
        [about|for|by]+ [<it>] [at all|in the slightest|in the least|one bit]+ !(yet|but|until)
    nothing [much|really|major]+ to (flag|escalate|raise|worry about|report by way of concern*) !(until|before)
    (no|without any|not any) [major|real|…] (problem*|issue*|concern*|delay*|worries|blocker*|slippage|risk|risks)
""")
AS_SAID = _of("""
    where the (plan|trajectory|timeline|profile|programme|schedule|timetable|milestones) (says|say|said|has|have|shows|\
        wants|puts) (we|it|us|they) [to|should|would]+ be
    where (we|it|i|they) (said|thought|hoped|expected|planned) (we|it|i|they) would be
""")
ON_TRACK = _of("""
    on (track|schedule|target|course|time)
    going [really|very|pretty|quite] (well|fine|ok|okay|great|good|to plan|according to plan|smoothly|nicely|strong)
    (progressing|progresses|in hand|getting there|well underway|well under way|well advanced|good shape|confident)
    (good|steady|great|solid|making|excellent|some) progress
    all [is] (good|fine|well|ok|okay|in order|going|happening)
    (look|looks|looking) (good|fine|ok|okay|great|promising)
    (is|are|be|still|doing) (fine|good|ok|okay)
    doing [really|very|pretty]+ (well|great|nicely)
    (steady as she goes|tickety boo|tickety-boo|hunky dory|shipshape|ship shape|plain sailing|full steam ahead|\
        swimmingly|motoring|flying|home straight|no dramas|bang on|spot on|rosy|peachy|all hunky|cooking on gas|in a \
        good place|on the right track)
    ^ [§|all|otherwise|yes|yep|yeah|generally|mostly] (fine|good|great|ok) [so far|thanks|at the moment]+ $
    ^ [§|so|all|otherwise|still]+ (steady|steady away|comfortable)
    ^ [so|but|just|all|and|still]+ (fine|good|ok|okay) [really|so far|thanks|here|now|at the moment]+ $
    making [good|some|steady|real] headway
    (moving|going|heading) in the right direction
    (mostly|largely|nearly all) there !(but)
    comfortable with (it|that|this|where|progress|things)
    (ok|okay|fine|good) so far
    (as planned|to plan|as plan|ahead of schedule|in time|nearly there|almost there|under control)
    coming (along|together|on)
    (proceeding|moving along|moving forward|moving ahead|moving on nicely)
    (cracking|pressing|pushing|getting) (on|ahead) with
    where (it|we|i) (should|need to|needs to|want to|expected to|planned to|hoped to|said we would|thought we would) be
    will (make|meet|hit) (the|that|our|this) (date|deadline|target)
    will (make|hit|meet) it
    (will|should) (make|hit|meet) [the] #
    will be ready
    ^ <ours> [gone|moved|went|come|been|status|rag]+ back (to|in|at|on) [the] green
    ^ <ours> green (and|as|for|from|because|since|with|here|across|all round|on|today|overall|this)
    (tracking|running|working|moving) [well|really well|very well|nicely|along|exactly]+ [to] (well|nicely|plan|time|\
        schedule|smoothly|green|okay|ok) !(over|below|under|behind|short|backwards|past|beyond|off|out|late|above)
    in [a] [very|really|pretty] good (position|place|spot|order|way|health) [with|on|for|now]
    (well in hand|smooth sailing|sailing along|all systems go|on the home straight|in line with plan|\
        in line with the plan)
    shaping up [really|very]+ (well|nicely|fine)
    coming on (well|nicely|fine|a treat)
    (going|moving|running|all) as (expected|planned|it should|hoped)
    (where we want to be|where it needs to be|where we need to be)
    (date|deadline|target) [is|still|looks|should be|all]+ (fine|good|ok|okay|achievable|safe|doable|\
        realistic) [still] $
    (will|should|expect to|going to) (land|finish|get there|come in|complete|deliver|be there) [it|well]+ (on time|\
        in time|as planned|to time|on schedule|by the deadline|by the date|before the deadline)
    ^ [rag|status|still|is|it is|§|all]+ green [at the moment|currently|right now|now|again|at present|this month] $
    (ticking|chugging|rolling|moving|coming|bumbling) (along|on|over) [nicely|well|fine|ok]
    happy with (progress|it|this|how|where)
""")
STATUSES = (
    (Status.BLOCKED, BLOCKED),
    (Status.AT_RISK, AT_RISK),
    (Status.OFF_TRACK, OFF_TRACK),
    (Status.NOT_STARTED, NOT_STARTED),
    (Status.ON_TRACK, ON_TRACK),
)
# That it has begun or is nearly over is how work goes that is on track, unless a word beside it says otherwise.
BEGUN = _of("""
    (in progress|underway|under way|ongoing|on going|well advanced)
    (has|have|we|i|it|just|now|work|been|already|that is) [now|just|already|been]+ (started|begun|kicked off|got going)
    ^ [just|now]+ (started|begun)
    working on <it>
    made [a good|a slow]+ (a start|start)
""")
NEARLY = _of("""
    ^ <ours> (nearly|almost|virtually|practically|just about|pretty much|as good as|very nearly|more or less) (done|\
        completed|finished|sorted|delivered|there|signed off|wrapped up|closed) $
    ^ <ours> [about|around|over|nearly]+ (80|85|90|95|98|99) percent (done|completed|finished|there|of the way there|\
        of the way|through) $
    ^ <ours> (should|will|expect to|expecting to) [all|be]+ (done|completed|finished|sorted|ready|\
        delivered|wrapped up) [by|in|on|before|within|well before|for]+ (<dated>|next|this week|this month|tomorrow|\
        today|soon|shortly|good time|then)
""")
UNDER_WAY = _of("""
    <ours> (in progress|underway|under way|well under way|well advanced|ongoing) [now|on this|on it]+
    <ours> [has|have|just|now|been|already|finally]+ (started|begun|kicked off|got going|made a start) [on it|on this|\
        it|\
        this|now|last week|yesterday|today|this week|this month|last month]+
    (just|now) (started|begun) [on it|on this]
""")
# What may happen if something else does is what a risk is.
RISK_IF = _of("""
    (might|may|could|will|likely to|at risk|touch and go|wobbl*|in doubt|amber|nervous|tight) [well|just|still|\
        not] … […] […] […] \
        (if|unless|whether) !(needed|required|only)
    (at risk|touch and go|amber|in doubt) (if|unless|whether)
    (slip|late|miss|overrun|run late|be delayed) (if|unless)
""")
# Words that tell too little to be a status.
NOT_THERE = _of("""
    not (there|quite there|as far along|far along) [yet]
    no (progress|start|movement)
""")
# What stands before a word and takes it back, or only hopes for it.
DENIED = _of("""
    (nearly|almost) $
    not (that|because|as if|as though) [we|it|i|they|have|has|is|are|this|not]+ $
    (can not|could not|would not|will not) (say|call|claim|tell you) [that|it|it is|this|this is|things are|we are]+ $
    (not|no|no longer|never|hardly|barely|far from|was|were|used to be|had been|if|unless|whether) [really|quite|\
        exactly|all|very|yet|…] $
    (nothing|nobody|none|no one|neither) [is|are|has|so far|at all|of …|currently]+ $
    (will|shall|should) [soon|then|hopefully]+ be back $
    no way [that|we|it|this|i|is|are|will]+ $
    (no chance of|little chance of|little hope of|no hope of|might|maybe|perhaps) [being|be|well|staying|getting]+ $
    (without being|rather than|instead of|stop being|avoid being) [all|…] $
    (hop*|want*|aim*|need*|try*|struggl*|work*|push*|like|get|gets|getting|bring*|put*) [us|it|this|things|…] [to|\
        back]+ (get|be|stay|keep|back|it|to) [us|it|this|things|…] [back|all|…] $
""")
# The words of a card. They outweigh a description beside them: “slipping a bit, call it at risk”.
PLAIN = _of("(on track|off track|at risk|blocked|green|amber|red|not started|on schedule|on target|on course)")
# What somebody says before the word that they had wanted to say.
MEANT = _of("""
    [i|we]+ (should have|meant to|was meant to|ought to have) (say|said|put|write|written|called it|marked it)
    [sorry] i (mean|meant) !(to|that)
""")
RISK_OF = _of("at risk of (going|being|becoming|falling|slipping|running) (off track|late|behind|blocked|delayed|red)")
# What puts the pledge where the status says, whoever does it: “the vacancy puts us at risk”.
PUTS_IT = _of("""
    (put*|leave*|left|make*|made|keep*|kept|call*|push*|rate*|mark*|class) (<it>|us|things|everything) [all|back|as|\
        now|very|a bit]+ $
""")
BY_OTHERS = _of("""
    (blocking|stalling|blocked|stalled|paused|frozen|stopped) <it>
    holding <it> (up|back)
    (cuts|cut|this|pressures) put <it>
""")
ASTRAY = _of("""
    ^ (register|record|assessment|assessments|children|child|young|list|meeting|youth|families|placements|cycling|to \
        miss)
    ^ (and field|record)
    ^ in (traffic|a meeting|meetings|the queue|town|the lift)
    ^ on [my|our|the|all] (email|emails|admin|paperwork|timesheets|everything else)
    ^ to the (helpdesk|bank|doctor)
    ^ to (understand|see|find|open|log|follow|work out|read|be on leave|be away|be off)
    (to worry you|to be kind)
    ^ (you have|you are|that you|about you)
    ^ [is|has|have|been|was|are|now]+ (cleared|broken|removed|lifted|resolved|fixed|unlocked)
    ^ for (being|going|missing|falling)
    ^ [again|only]+ (after|from) <dated>
    ^ for (the|a|my|our|this) (meeting|train|call|appointment|session|panel|newsletter|event|bid|grant|agenda)
    in the queue
    ^ of !(being|slipping|not|missing the|missing our|missing it|delay|delays|running|overrun*|failing to|slippage|\
        late)
    ^ to (win|miss|fail|be late|run|lose|cost|disaster|nowhere|overspend|overrun|slip|break)
    (myself|personally|illness|my diary|my inbox|my emails|my train)
""")
BARE = _of("""
    (yes|ok|hi|still|all|it|this|that|§|we|i|is|are|am|has|have|been|be|very|much|a|bit|little|now|currently|going|\
        looking)
    (the|status|rag|at the moment|on track|at risk|off track|blocked|stuck|fine|good|well|on schedule|on target|not|\
        yet)
    (started|behind|behind schedule|late|running|slipped|slipping|in hand|progressing|in progress|to plan|underway|on \
        course)
    (under way|green|amber|red|on time|thanks|thank you|please|one|think|so far|everything|delayed|nicely|really|quite|\
        work)
""")
