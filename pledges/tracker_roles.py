"""What a column of a stranger's tracker is for, told by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

LONGEST, MOST_WORDS, SLIP = 160, 14, 88.0


class Role(StrEnum):
    """What a column can be for.

    `title` stands above the action, as the issue or objective that it belongs to. `original` is the first date,
    `revised` a newer one, `due` the date where there is but one. `done_on` is when it was finished, `source_date` when
    it was decided, `support` who helps.
    """

    REFERENCE = "reference"
    TITLE = "title"
    TEXT = "text"
    OWNER = "owner"
    SUPPORT = "support"
    DUE = "due"
    ORIGINAL = "original"
    REVISED = "revised"
    STATUS = "status"
    NOTES = "notes"
    DONE_ON = "done_on"
    SOURCE_DATE = "source_date"
    COMMITTEE = "committee"


@lru_cache(maxsize=4096)
def roles_of(header: str) -> tuple[Role, ...]:
    """What a column of this name is for: several roles where one cell holds two things; none where no name fits.

    A slip in the name does not matter.
    """
    name = plain(header)
    if not name or len(name.split()) > MOST_WORDS or len(header) > LONGEST:
        return ()
    if whole := _role(name):
        return _with_owner(header) or (whole, *_second(header, whole))
    near = process.extractOne(name, _SPELT, scorer=fuzz.ratio, score_cutoff=SLIP) if len(name) > 4 else None
    return (_SPELT[near[0]],) if near else ()


def rank(header: str) -> int:
    """How surely a name means its role among several columns of the same one: the smallest first."""
    name = plain(header)
    return next((at for at, (_, pattern) in enumerate(_NAMES) if pattern.search(name)), len(_NAMES))


def plain(header: str) -> str:
    """Small letters and single spaces, without what stands in brackets and without signs."""
    header = header[: 2 * LONGEST]
    bare = _ASIDE.sub(" ", header) if _ASIDE.sub("", header).strip() else header
    return " ".join(_SIGNS.sub(" ", bare.lower().replace("’", "'").replace("'", "")).split())


def _role(name: str) -> Role | None:
    return next((role for role, pattern in _NAMES if pattern.search(name)), None)


def _with_owner(header: str) -> tuple[Role, ...]:
    """“Action and owner” holds sentences, which name their owner."""
    parts = {_role(plain(part)) for part in _AND.split(header)} if len(header) < LONGEST else set()
    return (Role.TEXT,) if parts == {Role.TEXT, Role.OWNER} else ()


def _second(header: str, first: Role) -> Iterator[Role]:
    """The other thing in “Deadline and status” and “Lead / by when”; each part must be a name by itself."""
    parts = [plain(part) for part in _AND.split(header)] if len(header) < LONGEST else []
    found = [role for part in parts if (role := _role(part))]
    if len(found) == len(parts) > 1:
        yield from (role for role in dict.fromkeys(found) if role is not first and {role, first} in _PAIRS)


_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]")
_SIGNS = re.compile(r"[^\w%#]+")
_AND = re.compile(r"\s*(?:/|&|\+|,|;|\n|\band\b|\s[-–]\s)\s*", re.IGNORECASE)
_PAIRS = (
    {Role.DUE, Role.STATUS},
    {Role.DUE, Role.NOTES},
    {Role.OWNER, Role.DUE},
    {Role.REFERENCE, Role.SOURCE_DATE},
    {Role.NOTES, Role.STATUS},
)
_DAY = r"(?:date|deadline|due|time ?scale|timeframe|target|completion|delivery|milestone|by when|end)s?"
_NUMBER = r"(?:no|nos|num|number|ref|refs|reference|id|code|#)"
# The first that fits counts, so what is narrower stands above.
_NAMES = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.NOTES, r"^(?:q[1-4]|quarter [1-4]|qtr ?[1-4])(?! (?:rag|b?rag|status|rating))\b"),
        (Role.STATUS, r"\b(?:b?rag|rag[a-z]?)\b|^(?:open closed|closed open|open or closed)"),
        (
            Role.DONE_ON,
            r"\b(?:date|when) (?:of )?(?:(?:action|actually) )?(?:was )?(?:completed|closed|achieved|done|discharged)"
            r"|\b(?:date of|actual|closure|closed) (?:completion|closure|end|finish|date|on)|^(?:completed|closed) on",
        ),
        (Role.STATUS, r"^(?:is it |action )?(?:completed?|done|closed|achieved|discharged)(?: y n| yes no)?$"),
        (Role.STATUS, r"\bstatus\b|\bopen closed\b|^state$|^(?:is it )?on track|^%|\b(?:percent|percentage) complete"),
        (
            Role.SOURCE_DATE,
            r"\b(?:previous|last|next) (?:meeting|update|review|updated)\b|\b(?:last )?updated(?: on)?$",
        ),
        (Role.REVISED, rf"\b(?:revised|extended|new|current|updated|amended|latest|forecast)\b.*\b{_DAY}\b"),
        (Role.ORIGINAL, rf"\b(?:original|initial|first|baseline|old)\b.*\b{_DAY}\b"),
        (
            Role.SOURCE_DATE,
            r"\bstart\b|\b(?:date|when|meeting)\b.*\b(?:raised|added|agreed|opened?|identified|logged|created|set"
            r"|assigned"
            r"|allocated|recorded|made|meeting|committee|origin|issued|of action)\b"
            r"|\b(?:exec|executive|cabinet|meeting|committee|panel|board|scrutiny|session|council) dates?\b"
            r"|\b(?:raised|opened|agreed|logged) (?:on|at|date)\b|^(?:date )?raised$",
        ),
        (
            Role.REFERENCE,
            rf"^{_NUMBER}\b|\b{_NUMBER}$|^(?:s n|s ?no|serial|#|min|minute|minute item|item)$|^(?:action|rec"
            rf"|item) {_NUMBER}"
            rf"|\b(?:action|minute|recommendation|rec|item|objective|pledge) {_NUMBER}\b",
        ),
        (
            Role.SUPPORT,
            r"\b(?:support|supporting|supported|supporters?|partners?|contributors?|assisted|assisting|consultees?"
            r"|stakeholders?|resources?|involved|helped|helpers?)\b",
        ),
        (
            Role.DUE,
            r"\bby when\b|^when\b|\bdeadlines?\b|\bdue\b|\btime ?(?:scale|frame|line|limit)s?\b|\btarget(?: dates?)?\b"
            r"|\btiming\b|\b(?:to be )?completed? by\b|\b(?:completion|end|finish|delivery|milestone|implementation|due"
            r"|review|action|expected|planned|required) dates?\b|\bcompletion$|\b(?:date|dates) (?:for|due|by|to)\b"
            r"|^due\b|^by$|\bfinish$|\b(?:expected|anticipated|estimated) (?:completion|date|finish)"
            r"|\baction(?:ed)? by date"
            r"|\bimplement(?:ed|ation) by\b|^implementation$",
        ),
        (
            Role.OWNER,
            r"\b(?:owners?|leads?|who|whom|responsib\w+|assigned|assignees?|accountab\w+|allocated|allocation|delegated"
            r"|holder|sponsors?|person|named|actionee|sro|initials|led by|post)\b|\b(?:lead|officers?)\b"
            r"|\bactioned by\b"
            r"|^(?:to be )?action(?:ed)? by$|^(?:lead )?(?:member|cabinet member|directorate lead|name)$|\bowned by\b",
        ),
        (
            Role.NOTES,
            r"\b(?:updates?|comments?|commentary|notes?|progress|positions?|responses?|evidence|narrative|follow ?up"
            r"|feedback|next steps?|latest|taken|so far|impact|what has (?:been|happened)|what have we|explanation"
            r"|remarks?|assurance|detail of|measure\w*|kpis?|success criteria|outcomes? (?:achieved|to date)"
            r"|how will we"
            r"|how we will know|you will know|what (?:we|you|they)(?:ve| have)? (?:have )?(?:done|achieved|did)"
            r"|do next|accepted|agreed y n)\b"
            r"|^outcome$|^result",
        ),
        (
            Role.TEXT,
            r"^(?:smart |key |agreed |proposed |required |improvement |specific |the |detailed |management |council "
            r"|our |"
            r"completed |open |closed |outstanding )*actions?(?: points?| required| agreed| needed| to be taken"
            r"| description"
            r"| detail\w*| items?| plan| completed| closed| open| outstanding| we will take| to take| steps?| log)*$",
        ),
        (Role.NOTES, r"^how (?:is|are|has|have|did)\b|\b(?:getting on|going)$"),
        (Role.TITLE, r"^what (?:do|did|you|they|young people|children|people)\b(?!.*\bwe\b)|^you (?:said|told|asked)"),
        (Role.TEXT, r"\bwe (?:will|are going to|ll|need to) do\b"),
        (Role.TEXT, r"^(?:what|how)\b(?!.*\b(?:how will we|success|know|done)\b)|\bwhat (?:will|we|needs|is)\b"),
        (Role.TEXT, r"\bactions?\b(?!.*\b(?:type|category|priority|source|area|log)\b)"),
        (
            Role.TEXT,
            r"^(?:key )?(?:tasks?|activit\w+|commitments?|pledges?|promises?|steps?|deliverables?|milestones?)\b",
        ),
        (Role.TEXT, r"\brecommendations?\b|\b(?:resolution|resolved)\b|^(?:requests?|decisions?)\b|^to do\b"),
        (
            Role.TEXT,
            r"\b(?:tasks?|activit\w+|commitments?|pledges?|promises?|deliverables?|milestones?)\b|^description\b",
        ),
        (
            Role.COMMITTEE,
            r"^(?:origin|committee|panel|board|forum|meeting|source|scrutiny|body|group|select committee)\b",
        ),
        (
            Role.TITLE,
            r"\b(?:issues?|objectives?|priorit\w+|themes?|outcomes?|areas?|items?|topics?|subjects?|agenda|findings?"
            r"|standards?"
            r"|aims?|goals?|domains?|work ?streams?|requirements?|risks?|heading|category|title|section|strand"
            r"|strategic"
            r"|service|ambition|concern|matters?)\b",
        ),
        (Role.SOURCE_DATE, r"^(?:date|meeting|year|month)s?$"),
    )
)
_SPELT = {
    **dict.fromkeys(("action", "actions", "action required", "recommendation", "commitment", "milestone"), Role.TEXT),
    **dict.fromkeys(("responsible", "responsible officer", "responsibility", "lead officer", "owner"), Role.OWNER),
    **dict.fromkeys(("deadline", "timescale", "due date", "target date", "completion date", "by when"), Role.DUE),
    **dict.fromkeys(("reference", "action number"), Role.REFERENCE),
    **dict.fromkeys(("progress", "comments", "update", "progress update"), Role.NOTES),
    **dict.fromkeys(("status", "rag rating", "rag status"), Role.STATUS),
    **dict.fromkeys(("objective", "priority", "theme", "issue"), Role.TITLE),
    **dict.fromkeys(("committee", "supporting officer", "partners"), Role.COMMITTEE),
    "supporting officer": Role.SUPPORT,
    "partners": Role.SUPPORT,
}
