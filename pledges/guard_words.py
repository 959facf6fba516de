"""Capitalised words of ordinary council notes: before a small number they count things, and name no child."""

from __future__ import annotations

_CALENDAR = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
"""

_GROUPS = """
    adult adults all anyone apprentice apprentices babies boys brothers carer carers child children cohort
    councillors everybody everyone families family girls governors infants kids learner learners leaver leavers
    members men mentor mentors minors nobody nurses offender offenders officer officers parent parents people person
    persons pupil pupils refugee refugees relatives resident residents siblings sisters social someone staff student
    students teacher teachers teenager teenagers tenant tenants their them these they those toddlers us we women
    worker workers young youth youths clients dads daughters fathers lads mothers mums patients perpetrators somebody
    sons survivors suspects users victims youngsters
"""

_PARTS_OF_A_COUNCIL = """
    academies academy action adoption advocacy agency assembly audit authorities authority bid board boards body
    borough branch budget bureau business cabinet camhs campus care centre chair champion champions chief church
    cluster clusters college colleges commission commissioner commissioners commissioning committee committees
    communications community company complaints constabulary contract contracts corporate council councils county
    court courts customer delivery democratic department departments deputy digital director directorate
    directorates directors district districts division edge education employment engagement environment estates
    executive facilities finance force forum fostering foundation framework fund funding governance group groups
    head health highways home homes hospice hospital hospitals hotel house housing hub hubs human improvement
    information institute justice kinship lead leaders leadership leaving leisure lga libraries library licensing
    local locality manager managers member ministry museum national network nhs nurseries nursery nursing office
    ofsted operations outreach oversight panel panels parenting parish park parks participation partner partners
    partnership partnerships performance permanence place placement placements places planning police policy prison
    probation procurement programme programmes project projects property provider providers public quality
    recruitment reform regeneration region residential resources respite room rooms safeguarding school schools
    scrutiny secretariat secretary section sector senate senior service services site sites skills society sport
    sports station strategic strategies strategy subcommittee sufficiency support surgery team teams theatre
    training transport treasury tribunal trust trusts unit units university ward wards workforce works workshop
    workshops
"""

_PARTS_OF_A_PAPER = """
    advice agenda aim aims amber annex answer answers appendix application applications article attachment band
    bands baseline batch benchmark block blue box bullet bullets card cards case cases category chapter chart check
    checklist class clause code column comment comments condition consultation criteria criterion data date dates
    deadline deadlines decision decisions diagram direction document documents domain draft drafts edition email
    emails enclosure entries entry evidence exhibit extension figure figures file finding findings flat floor
    forecast form forms goal goals grade grades green guidance heading high housekeeping impact indicator indicators
    initiative inspection inspections instalment issue issues item items junction key kpi kpis lease lesson lessons
    letter letters level levels licence line lines list loan log lot low map matter measure measures medium meeting
    meetings method milestone milestones minute minutes model module modules motion no note notes notice number
    numbers objective objectives opportunity option options order outcome outcomes output outputs page pages paper
    papers para paragraph paragraphs part parts phase phases pillar pillars plan plans pledge pledges point points
    pool position post posts priorities priority promise promises proposal proposals protocol purple quarter
    quarters question questions range rank rate rates rating recommendation recommendations record records red ref
    reference references referral referrals register release replies reply report reports request requests
    requirement resolution resolutions response responses result results return returns review reviews revision risk
    risks round row rows rule rules rung sample scale schedule scheme schemes scope score scores series session
    sessions set sheet slide slot source sources stage stages standard standards step steps story strand strands
    rays survey surveys system systems table tables task tasks template tender tenders term terms theme themes threshold
    tier tiers title topic topics total totals track tranche type update updates value values version versions visit
    visits volume wave website week weeks work workstream workstreams yellow zone
"""

_AMOUNTS_AND_TIMES = """
    about above absence absent actual additional afternoon afterwards age aged ages almost also altogether annual
    annually another approx approximately around attendance autumn average before below between both capacity
    caseload cost costs count counts current currently daily day days deficit each early easter eight eighth eleven
    end estimate estimated evening every exactly expected fifteen fifth final first five fortnight four fourth half
    headcount hour hours income increase interim just last lastly late later latest least maximum maximums mid
    midday midnight minimum month monthly months more morning most nearly next nine ninth noon nought now occupancy
    once one ongoing only or other others over overall overdue payment payments pence per plus pounds present
    previous quarterly ratio rough roughly saving savings second seven seventh several shortfall since six sixth
    some spend spending spring sum summer target targets ten tenth than then third three time timeline times
    timescale today tomorrow tonight turnover twelve twenty twice two under underspend until up vacancies vacancy
    variance waiting weekend weekends weekly winter within year yearly years yesterday yet zero
"""

_WHAT_WAS_DONE = """
    accepted achieved actioned added adopted advertised after again against agreed and answered apologies appointed
    approved are arranged as asked assessed assigned at attached attended available awaiting awarded away because
    been blocked booked briefed briefing but by called cancelled carried cc changed chased checked cleared closed
    collected commissioned complete completed concluded confirmed contacted covered created cut dear deferred
    delayed delivered did discussed do done down drafted due during ended escalated event events exceeded except
    excluding extended failed feedback filled finished for from funded given go good had has have held hello help
    here hi hired how i identified if in included including introduced invited involved is issued it its joined keep
    kept known launched left like linked live logged looked made maintained merged met missed missing moved my near
    need needed needs never new nil none not nothing of off offered ok okay old on open opened our out outstanding
    outturn paid paused pending pilot piloted placed planned please prepared produced progress progressing proposed
    provided published put raised reached ready received recorded recruited recruiting reduced referred refused
    regards released remaining reported requested resolved returned reviewed revised rolled said same scheduled
    scoped see seen sent shared short shortlisted signed sir slipped so sorry started still stop subject submitted
    supported taken tbc tested thank thanks that the there this to together trained transferred unfilled unknown
    unresolved updated used via visited was website well went were what when where which who why will with withdrawn
    without worked working written yes you your
"""

_PLACES = """
    airedale barnsley birmingham blackburn blackpool bolton bradford brighton bristol britain burnley bury
    calderdale cambridge cardiff coventry craven derby derbyshire doncaster dudley england europe exeter gateshead
    halifax harrogate hove huddersfield hull ilkley ireland keighley kent kirklees lancashire leeds leicester
    liverpool london manchester middlesbrough newcastle norwich nottingham oldham oxford peterborough plymouth
    portsmouth reading rochdale rotherham salford scotland sheffield shipley southampton stockport stoke sunderland
    swindon teams teesside wakefield wales wigan wolverhampton worcester wycliffe york yorkshire
"""

_ENDINGS = (
    "tion",
    "tions",
    "ment",
    "ments",
    "ship",
    "ships",
    "ness",
    "sion",
    "sions",
    "ities",
    "ology",
    "ance",
    "ances",
)
_NAMES_ALL_THE_SAME = frozenset({"constance", "chance", "clement", "lance", "nance", "vance"})

DAYS_AND_MONTHS = frozenset(_CALENDAR.split())
NOT_NAMES = DAYS_AND_MONTHS | frozenset(
    f"{_GROUPS} {_PARTS_OF_A_COUNCIL} {_PARTS_OF_A_PAPER} {_AMOUNTS_AND_TIMES} {_WHAT_WAS_DONE} {_PLACES}".split()
)


def is_ordinary(word: str) -> bool:
    """Whether a word, in whatever case, is one of council work and not a name. April, May and June are months here."""
    plain = word.casefold().removesuffix("'s").removesuffix("’s")
    return plain in NOT_NAMES or (plain.endswith(_ENDINGS) and plain not in _NAMES_ALL_THE_SAME)
