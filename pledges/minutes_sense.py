"""What a sentence of minutes does: gives work to somebody, or only notes, approves and appoints; or reports."""

from __future__ import annotations

import re

from pledges.minutes_agents import is_agent
from pledges.minutes_verbs import ADVERB, ANY_VERB, NOTE_VERBS, NOTING, VERB
from pledges.minutes_who import is_given, verb_of

_FLAGS = re.IGNORECASE
_NOTES = re.compile(
    rf"\b(?:be|is|are|was|were|been|being)\s+(?:\w+ly\s+|hereby\s+|also\s+)?(?:{'|'.join(sorted(NOTING))})\b"
    r"|^(?:that\s+)?(?:the\s+)?[\w\s’'-]{0,60}?(?<!\bas )\b(?:notes?|noted|noting|endorses?|endorsed|approves?"
    r"|approved|receives?|received"
    r"|accepts?|accepted|welcomes?|welcomed|supports?|supported|acknowledges?|acknowledged|recognises?|ratif(?:y"
    r"|ied|ies)"
    r"|adopts?|adopted|appoints?|appointed|thanks?|thanked|commends?|commended|congratulates?|confirms?|confirmed"
    r"|agrees?|agreed|delegates?|delegated)\b"
    r"|^(?:to\s+)?(?:note|endorse|approve|receive|accept|welcome|support|acknowledge|ratify|adopt|appoint|elect|thank"
    r"|agree|confirm|commend|sign|delegate|recognise)\b",
    _FLAGS,
)
_NOTHING = re.compile(
    r"^(?:none|nil|no (?:further |new |other )?actions?|noted|agreed|approved|received|for noting|n/?a"
    r"|not applicable|no further action(?: (?:was )?required)?|no action (?:was )?required"
    r"|there were no (?:new )?actions?|for information(?: only)?|-+)\W*$",
    _FLAGS,
)
_ASKS = re.compile(
    rf"\b(?:be|to be|is|are|was|were)\s+(?:again\s+)?(?:asked|requested|tasked|instructed|required|directed|urged"
    rf"|commissioned|charged)\s+(?:to\s+{ADVERB}{VERB}|with)\b"
    rf"|\b(?:requests?|requested|instructs?|instructed|directs?|tasks?|tasked"
    rf"|urges?)\s+(?:that\s+)?(?:the\s+)?\w[^.;]{{1,80}}?\s+(?:to\s+)?{VERB}\b"
    rf"|\bbe invited to\s+{ADVERB}{VERB}\b|\b(?:will|shall|would|should|must)\s+{ADVERB}{VERB}\b|\b(?:agreed|undertook)"
    rf"\s+to\s+{ADVERB}{VERB}\b",
    _FLAGS,
)
_PASSIVE = re.compile(
    r"\b(?:be|being|get|gets)\s+(?:\w+ly\s+|also\s+|then\s+|hereby\s+)?(?P<done>[\w-]*(?:ed|en|de|ne|wn|nt|ld|ght"
    r"|put|set|read|sent|held|met|paid|told|led|fed|lent|spent|dealt|left|"
    r"given|made|done|laid|run|hung|swept|found|kept|brought|built|cut|drawn|taken|written|shown))\b",
    _FLAGS,
)
_COME = re.compile(
    r"\b(?:come|go|return|comes|goes|returns|form|forms|include|includes|reflect|reflects|remain|move)\b", _FLAGS
)
_CLAUSES = re.compile(r"(?:;|,)?\s+and\s+(?:that\s+)?|;\s*|\.\s+(?=[A-Z])", _FLAGS)
_FURTHER = re.compile(r"\s+(?:out|forward|up)\b", _FLAGS)  # to be carried out, taken forward
_REASON = re.compile(r"\s+(?:on the grounds? that|because|by reason of)\b[^;]*", _FLAGS)
_READS = 1500  # characters of a resolution that are looked at
_LEAVES = re.compile(
    r"\bdelegated (?:authority|powers?)\b|\bauthority be (?:delegated|given|granted)\b"
    r"|\bbe authorised to\b|\bplaces? on record\b",
    _FLAGS,
)
_STANDING = re.compile(
    r"\b(?:next meet|meet next|meet again)\b"
    r"|\bin the (?:chair|minute book)\b|\bcorrect record\b|\baccurate record\b|\bterms of reference\b.*\bapproved\b|"
    r"\bpress and public\b|\bpublic\b.{0,40}\bexcluded\b"
    r"|\bminutes of the\b.*\b(?:signed|agreed|approved|confirmed)\b|\bdeclarations? of interest",
    _FLAGS,
)
_GIVES = re.compile(
    rf"\b(?:agreed|undertook|offered|promised|committed)\s+(?:that\s+(?P<that>.+?)\s+(?:would|will|should|shall)"
    rf"|to)\s+{ADVERB}(?:be\b|{VERB}\b|{ANY_VERB}\b)|\b(?:would|will|shall)\s+{ADVERB}{VERB}\b"
    rf"|\b(?:was|were)\s+(?:asked|tasked|requested|instructed)\s+(?:to|with)\b",
    _FLAGS,
)


def is_nothing(words: str) -> bool:
    """“None”, “N/A”, “no action required”."""
    return bool(_NOTHING.match(words.strip()))


def is_work(resolution: str) -> bool:
    """Whether a resolution gives work: some clause of it does more than note, approve, endorse or appoint.

    At least half of what councils resolve only notes or approves.
    """
    return not _STANDING.search(resolution[:_READS]) and bool(working_parts(resolution))


def only_notes(recommendation: str) -> bool:
    """Whether a recommendation of a report asks for no more than to be noted, approved or discussed."""
    return not is_work(recommendation) and bool(_NOTES.search(recommendation) or _STANDING.search(recommendation))


def working_parts(resolution: str) -> list[str]:
    """The clauses that give work: “… be noted and that *the Clerk write to the county*”."""
    told = _REASON.sub("", resolution[:_READS])
    return [part for part in _CLAUSES.split(told) if len(part.split()) > 2 and _works(part)]


def _works(clause: str) -> bool:
    text = re.sub(r"^(?:and\s+)?(?:that:?\s+|to:?\s+)?", "", clause.strip(), flags=_FLAGS)
    if _LEAVES.search(clause):
        return False
    if is_given(text) or _ASKS.search(clause) or any(_is_done(each) for each in _PASSIVE.finditer(clause)):
        return True
    verb = verb_of(text)
    if noted := (None if verb and verb not in NOTE_VERBS else _NOTES.search(text)):
        return _active(text[noted.end() :])
    return bool(verb and verb not in NOTE_VERBS) or bool(_COME.search(clause))


def _is_done(passive: re.Match[str]) -> bool:
    done = passive["done"].casefold()
    further = _FURTHER.match(passive.string, passive.end())
    return (done not in NOTING or bool(further)) and not (
        done == "set" and re.match(r"\s+(?:at|as)\b", passive.string[passive.end() :])
    )


def _active(rest: str) -> bool:
    """Whether what follows on a noting still asks somebody: “… be noted, with officers to report back”."""
    return bool(re.search(r"\bto\s+(?:report|provide|bring|circulate|write|present)\b", rest, _FLAGS)) and bool(
        re.search(r"\b(?:officers|director|head|manager|chair|clerk|team)\b", rest, _FLAGS)
    )


def is_promise(sentence: str) -> bool:
    """Whether a sentence of the running text says that somebody will do something, or agreed to."""
    found = _GIVES.search(sentence)
    if not found or len(sentence) > 500 or _STANDING.search(sentence) or _NOTES.search(sentence[: found.start()] + " "):
        return False
    subject = sentence[: found.start()].strip(" ,")
    who = found["that"] or re.split(r",\s+|\band\s+that\b|\bthat\b", subject)[-1]
    return is_agent(who) or bool(re.match(r"(?:it|this) was\b", subject, _FLAGS))
