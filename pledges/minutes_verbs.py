"""The words by which minutes say that something is to be done, and the words that do no such thing."""

from __future__ import annotations

import re

VERBS = frozenset(
    """accelerate access achieve acknowledge act add address adjust adopt advertise advise agree align allocate allow
    amend analyse announce apply appoint approach approve arrange ask assess assign assist assure attend audit
    benchmark begin book brief bring build call campaign capture carry cascade chair challenge change chase check
    circulate clarify close collaborate collate collect combine come commence commission commit communicate
    compare compile complete conclude conduct confirm connect consider consolidate construct consult contact
    continue contribute convene coordinate co-ordinate correct correspond cost create deal debate decide define
    delegate deliver demonstrate deploy describe design determine develop devise direct disband discuss display
    disseminate distribute document draft draw drive edit e-mail email embed employ enable encourage engage
    enhance enquire ensure escalate establish estimate evaluate examine expand expedite explain explore extend
    facilitate fast-track feed feedback finalise find finish fix focus follow follow-up formalise formulate
    forward foster fund gain gather generate get give go have help highlight hold host identify implement improve
    incorporate increase inform initiate inject input inquire insert inspect instigate integrate introduce
    investigate invite involve issue join keep launch lead learn let liaise link list lobby log look place print
    ring phone chase email tape paint maintain make manage map mark meet merge mobilise monitor move negotiate
    nominate note notify obtain offer open operate order organise outline oversee own participate pass pay perform
    pick pilot plan populate post prepare present press prevent prioritise process procure produce progress
    project promote propose provide publicise publish purchase pursue put raise re- circulate re-inject re-issue
    re-run reach read recirculate recommend reconsider record recruit redesign redraft reduce refer refine refresh
    register reinstate reissue relaunch release remind remove renew reopen repair replace reply report represent
    request research reset resolve respond restart retain return revert review revise revisit rewrite roll run
    scan schedule scope scrutinise search secure seek select send set share show sign signpost simplify source
    speak start stop strengthen structure study submit suggest summarise supply support survey take talk target
    tell test thank think track train transfer translate trial trigger try undertake receive accept welcome
    endorse elect ratify commend refer respond return reply confer oversee recirculate re-visit rearrange arrange
    accompany adapt fulfil cease clear clean install inspect maintain plant paint mow cut trim order quote price
    pay seek erect remind repaint resurface replace renew reinstall report-back top-up tidy weed water update
    upgrade upload urge use utilise validate verify view visit work write""".split()
)
NOTING = frozenset(
    """noted received endorsed approved agreed accepted adopted confirmed signed welcomed supported acknowledged
    appointed elected re-elected reappointed ratified commended thanked congratulated excluded declared recognised
    granted recorded moved seconded deferred withdrawn delegated authorised affirmed taken considered left refused
    rejected granted co-opted proposed declined retained upheld reaffirmed""".split()
)
THINGS = frozenset(
    """report reports update updates paper papers item items minutes terms tor reference letter letters policy
    policies plan plans strategy strategies document documents card list data figures agenda action actions
    meeting meetings date dates budget code information recommendation recommendations proposal proposals review
    reviews checklist programme survey results issue issues work this it these that there which timetable template
    form website page details link briefing session training presentation slides draft matter matters comments
    feedback next discussion decision membership arrangements process guidance position outcome progress
    consideration event workshop notice contract application applications consultation scorecard dashboard
    protocol framework pledge pledges contents copy copies video register log tender capital funding appendix
    table section paragraph statement summary resource resources visit visits""".split()
)
AGENTS = frozenset(
    """member members officer officers official officials team teams board committee panel council chair chairman
    chairperson chairwoman vice-chair vice-chairman director directors directorate directorates head heads manager
    managers clerk lead leads secretariat secretary service services department departments group sub-group
    subgroup trust nurse nurses headteacher headteachers councillor councillors cllr cllrs everyone all partners
    agencies agency school schools police authority authorities forum unit office partnership executive cabinet
    ambassador ambassadors champion champions coordinator co-ordinator commissioner commissioners solicitor
    headteacher- designate bursar sencos senco dsl sbm caretaker groundsman staff chairs mayor leader
    representative representatives practitioner practitioners administrator accountant treasurer consultant
    analyst adviser advisor advisers advisors assistant deputy principal governors trustees ranger warden planner
    engineer surveyor inspector governor owner owners society association federation college university hospital
    ccg icb nhs foundation company contractor providers provider carers foster parents parent network alliance
    both collective people hr finance legal it communications comms democracy scrutiny participants attendees delegates
    attendee body bodies himself herself organisers organiser minister ministers ministry division tbc tba
    holder holders worker workers librarian registrar ombudsman auditor auditors guardian guardians""".split()
)
NOUNS_TOO = frozenset(
    """commission repair benefit order quote price water plant paint cut trim report access act address advance
    approach audit benchmark book brief call campaign capture challenge change chair check close contact cost
    cover deal debate design display document draft draw drive edit experience feed feedback file find focus
    forward fund gain generate head help highlight host input issue join launch lead leave level link list log
    look map mark market measure meet model monitor move name note notice offer open own part pass pay pilot place
    plan point post present press process produce programme progress project purchase question raise record
    register release request research review run schedule scope search share show sign source staff stage start
    stop structure study supply support survey target task test track train transfer trial trigger update upgrade
    use view visit work""".split()
)
NOTE_VERBS = frozenset(
    """note endorse approve receive accept welcome support acknowledge ratify adopt appoint elect thank agree confirm
    commend sign delegate recognise have""".split()
)
FINITE = frozenset(
    "saw said had has have was were is are gave felt told came went took made did does says sees asks".split()
)
LIKE_PAST = frozenset(
    """looked appointed elected designated nominated integrated shared co-opted named accredited registered
    interested disabled related advanced continued dedicated assigned affected involved concerned commissioned
    identified""".split()
)
VERB = rf"(?:{'|'.join(sorted(map(re.escape, VERBS), key=len, reverse=True))})"
ADVERB = (
    r"(?:(?:also|then|both|jointly|further|urgently|now|please|formally|always|again|only|\w+ly|in (?:turn|future)"
    r"|re|continue(?: to)?|look|try|start|begin)\s+(?:to\s+)?)*"
)
BODY = (
    r"(?:panel|board|committee|sub-?committee|cabinet|council|group|forum|meeting|members|governors|trustees"
    r"|directors|councillors"
    r"|partnership|executive|governing (?:body|board)|authority|trust)"
)
ANY_VERB = (
    r"(?!(?:the|a|an|this|that|these|those|all|any|each|his|her|their|its|our|be|have|which|whom|date|him|them|us"
    r"|it|some|those|not|other"
    r"|members|officers|council|cabinet|full|such|date|also|both|new|young|care|children|people)\b)(?-i:[a-z][a-z-]{2,})"
)
