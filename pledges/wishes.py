"""What owners say that is not how it goes: more time, later, somebody else's, away, a question, thanks.

A phrase that was misread is mended here, together with its line in the table of utterances that the tests hold.
"""

from __future__ import annotations

from pledges.grammar import Phrases, Said
from pledges.handing_back import BARE, DATED, HANDS_BACK, PLEDGE

_SOME = Phrases("""
    (a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|another|#|couple of|few) \
        [more|extra|working|further] (day*|week*|month*|\
        fortnight*)
""")
_MORE = Phrases("(more|extra|another|additional|further|other|couple of)")
_NAMED = {"it": PLEDGE, "dated": DATED, "some": _SOME, "more": _MORE}
_MOVE = Phrases(
    "(push*|move|moved|moving|put|go back|shift*|slip*|extend*|delay*|change*|changing|postpone*|defer*|roll*|\
        reschedul*|reset)"
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
_NAMED["please"] = _of("(^|please|you|just|and|or|so|busy|sorry|can|could|today|day|now)")
SNOOZES = _of("""
    snooze
    <please> (remind|nudge|ask|prompt|chase|ping|message|try|bother) me (again|later|on|in|next|about|after|when|at|\
        tomorrow|nearer|closer|from|first thing|#|end|monday|tuesday|wednesday|thursday|friday)
    <please> (come|get|check|circle) back (to|with) me
    ^ [sorry|please]+ not (now|today|this week)
    ^ [ask|remind|maybe] later !(than)
    park <it>
    leave <it> [with me] (until|for)
    <please> (hold|pause) [<it>|off] (until|for)
    <please> (try|ask|remind|chase|nudge|prompt) again (on|in|after|next|later|tomorrow|monday|tuesday|wednesday|\
        thursday|friday)
    (stop|no more) (asking|nudg*|remind*|chasing)
    [i|we] (will|can|let me|can i|could i) [have to|need to|try to|try and|be able to]+ (come back|get back|reply|\
        respond|update you|let you know|look|look at <it>|pick <it> up|deal with <it>|reply to you|send an update|\
        get an update|give you an update|check|check and let you know) \
        [to you|to it|on it|…] [back|…] (on|next|in|after|later|\
        tomorrow|by|monday|tuesday|wednesday|thursday|friday)
    ^ [sorry|i am|we are|far|just|way]+ too busy
""")
_OUT = _of("""
    away !(day|days|from it|from this)
    on [annual|sick|maternity|paternity|parental|study|compassionate] leave
    on (holiday|vacation)
    off [sick|work|ill] !(to|track|the|from this|from it|it|this)
    out of [the] office
    (ooo|abroad|in hospital)
    not (at work|around)
    not (in|working) (today|tomorrow|until|next|this|on|from|for|again|work|the office|monday|tuesday|wednesday|\
        thursday|friday|$)
""")
_NAMED["out"] = _OUT
AWAY = _of("""
    ^ [sorry|hi|fyi|just to say|note|please note|heads up|also|and]+ [i am|i will be|i shall be|am|will be|\
        going to be|i am going to be|i have been] [now|currently] <out>
    ^ my [annual] leave
    ^ (annual leave|ooo)
    ^ holiday (until|from|next|this|#|tomorrow|today)
    ^ leave !(it|this|that|§|the|with)
    ^ [sorry|hi|fyi|and]+ i am [not] back !(on track|on course|on schedule|on target|to)
    ^ back [on|in|from|at] [work|the office|leave|holiday|again]+ (<dated>|tomorrow|next|after)
    i (do not|never) work [on] (mondays|tuesdays|wednesdays|thursdays|fridays|monday|tuesday|wednesday|thursday|friday)
    i [will be] return* [to work|from leave] on
""")
_NAMED["may"] = _of("(can|could|may|might|to|let|please) [i|we|it|this|§|you|us|me]+ [please|perhaps|possibly|also]+")
_NAMED["deadline"] = _of("[the|my|our|this]+ (deadline|date|due date|timescale*|target date|end date)")
EXTENDS = _of("""
    (need*|want|require*|give me|give us|could do with|asking for|ask for|request*|allow|would like|am after|are after|\
        chance of|can i get|can we get) [for|it|…] <time>
    <may> have [for|it|…] <time>
    <may> have [<it>] (until|to have until)
    (need|needs|want|give me|give us|request|would like|take|takes) [<it>|us|me] (until|to have until)
    <move> [<it>|the|due|date|deadline|out|back|on|over|forward]+ [to|until|into|by] (<dated>|<some>)
    (new|revised|realistic|better|later) (date|deadline|target) !(for|of the)
    (deadline|date|due date) (to|should be|needs to be|is now|of) !(the)
    extension !(of the|of our)
    extend [please|<it>|it|<deadline>|us|me]+ (to|until|by|for|please|$|<some>|<dated>)
    extend (<it>|<deadline>)
    ^ (can|could|may) (i|we|you) extend
    make (<it>|<deadline>) (the|<dated>)
    <may> be <dated>
    agree [on] [a] (new|later|revised) (date|deadline)
    ^ [please|some|a bit|bit|little]+ (more|extra) time
    ^ (another|… more) [working] (day*|week*|month*|fortnight*)
    ^ <some> (more|extra|longer)
    not [be|going to be|get it|get this] (ready|done|finished|completed|there|sorted|in place|happen) [it|\
        this] (before|until)
    ^ [sorry|<it>|is|will|be|probably|realistically|but]+ not (before|until)
    [a] (bit|little|while) longer
""")
# Others who need time, dates of something else, and time that was given already.
NOT_OURS = _of("""
    (hr|legal|finance|procurement|they|he|she|panel|cabinet|comms|who|supplier*|contractor*|provider*|printer*|\
        printers|designer*|lawyers|partners|health|nhs|school*|police|dfe|ofsted|staff|candidates|manager*|director*|\
        applicants|trust|board|bank|audit|it team|landlord*) [also|will|just|still|now|have|has|may|might|do]+ (need*|\
        want*|ask*|request*|require*|take*)
    (launch|event|meeting|panel|cabinet|interview*|consultation|workshop|training|session|visit|committee|board) [has|\
        have|was|is|been|will|be|now|date]+ <move>
    (got|granted|approved|given|had|already|agreed) [have|us|me|with|got|had|been|asked|for|a|an|the|our|my]+ extension
    (day*|week*|month*|fortnight*) (off|of|leave|holiday|notice|left|ago|away|to go|early|earlier)
    extension [was|has|has been|is|had been]+ (agreed|granted|approved|given)
""")
ASKS = _of("""
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (what|who|whom|whose|where|why|which|how) !(ever)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (is|are|was|were|am) (it|this|that|there|we|you|they|i|anyone|someone|the|§|\
        everything|everyone)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (do|does|did) (i|we|you|they|he|she|anyone|someone|the) !(not)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (do|does|did) (it|this|that) !(not|this|last|yesterday|today|on|in|already|\
        a|ages|earlier|at|two|three|now|back|all|myself|ourselves|$)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (can|could|would|should|will|shall) (i|we|you|they|it|someone|anyone)
    ^ [hi|hello|ok|so|sorry|but|and|also]+ (has|have|had) (anyone|someone|you|they|the|it|this|that|we|i|\
        he|she|everything|everyone|all|§)
    ^ when (is|was|does|do|did|will|are|should)
    ^ any (news|chance|update|word|idea)
    ^ not sure (what|which|who|how|when|if)
    ^ (i wonder|please tell|please explain|please show)
""")
REQUEST = _of("""
    (can|could|may|might) (i|we|it|this|that|§|you|the) [please|deadline|date]+ [be] (have|get|ask|take|request|\
        remind|snooze|nudge|give|pass|reassign|allow|park|hold|chase|ping|prompt|try|message|come back|get back|\
        check back|mark|close|tick|remove|leave it|leave this|bother|make <it>|make the|agree|<move>) !(the wording|\
        wording|the title|the name|the lead|the owner|the text)
    (can|could|may|might) (it|this|§|we|i|that) be <dated>
    [any] chance of
    possible to (have|get|move|push|extend)
    (ok|okay) if
    (ok|okay) to (have|get|move|push|extend|change|ask)
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
    (you|pledgekeeper|received|brilliant|super|much appreciated|and)
    for (the|this|your|all the) (reminder|reminders|nudge|help|message|patience|chase|chaser)
    (sorry|apologies) [all|everyone]
    for (the|my|any) (delay|late|slow|delayed|inconvenience|confusion) [reply|response|update|answer]
    for (not|being|replying|responding|answering|taking) […] […] (sooner|earlier|before|late|slow|long)
""")
FILLING = _of("""
    (please|pls|thanks|sorry|hi|just|a|an|bit|the|my|it|this|that|one|about|me|again|i|we|us|can|could|would|need|\
        needs|§)
    (have|get|give|want|like|more|another|extra|for|on|to|until|by|in|of|from|and|is|be|am|will|with|date|\
        deadline)
    (due|end|next|week*|month*|day*|fortnight*|working|time|extension|two|three|four|five|six|couple|few|tomorrow|\
        later|now)
    (snooze|remind|ask|nudge|push|move|moved|extend|put|back|change|new|#|-|away|leave|annual|office|out|off|back)
    (mon|monday|tues*|wed*|thurs*|fri|friday|jan*|feb*|mar|march|apr*|may|jun|june|jul*|aug*|sep*|oct*|nov*|dec*)
""")
# Each wish: its name, how it is said, and the clauses that say nothing beyond it.
WISHES: tuple[tuple[str, Said, Phrases], ...] = (
    ("hand_back", HANDS_BACK, BARE),
    ("snooze", SNOOZES, FILLING),
    ("away", AWAY, FILLING),
    ("extension", EXTENDS, FILLING),
)
