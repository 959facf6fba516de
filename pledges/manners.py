"""How people ask, ask for something, greet, thank, and put right what they have just said."""

from __future__ import annotations

from pledges.grammar import Phrases
from pledges.handing_back import DATED, PLEDGE

MOVE = Phrases(
    "(shove*|bump*|knock*|slide|sliding|drag*|stretch*|prolong*|adjust*|alter*|amend*|revise|kick|push*|move|moved|\
        moving|put|go back|shift*|slip*|extend*|delay*|change*|changing|postpone*|defer*|roll*|\
        reschedul*|reset)"
)
LATER = Phrases("""
    (pick|look at|revisit|talk about|speak about|come back to|get back to|return to|discuss|go over|go through|update)
    (catch up|speak|talk|touch base|do it|do this|do that)
""")
_NAMED = {"it": PLEDGE, "dated": DATED, "move": MOVE, "later": LATER}


def _of(text: str) -> Phrases:
    return Phrases(text, _NAMED)


ASKS = _of("""
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (what|who|whom|whose|where|why|which|how) !(ever)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (is|are|was|were|am) (it|this|that|there|we|you|they|i|anyone|someone|the|§|\
        everything|everyone)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ does !(not|it|this|that|the job|the trick)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (is|are) (#) (the|a|done|mine|ours|on|still)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (do|does|did) (i|we|you|they|he|she|anyone|someone|the) !(not)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (do|does|did) (it|this|that) !(not|this|last|yesterday|today|on|in|already|\
        a|ages|earlier|at|two|three|now|back|all|myself|ourselves|$)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (can|could|would|should|will|shall) (i|we|you|they|it|someone|anyone)
    ^ [hi|hello|ok|so|sorry|and|also]+ (would|shall|could|can) !(well|possibly|soon|be|like|have|appreciate|love|not|\
        do|get|confirm|say|close|slip|miss|fail|go|run|overrun|easily|drift|do with|now|mark|please|just|report|\
        probably|also|still|really|only|never|come|go|all|both|the be|need|make|use)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ did !(it|this|that|not|what|a|the|both|all|my|some|you not|most|our|§|as|\
        have|get)
    when you (say|ask|write|mean)
    do you mean
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (has|have|had) (anyone|someone|you|they|the|it|this|that|we|i|he|she|\
        everything|everyone|all|§)
    ^ when (is|was|does|do|did|will|are|should)
    ^ any (news|chance|update|word|idea)
    ^ not sure (what|which|who|how|when|if)
    ^ (i wonder|please tell|please explain|please show)
""")
REQUEST = _of("""
    (can|could|may|might) [the] (deadline|date|due date|end date) [for|of|on] [<it>] be (<move>|set|changed)
    (can|could|may|might|would|will) (i|we|it|this|that|§|you|the) [please|deadline|date|kindly|possibly|perhaps|just|\
        maybe|also]+ [be] (have|get|ask|take|request|remind|\
        snooze|nudge|give|pass|reassign|allow|park|hold|chase|ping|prompt|try|message|ask|check|come back|get back|\
        check back|mark|close|tick|remove|leave it|leave this|bother|make <it>|make the|agree|<move>) !(the wording|\
        wording|the title|the name|the lead|the owner|the text)
    (can|could|may|might) (it|this|§|we|i|that) be <dated>
    [any] chance (of|we|you|i)
    (could|can) (we|i|you) (say|call it|do) <dated>
    (could|can) (we|i|you) (say|call it|do) [the] (end|mid|start|#|beginning)
    (possible|alright|all right|fine|acceptable|allowed|way|scope|room) (to|for us to|for me to) (have|get|go|take|\
        <move>)
    (possible|alright|all right|fine) (if|for) (i|we|it|this|that|the|us|me) … [be|to|deadline|could|can] (have|had|\
        get|got|go|went|take|took|was|were|<move>)
    (can|could|would|will|may) [i|we|you|it|this|that|§|the deadline|the date] [please|just|be|all]+ (<move>) [<it>|\
        the|date|deadline|back|out|on|over]+ (to|until|by|a|two|three|another|#)
    (can|could|would|will) you [please|just|kindly]+ (assign|allocate|change) [<it>|the owner|the lead|owner|lead|\
        ownership|it]+ to
    (can|could) (<it>|they|these) wait until
    (can|could) (i|we|you) [please|just]+ <later> [<it>|up|again|then|next|on|about|at|to|back|in|after|until]+ <dated>
    (can|could|may|might) [the] [<it>] (deadline|date|due date|target) [please] be [changed|moved|pushed|set] [to] \
        <dated>
    (can|could|may|might) (i|we|you) [please|perhaps|maybe]+ have [it|<it>|until|to|say]+ <dated>
    would it be (ok|okay|alright|all right|possible|fine) [for us|for me|if] [to|i|we|you]+ (have|had|get|got|move*|\
        push*|extend*|change*)
    (would|do) you mind (moving|pushing|extending|asking|chasing|passing|changing|coming back)
    (can|could|would|may) (i|we|you) [please|just|also]+ (suggest|propose|offer|go for|aim for) <dated>
    (can|could|will|would) you [please|just]+ (pass|hand|give|transfer|reassign|move|send|redirect|forward) <it> [over|\
        on|back|across] to
    (ok|okay) if
    (ok|okay) to (have|get|move|push|extend|change|ask)
    mind if
    (can|could|will) you [please|just]+ (set|put|record|log|note|flag|update|change|show|class|move) (<it>|me|us) \
        [down](to|as|at)
    (would|could|can|is) [mon*|tue*|wed*|thu*|fri*|the|early|mid|late|end of]+ <dated> […] [#] (be|work|ok|okay|suit|\
        do|possible)
""")
# What is asked for is that a status be put down.
MARKS = _of("(mark*|close|tick|remove|set|put|record|log|note|flag|update|change|show|class|move|shut|sign)")
COURTESY = _of("""
    (thanks|thank you|ta|cheers|ok|okay|k|great|lovely|perfect|noted|will do|got it|no worries|no problem|hi|hello|hey|\
        bye)
    (morning|good morning|good afternoon|good evening|sure|fine by me|many|so much|very much|all|both|again|understood)
    (v much|lol|haha|v|yay)
    (you|pledgekeeper|bot|there|received|brilliant|super|much appreciated|and|team|folks|everyone|night|day)
    (sorry|oops|whoops|apologies) [that was|this was|ignore that|ignore this|ignore me] [the] wrong (chat|window|\
        person|thread|channel|group)
    (wrong chat|wrong window|ignore that|ignore this|ignore me)
    [have] [a] (good|great|nice|lovely|fab) (weekend|evening|day|week|one|christmas|break) [when it comes|everyone|all|\
        bot]
    (merry|happy) (christmas|new year|friday|monday)
    (see you|speak soon|bye for now|have a good one|hope you are well|hope all is well|welcome back)
    for (the|this|your|all the) (reminder|reminders|nudge|help|message|patience|chase|chaser|prompt)
    (can you|could you|please) [now|please|just]+ update (your|the) (records|register|list|system|tracker)
    for (chasing|asking|checking|nudging|reminding) [me|us|this|in|up]+
    (sorry|apologies) [all|everyone]
    for (the|my|any) (delay|late|slow|delayed|inconvenience|confusion) [reply|response|update|answer]
    for (not|being|replying|responding|answering|taking) […] […] (sooner|earlier|before|late|slow|long)
""")
REPAIR = _of("""
    (oops|whoops|scrap that|correction|wrong one|i meant|sorry i mean|i mean|actually no|no wait|hang on|ignore my \
        last|ignore my previous|ignore that|strike that|typo|not what i meant)
""")
