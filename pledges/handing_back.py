"""How owners say that a pledge is somebody else's, and what only sounds like it: a paper that is with somebody else."""

from __future__ import annotations

from pledges.grammar import Phrases
from pledges.meant import IT

PLEDGE = Phrases(f"""
    (this|that|the) (action|pledge|commitment|recommendation|objective|task|item)
    ({IT}|it|this|that|this one|that one)
""")
DATED = Phrases("""
    [the] (end|mid|middle|start|beginning|next|after|#th|#/#|spring|summer|autumn|easter|christmas|new year)
    (late|early) (in|next|this|spring|summer|autumn|jan*|feb*|mar|march|apr*|may|jun|june|jul*|aug*|sep*|oct*|nov*|\
        dec*)
    [a] (week|fortnight) on (mon|monday|tues*|wed*|thurs*|fri|friday)
    [the] # [of] (jan*|feb*|mar|march|apr*|may|jun|june|jul*|aug*|sep*|oct*|nov*|dec*)
    (jan*|feb*|mar|march|apr*|may|jun|june|jul*|aug*|sep*|oct*|nov*|dec*|mon|monday|tues*|wed*|thurs*|fri|friday)
""")
_STATE = Phrases("(green|amber|red|on|off|at|blocked|done|completed|closed)")
_NAMED = {"it": PLEDGE, "dated": DATED, "state": _STATE}


def _of(text: str) -> Phrases:
    return Phrases(text, _NAMED)


_NAMED["polite"] = _of("""
    (^|please|you|you need to|you should|you want to|sorry|best to|better to|better|maybe|and|so|or|but|just|probably|\
        can you|could you|would you|can you please|could you please)
""")
_NAMED["work"] = _of("""
    (one|pledge|action|area|job|role|remit|responsibility|team|service|work|department|team's|task|patch|portfolio|bag|\
        directorate|team's pledge)
""")
_NAMED["shared"] = _of(
    "(alone|only|just|solely|entirely|fault|decision|choice|problem|doing|to say|to decide|to give|yet)"
)
# Nobody else can be meant.
PLAINLY = _of("""
    not [really|actually|one of] (mine|ours|down to me|down to us|for me|for us) !(<shared>)
    (^|nope|no|sorry|think|but|is|and|so) not [really|actually] (me|us) [anymore|guv|boss|pal|either|though|then|here|\
        any longer|lol|any more|sorry|now|please|thanks|i think|on|for|<it>]+ $
    <it> is … […] not (me|us) $
    not (mine|me|ours|us) to (do|answer|update|deliver|own) !(yet)
    not [really|actually|one of|in|within] (my|our) <work> !(<shared>)
    ^ [sorry|i think|think|you have|you are|you|have|got|the|this is|is|looks like|asking|sent|to|messaged|contacted|\
        emailed|<it>]+ wrong (person|owner|team|department|service|post|contact) !(was|were|is|has|had|answered|\
        replied|signed|came|got)
    ^ [sorry|<it>|is|has|really|got|think|i]+ nothing to do with (me|us|my)
    (^|i|we|<it>|so|that|and) [am|are|is|will be]+ no longer (mine|ours|me|us|in that post|in that role|in this role|\
        in this post|in this job|in the role|responsible|the owner|the lead|lead|work on|working on|deal with|dealing \
        with|do|look after|manage|own|in the team)
    no longer (my|our) <work>
    <it> (never was|was never|has never been|never been) (mine|ours)
    (can|could|would|will) you [please|just]+ (pass|hand|give|transfer|reassign|redirect|forward) <it> [over|on|back|\
        across] to !(me|us|<dated>|legal|finance|panel|cabinet)
    (can|could|would|will) you [please|just]+ move <it> [over|on|back|across] to !(me|us|<dated>|<state>|legal|\
        finance|panel|cabinet|comms|print*|the|a|#|my|our|later|two|three|one)
    change the (owner|lead) [of <it>|on <it>|for <it>|on this|of this|here]+ to !(me|us|<dated>)
    ^ [sorry|<it>|is|well|think|way|completely|entirely|really|falls|sits]+ (outside|beyond|not in|not within|\
        out of) [of] (my|our) (remit|area|scope|responsibilities|portfolio|patch|directorate|service|brief) !(to)
    (please|you should|you need to|you will need to|best to|can you|could you) (find|get|name|choose) (another|a new|\
        a different|the right|a better) (owner|lead|person|lead officer) [for <it>|on <it>]
    (someone|somebody) else (has|does|owns|leads|leads on|is doing|is leading|is leading on|deals with|looks after|\
        handles) (<it>)
    (take|get) <it> off me
    i have no involvement [in <it>|with <it>|now|any more|at all|here]+ $
    i should not be (on|down for|listed on|listed for|the owner of|the lead for|the lead on|the owner|the lead) [<it>] $
    <it> [really|actually] does not (belong|sit) (to|with|under|in) (me|us|my team|our team|my service|our service)
    i have (handed|passed|given|transferred) <it> [over|on|across] to !(legal|finance|hr|panel|comms|procurement|\
        cabinet|print*|the print*|the panel|the designer*)
    (handing|giving|passing|sending) <it> back
    (hand|give|pass|send) <it> back to (you|the clerk|the admin|whoever|democratic)
    i [have] (moved|changed|swapped) (teams|roles|jobs|posts|departments|services|directorates|role|job)
    i [have] moved (to a new|to another|to a different|into a new|into another) (post|role|job|team|service|council|\
        department|directorate)
    i [have] left (that|the|my) (post|role|job|team|service|council|department|authority|directorate) !(a|to)
    (take|remove) (me|us|my name|our name) (off|from) [of] <it>
    (am|are|is) not the (owner|lead|right person|right contact|right team|lead officer|owners) !(time|times|in)
    ^ [sorry]+ not the (owner|lead|right person|right contact|right team|lead officer) !(time|times|in)
    i never agreed (to do|to own|to lead|to take|to <it>|<it>|$)
    (should|needs to|ought to|must|has to) (sit|be) with … [team|services|care|resources] [and] not (me|us|my \
        team|mine|ours)
    whoever … […] […] […] (should|needs to|can|will|must) (have|get|own|take|answer) <it> [now|please|then|instead]+ $
    ^ [i|we]+ [have] moved to (adult|children's|public) (social care|services|health) !(agenda|committee|board|panel)
    you want … (in|from|at) … [services|team|care] for <it> [not me|now|please]+ $
    i think you (want|need|are after) … [and|planning|services|care|team|hr] for <it> $
    <it> is not (the|our) (trust|trusts|team|teams|service|services|department|directorate|trust's|team's|service's) \
        [pledge|job|one] (anymore|any more|any longer|now)
    (i|we) do not (own|hold|lead on|lead|work on|do|deal with|handle|cover|look after|manage) <it> !(well|often|alone)
    (has|have|is|are|will be) (taken|taking) over (from me|from us|as lead)
    <polite> (ask|try|speak to|talk to|contact) !(me|us|<dated>) … […] […] […] (instead|about <it>|not me)
    <polite> (reassign|re-assign) !(some|staff|the|a|our|money|funds|budget|resources|two|three|my|more)
    [can|could|should|needs to] [<it>] [to] [be] reassigned [please] $
""")
# Unless a word beside it says that a paper is on its way, or when.
LIKELY = _of("""
    ^ [i think|think|sorry|surely|no|actually]+ <it> (is|should be|must be|would be) [really|actually|one|a matter|\
        probably|more]+ (for|owned by|led by|a job for) !(to|now) …
    (belong|belongs) (to|with|in)
    <it> (should|ought to) have (gone|come|been sent|been given|been passed) to
    (should|needs to|ought to|must|has to|supposed to) (go|sit|be) (to|with)
    <it> [now] (sits|lies|lives|rests) (with|under|in)
    (taken|took|taking|takes) [<it>] over !(the|a|an|two|three|four|five|six|#|our|my|half)
    (leads|leads on|owns|looks after|deals with|handles|is leading|is leading on) <it>
    <polite> (assign|reassign|allocate) <it> to !(me|us|<dated>)
    ^ please (pass|forward|redirect|send) [on|over|across]+ to
    <polite> (pass|give|hand|send|transfer|move) <it> [on|over|back] to
    <it> [has|was|is] [been] [now] (moved|transferred|passed|handed over|reassigned) to
""")
ON_ITS_WAY = _of("""
    (panel|cabinet|committee|board|approval|approve|sign off|signed|decision|print|printers|printing|consultation|\
        information|info|review|comment|comments|control|later|plan|stage|phase|amber|red|green|budget|funding|\
        scrutiny|legal|finance|procurement|audit|designers|lawyers|report|paper|agenda|council meeting|vote|track)
    (me|us|you|by|before|first|next|week|today|tomorrow|month|year|soon|with me|alongside|jointly|together|once|when)
    (care leavers|children|child|young people|carers|foster|under|all|families|kids|social workers|everyone|residents)
    (those|people|our|their|them|staff|students|pupils|schools|care|parents|consideration|discussion|decision|noting)
    (#|monday|tuesday|wednesday|thursday|friday|priority|quarter|term|launch|online|live|website|and)
    ^ [and|so|but]+ (i|we|my|our) !(think|believe|guess)
    (should|needs to|ought to|must|has to) (go|be) (to|with) [the] (jan*|feb*|march|april|may|june|july|aug*|sep*|oct*|\
        nov*|dec*)
    [the] (march|april|may|june|july|september|october|november|december|january|february) (meeting|panel|one|deadline)
""")
UNSURE = _of("""
    (said|says|told|felt|heard|feel|judge|comment|might|may not|maybe|perhaps|wish|used to|if|unless|whether|not sure)
    ^ [and|but|so]+ (the|a|an|our) !(action|pledge|task|lead|whole) … […] (is|are|was) not [really] (mine|ours|my|our)
""")
# What they have given up may be the pledge, or something else.
GIVEN_UP = _of("""
    i (do not|no longer) (own|lead|run|manage|look after|cover|deal with) … […] […] (anymore|any more|any longer|now) $
    i no longer (own|lead|run|look after|cover|deal with) …
""")
# Where it went may be to an owner or to a reader, and who took it on may be they themselves.
GONE = _of("""
    (can|could|would|will) you [please|just]+ send <it> [over|on|back|across] to !(me|us|<dated>)
    (is|are) (now|now the|the new) (lead|owner|responsible|responsible for <it>|leading on <it>|leading <it>|\
        owner of <it>|lead for <it>|lead on <it>) [for <it>|on <it>|now]+ !(time)
    (has|have) (picked|taken) (<it>) (up|on|over) [from me|from us|now|instead]+ $
    (is|are) (picking|taking) (<it>) (up|on|over) [from me|from us|now|instead]+ $
    <it> [has|is|have] [now|since|just|already] (gone|went|been given|given) [over|across|on] to !(<dated>|tender|\
        market|advert|members|union*|press|dmt|slt|smt|clt|court|full|plan|ground|pieces|hell|pot|bed)
""")
BARE = _of("[sorry|no]+ [<it>] [is] not (mine|ours|for me|me)")


class _HandsBack:
    """What is plainly said, and what is likely where nothing beside it speaks of a paper on its way."""

    def within(self, text: str) -> bool:
        """Whether a clause says that the pledge is somebody else's."""
        if UNSURE.within(text):
            return False
        return PLAINLY.within(text) or (LIKELY.within(text) and not ON_ITS_WAY.within(text))


def may_hand_back(text: str) -> bool:
    """Whether somebody wonders if a pledge is theirs: it is asked about, not taken from them."""
    said = PLAINLY.within(text) or LIKELY.within(text) or GONE.within(text)
    if GIVEN_UP.within(text):
        return True
    return (GONE.within(text) or UNSURE.within(text)) and said and not ON_ITS_WAY.within(text)


HANDS_BACK = _HandsBack()
