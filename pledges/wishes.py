"""What owners say that is not how it goes: more time, later, somebody else's, away, a question, thanks.

A phrase that was misread is mended here, together with its line in the table of utterances that the tests hold.
"""

from __future__ import annotations

from pledges.being_away import AWAY
from pledges.grammar import Phrases, Said
from pledges.handing_back import BARE, DATED, HANDS_BACK, PLEDGE
from pledges.manners import LATER, MOVE, REQUEST

_SOME = Phrases("""
    (a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|another|#|couple of|few) [more|extra|working|\
        further] (day*|week*|month*|fortnight*)
""")
_MORE = Phrases("(more|extra|another|additional|further|other|couple of)")
_NAMED = {"it": PLEDGE, "dated": DATED, "some": _SOME, "more": _MORE}
_NAMED["move"] = MOVE
_NAMED["later"] = LATER


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
    <please> (remind|nudge|ask|prompt|chase|ping|message|try|bother|bug|pester|poke) me (again|later|on|in|next|about|\
        after|when|at|tomorrow|nearer|closer|from|a|first thing|#|end|monday|tuesday|wednesday|thursday|friday)
    <please> (come|get|check|circle) back (to|with) me
    ^ [sorry|please]+ not (now|today|this week)
    ^ [ask|remind|maybe] later !(than)
    park <it>
    leave <it> [with me] (until|for)
    <please> (hold|pause) [<it>|off] (until|for)
    ^ [please|just|or|so|best|maybe|can you|could you]+ try [me|us|again|back]+ [on|in|after]+ (<dated>|tomorrow|later|\
        next week)
    <please> (ask|chase|nudge|prompt|check) [me|us] [about|on] <it> (again|then|on|in|after|next|nearer|tomorrow|\
        <dated>)
    (can|could) (i|we|you) [please|just]+ <later> [<it>|up|again|then|next|on|about|at|to|back|in|after|until]+ <dated>
    <please> (try|ask|remind|chase|nudge|prompt) again (on|this|first thing|in|after|next|later|tomorrow|monday|\
        tuesday|wednesday|thursday|friday)
    (ask|nudge|remind|chase|try|prompt|ping|message) [me|us|again]+ then $
    (stop|no more) (asking|nudg*|remind*|chasing)
    [i|we] (will|can|let me|can i|could i) [have to|need to|try to|try and|be able to]+ (come back|get back|reply|\
        respond|update you|let you know|look|look at <it>|pick <it> up|deal with <it>|reply to you|send an update|get \
        an update|give you an update|check|check and let you know) [to you|to it|on it|…] [back|…] (on|next|in|after|\
        later|tomorrow|by|monday|tuesday|wednesday|thursday|friday)
    ^ [sorry|i am|we are|far|just|way]+ too busy
    (hold|pause) off [on|with] [<it>|asking|me] (until|for)
    (mute|pause) <it>
    (can|could|will|let) [<it>|they|them|these]+ wait (until|for)
    <it> [can|could|will]+ wait until
    (resend|re-send|send) [<it>|again|me|back]+ (on|next|tomorrow|in a|monday|tuesday|wednesday|thursday|friday)
    bring (<it>|them) back (on|in|to me|up|then|after)
    ^ [please|keep]+ quiet (until|for)
    (catch|get|grab|shout) me [on|again|back|at]+ (on|in|after|next|later|\
        tomorrow|monday|tuesday|wednesday|thursday|friday) !(my|the phone|teams)
    bear with me until
    (^|please|can you|could you|would you|just|and) (check|come|circle|try) back [please] (in|on|after|next|tomorrow|\
        later|monday|tuesday|wednesday|thursday|friday) !(track|course|it|this|line)
    (can|could|would|will) you [please|just|maybe]+ (ask|chase|nudge|check|try|prompt) [me|us|again|back]+ [on|in|\
        after]+ (<dated>|tomorrow|later|next week|next month|then|this afternoon)
    (i|we) (will|should|can) [then|also]+ (have|give) [you|an|a|the|some|proper|full|better]+ (answer|update|news|\
        response) [for you|to you|then]+ (on|by|in|after|next|tomorrow|later|monday|tuesday|wednesday|thursday|friday)
    ^ [please|maybe|can we do|could we do|how about]+ next week (please|instead|better|is better|ok|okay|if)
    ^ [please]+ leave <it> [a|another|for] (week|fortnight|month|day|few days|couple of days|couple of weeks)
    not this week [please|sorry|but] (ask|try|next)
    give me a (shout|nudge|ring|call|poke|prod) [about <it>|on <it>|again]+ (on|in|after|next|later|tomorrow|about|\
        monday|tuesday|wednesday|thursday|friday)
    (leave|let) (me|us|this with me|it with me) [alone|be] (until|for|till)
    [i|we] (will|can|let me|can i|could i) [just]+ (answer|update|look into <it>|message you|come back|let you have \
        <it>|have a look|have an update|tell you) […] [back|…] (on|next|in|after|later|tomorrow|by|monday|tuesday|\
        wednesday|thursday|friday)
""")
_NAMED["may"] = _of("(can|could|may|might|to|let|please) [i|we|it|this|§|you|us|me]+ [please|perhaps|possibly|also]+")
_NAMED["deadline"] = _of("[the|my|our|this]+ (deadline|date|due date|timescale*|target date|end date)")
EXTENDS = _of("""
    (need*|want|require*|grateful for|appreciate|welcome|give me|give us|could do with|could really do with|\
        asking for|ask for|request*|allow|would like|am after|are after|chance of|can i get|can we get) [for|it|\
        …] <time>
    <may> have [for|it|…] <time>
    <may> have [<it>] (until|to have until)
    <may> have [<it>|say|maybe]+ [the] <dated> […] [#|jan*|feb*|mar*|apr*|may|june|july|aug*|sep*|oct*|nov*|dec*] [#] \
        (instead|please|for it|for this|for §|for that|on it|on this|on §|if|as we|as the|as our|as i|$) !(launch|\
        event|new)
    (deadline|date|due date|target) [please] be [changed|moved|pushed|set] [to] <dated>
    (need|needs|want|give me|give us|request|would like|ask for|asking for|take|takes) [<it>|us|me] (until|\
        to have until)
    <move> [<it>|the|due|date|deadline|for|on|out|back|on|over|forward]+ [to|until|into|by] (<dated>|<some>)
    (new|revised|realistic|better|later) [target|due|finish|completion|end|delivery|proposed]+ (date|deadline|target|\
        timescale) !(for|of the|date|deadline)
    (deadline|date|due date) (to|should be|needs to be|is now|of) !(the)
    extension !(of the|of our)
    extend [please|<it>|it|<deadline>|us|me|both|them|all|all three]+ (to|until|by|for|please|$|<some>|<dated>)
    extend (<it>|<deadline>)
    ^ (can|could|may) (i|we|you) extend
    make (<it>|<deadline>) (the|<dated>)
    (give me|give us|let me have|let us have) to <dated>
    (asking for|ask for|requesting|request|seeking) <dated>
    (suggest|propose|offer) [a|the|moving to|moving it to|a new date of|new date of|it to]+ <dated>
    (go for|make it|set it for|set it to|reset it to|reset to|change it to|revise to|revise it to|\
        revised to) [the] <dated>
    (deadline|date|due date) [for|of|on] [<it>] (be|needs|should be|to be|needs to be|wants) [moving|changing|pushing|\
        moved|changed|pushed|set]+ [back|out|on]+ to (<dated>)
    <may> be <dated>
    <may> (run|slip) [back|on|out|over]+ (to|until|into) [the|early|mid|late|end of]+ <dated>
    agree [on] [a] (new|later|revised) (date|deadline)
    ^ [please|some|a bit|bit|little]+ (more|extra) time
    ^ (another|… more) [working] (day*|week*|month*|fortnight*)
    ^ <some> (more|extra|longer)
    not [be|going to be|get it|get this] (ready|done|finished|completed|there|sorted|in place|happen) [it|this] \
        (before|until)
    ^ [sorry|<it>|is|will|be|probably|realistically|but]+ not (before|until)
    [a] (bit|little|while) longer
    (new|revised) (date|deadline) for <it>
    (could|can) (we|i|you) (say|call it|do) <dated>
    ^ <it> (to|until) <dated>
    (an extra|a further|another|an additional) (day*|week*|month*|fortnight*) (would|should|will|needed|required|might|\
        please)
    <some> (would|should|will|needed|required|might)
    ^ [the|early|mid|late|end of]+ <dated> […] [#|jan*|feb*|mar*|apr*|may|june|july|aug*|sep*|oct*|nov*|dec*] [#] (is|\
        would be|looks|seems) [more|a|the|probably|now|our]+ (realistic|earliest|doable|achievable|likely|more like it)
    ^ [the|early|mid|late|end of|say|maybe]+ <dated> [jan*|feb*|mar*|apr*|may|june|july|aug*|sep*|oct*|nov*|dec*] [#] \
        [please] instead [please|then|if possible] $
    ^ [the|early|mid|late|end of]+ <dated> [jan*|feb*|mar*|apr*|may|june|july|aug*|sep*|oct*|nov*|dec*] [#] would be $
    (would|could|can|is) [mon*|tue*|wed*|thu*|fri*|the|early|mid|late|end of]+ <dated> […] [#] (be|work|ok|okay|suit|\
        do|possible)
    (request*|asking for) [an|a] extension
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
    <dated> [#] off
    (day*|week*|month*|fortnight*) (off|of|leave|holiday|notice|left|ago|away|to go|early|earlier)
    extension [was|has|has been|is|had been]+ (agreed|granted|approved|given)
""")
MOVED_AWAY = _of("""
    (team|teams|staff|people|they|who|service|office|he|she|families|cohort|manager|managers) [all|has|have|finally|\
        already]+ (moved|changed) !(the date|the deadline|it|this|§)
""")
REFUSED = _of("""
    not make (it|this) [on|for] (<dated>|tomorrow|today)
    (not|no|never|without) [to|a|any|…] (need|want|require|ask*|snooze|remind|more|extra|extension|extend|away|leave|\
        move|push)
""")
FILLING = _of("""
    (please|pls|thanks|sorry|hi|just|a|an|bit|the|my|our|it|this|that|one|about|me|us|again|i|we|can|could|would|need|\
        needs|§|you|your|so|think|probably|realistically|really|actually|possibly|perhaps|still|also|say|reckon)
    (have|has|get|give|want|like|love|appreciate|grateful|target|more|another|extra|for|on|to|until|by|in|of|from|and|\
        or|is|are|be|been|am|will|with|date|deadline|timescale|there|not|no|as|at|do|than|rather|make|take|takes|allow|\
        agree|should|may|might|would you|will you|financial|financial year)
    (due|end|back end|next|week*|month*|day*|fortnight*|working|time|extension|two|three|four|five|six|seven|eight|\
        nine|ten|twelve|couple|few|tomorrow|today|tonight|later|longer|now|further|additional|other|short|little|while|\
        revised)
    (snooze*|remind*|reminder*|ask|asking|nudge|push*|move*|moving|extend*|put|back|out|off|away|change*|changing|new|\
        postpone*|shift*|defer*|delay*|hold|pause|park|mute|chase|prompt|ping|message|try|bother|resend|send|bug|\
        pester|poke|leave|request*|slip*|reschedul*|roll*|bump|skip|reset|set|come|look|reply|respond|answer|update|\
        let|know|check|deal|pick|up|stop)
    (ideally|least|latest|roughly|approx|approximately|honestly|granted|given|requesting|proposed|completion|finish|\
        delivery|timeframe|timeline|submission|expected|lets|let|less|quieter|calmer|free|alright|all right|suggest*|\
        propos*|allowed|acceptable|grateful|kindly|properly|fully|bump*|shove*|knock*|slide|stretch*|revis*|adjust*|\
        alter*|amend*|wonder*|trouble|seeking|hoping|looking|way|scope|room|flexibility|was|were|had|got)
    (annual|office|weekend|over|morning|afternoon|am|pm|lunch|lunchtime|cop|close of play|end of play|first|first \
        thing|early|late|mid|middle|beginning|start|after|before|nearer|closer|around|circa|christmas|easter|xmas|eve|\
        spring|summer|autumn|winter|term|half term|year|quarter|new year|q1|q2|q3|q4)
    (mon|monday|tues*|wed*|thurs*|fri|friday|sat|saturday|sun|sunday|jan*|feb*|mar|march|apr*|may|jun|june|jul*|aug*|\
        sep*|oct*|nov*|dec*|#|-)
    (go|goes|going|gone|needed|required|both|wait|quiet|shout|realistic|earliest|doable|achievable|likely|any|chance|\
        possible|poss|possibility|if|ok|okay|mind|when|then|going|gonna|sick|holiday|wait|ready|done|finished|\
        completed|happen|slipped|this one|that one|busy|swamped|meeting|meetings|all day|too|far|bit of|some|better|\
        realistic|good|work|works|fine|instead|done by|till)
""")
_HEDGED = _of("""
    (may|might|could|would|will probably|may well) [well|also|still|then] (need|want|require|have to|slip|ask)
    (thinking|thought|talk) (of|about)
    (if|unless|in case|whether|depend*|once)
    wish
""")
_IF_YOU_MAY = _of("""
    if (possible|poss|that is|you can|you could|it is|at all|ok|okay|needed|need be|we|i) [ok|okay|possible|alright|\
        all right|fine|can|could|may]+
    would (like|be|it|that|you|appreciate|love)
    might need to ask
""")
_REASON = _of("""
    (because|since|due to|owing to|given|while|whilst|so|after|with)
    as !(soon|well)
    to (finish*|complete|completing|get|do|deliver|sort|close|wrap|agree|allow|let|give|make|write|recruit|resolve|\
        conclude|consult|publish|fit|enable|work|tie|be|line up|coincide|match|take|meet|hear|see|bring|build|reflect|\
        turn|pull|align)
    for (the|a|an|our|my|all|staff|hr|legal|finance|it|sign off|consultation|panel|cabinet|comms|approval|this to)
    (until|before) (the|we|i|they|hr|legal|finance)
    when (i|we) (have|get)
    by which
    (and|but) (then|will|we|i|it)
""")
# Each wish: its name, how it is said, and the clauses that say nothing beyond it.
WISHES: tuple[tuple[str, Said, Phrases], ...] = (
    ("hand_back", HANDS_BACK, BARE),
    ("snooze", SNOOZES, FILLING),
    ("away", AWAY, FILLING),
    ("extension", EXTENDS, FILLING),
)


def is_hedged(text: str) -> bool:
    """Whether more time is only thought of, or hangs on something; “if that's all right” is no more than polite."""
    return _HEDGED.within(_IF_YOU_MAY.replace("", text)) and not REQUEST.within(text)


def is_all_of_it(text: str) -> bool:
    """Whether nothing in a wish goes unexplained: beside it stand small words, days, and a reason at its end."""
    reasons = _REASON.spans(text)
    said = text[: reasons[0][0]] if reasons else text
    return not said.strip() or FILLING.cover(said.strip())
