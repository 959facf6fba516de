"""What tells how a pledge goes without a word for it: kept as the note it is, under the status that stands."""

from __future__ import annotations

from pledges.finished import NOT_YET
from pledges.grammar import Phrases
from pledges.meant import IT

LEAST = 3

NO_NEWS = Phrases("""
    [sorry|still|hi|there is]+ (nothing has changed|nothing changed|nothing has moved|no change|no changes|no update|\
        no updates|no news|nothing new|nothing to report|nothing to add|nothing further|as before|as it was|as last \
        time|same as before|same as last time|same as last month|same as last week|same as last quarter|same again|as \
        per last update|not much to report|nothing much to report|not a lot to report|nothing else to report|same \
        position|position unchanged|unchanged|same as above|no movement|no further update)
""")
# Words of the work: what stands in such a report, and hardly in a word to a colleague that came here by mistake.
_THINGS = Phrases("""
    (draft*|chapter*|paper*|report*|panel|board|cabinet|committee|scrutiny|legal|finance|hr|procurement|comms|council|\
        cllr*|councillor*|member*|officer*|director*|team*|staff|trust|ofsted|dfe|nhs|health|police|school*|lga|police)
    (consult*|survey*|meeting*|met|session*|workshop*|event*|interview*|appoint*|recruit*|vacanc*|post|posts|advert*|\
        candidate*|contract*|tender*|quote*|supplier*|provider*|partner*|agenc*|apprentice*|mentor*|ambassador*)
    (budget*|fund*|money|cost*|grant*|bid|business case|approv*|agree*|sign off|signature*|decision*|review*|feedback|\
        comment*|figures|data|numbers|evidence|audit|version|template*|policy|policies|plan|plans|strateg*|checklist|\
        framework|procedure*|briefing*|permit*|system*|website|portal|register|capacity|workload)
""")
_GOING = Phrases(f"""
    ({IT}|signed off|launch*|publish*|circulat*|shared|sent|issued|submit*|present*|roll* out|pilot*|train*|develop*|\
        deliver*|implement*|commission*|package*|parking|housing|leaflet*|carer*|foster*|care leavers|young people|\
        social workers|stakeholder*)
    (done|complete|completed|finished|finish|finishing|started|start|starting|starts|progress*|delay*|wait*|await*|\
        chas*|outstanding|remaining|scheduled|booked|arranged|diar*|in place|on the agenda|slip*|action*|pledge*|\
        milestone*|snag*|hiccup*|phase|stage|percent|register|steering group|working group|subgroup*|applicant*|dmt|\
        slt|smt|clt|cmt)
    (working on|worked on|goes to|went to|gone to|with legal|with hr|with finance|due back|hoping to|plan to|planning \
        to|aiming to|expect*|will be|should be|to follow|supposed to|meant to|need to|needs to|needs a)
""")
_ASTRAY = Phrases("""
    (see|catch) you (at|in|there|on|later|soon|tomorrow|then)
    meant (for|to go to) !(me|us|launch|the panel|all|care leavers|children|young)
    (wrong chat|wrong window|wrong group|well done|marriage|my computer|my laptop|my phone|my car|my house|my kids|my \
        son|my daughter|my knee|birthday|lunch|coffee|traffic|the road|my train|dentist|doctor|got a spare|a lift|\
        football|weather|pigs|haha|away day)
""")

# Words of a wish, or of the end of it all, that no rule accounted for: they are asked about, never filed as a note.
_WISHED = Phrases("""
    (new date|new deadline|deadline|extension|postpone*|snooze*|mute|remind*|nudge|chase me|ping me|hold off|more time|\
        longer|earliest|realistic*|instead|by then|another date|move the date)
    (come off|off the list|off my list|take it off|take this off|remove|tick)
    (quiet|wait|bring them back|bring it back|a shout|ask again|part time|signed off until|knee|jury)
    ^ [and|so|but]+ until
    (mine|ours|jointly|sits with|sits under|pass it|you want|my team|not something|wrong team|for hr to|owns)
    need* (#|two|three|four|another|until) …
    need* [to] … [approval|…] until
    extend my
    not (us|me) $
    (is|are) not for (the|us|me)
    (handing|handed over|taken on|taken over|taking over|stood down|stepped down|stepping down|standing down)
    (neither|you asked|you said|it says)
    ^ (move|book|cancel|send|email|call|ring|chase|remind|tell|ask|order|print|buy|get)
    ^ i am (leaving|retiring|in|at|on|off|out|away|busy|part)
    i [have] (left|moved|changed|retired|handed|passed)
    ^ (it|this|that|§) [is|should be|must be]+ for
    ^ should be for
    (all|everything|any|none|nothing) (but|except|bar|apart from)
    not move (it|this)
    (give|gave) [hr|them|us|me|him|her|finance|legal] (another|until|more|two|three|#)
    (not me|reassign*|my list|my name|ask me|someone else|somebody else|wrong person|belong*)
    (please|can you|could you|would you|let me know|tell me|i need|we need) !(to|more|log|note|record|be aware|rest)
    (i am|i will be|i shall be) (away|off|out|on leave)
    (on leave|annual leave|holiday|on hols) $
""")


_CLOSE = Phrases("(close|close it|close this|shut it|shut)")


def is_wish(plain: str) -> bool:
    """Whether a clause seems to want something, though it is not clear what."""
    text = plain.replace("?", "").strip()
    return _WISHED.within(text) or (_CLOSE.within(text) and not NOT_YET.within(text))


def is_report(plain: str) -> bool:
    """Whether a clause tells of the work, so that it may be kept as a note; what may be a slip of the chat is not."""
    text = plain.replace("?", "").strip()
    return NO_NEWS.within(text) or (len(text.split()) >= LEAST and (_THINGS.within(text) or _GOING.within(text)))


def is_astray(plain: str) -> bool:
    """Whether a clause looks meant for somebody else."""
    return _ASTRAY.within(plain)


def is_part(plain: str) -> bool:
    """Whether a clause speaks of a paper, a meeting or somebody beside the pledge itself: what is done may be that."""
    return _THINGS.within(plain) and len(plain.split()) > LEAST
