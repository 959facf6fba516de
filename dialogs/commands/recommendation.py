"""recommendation, coverage: what papers recommend, which pledges follow it, and what has none yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dialogs import finding
from dialogs.assigning import RECOMMENDATION
from dialogs.changing import keep, pledge_of
from dialogs.forms import Ask, Field, Input
from dialogs.registry import Command, Draw, Response, Turn, Who
from pledges import guard, matching
from pledges.coverage import Recommendation
from pledges.errors import MergedInto, NotUnderstood, PersonalDetails, UnknownPledge

NUMBER = r"[a-z]{0,3}\d[\w.]{0,8}"
TYPED = re.compile(
    rf"^[“\"](?P<paper>[^“”\"]+)[”\"]\s*[,:]?\s*(?:(?P<number>{NUMBER})[:.)]?(?=\s|$))?\s*(?P<words>.+)?$",
    re.IGNORECASE | re.DOTALL,
)
LONGEST = 20
OLD, NEW = "recommendation unlink", "recommendation link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed or filled in: a paper, the number of a recommendation in it, and the words behind."""

    paper: str = ""
    number: str = ""
    words: str = ""


def typed(turn: Turn) -> Typed:
    """What was typed in one line, or filled into the form."""
    if not turn.words:
        return Typed(paper=turn.given("paper"), number=turn.given("number"), words=turn.given("words"))
    found = TYPED.match(turn.words)
    return Typed(**{name: (value or "").strip() for name, value in found.groupdict().items()}) if found else Typed()


async def run(turn: Turn) -> Response:
    given = typed(turn)
    if not (given.paper and given.number and given.words):
        return _form(given)
    try:
        paper, number, words = (guard.check(each) for each in (given.paper, given.number, given.words))
        if len(number) > LONGEST:
            raise NotUnderstood(
                f"“{number[:LONGEST]}…” is long for a number. Give the number or mark that the paper has."
            )
    except (NotUnderstood, PersonalDetails) as error:
        return _form(given, str(error))
    known = await turn.tx.recommendations.put_paper(paper)
    await turn.tx.recommendations.put(known.id, number, words, turn.person.id, turn.now)
    return Draw("paper", {"paper": str(known.id), "put": number})


async def run_coverage(turn: Turn) -> Response:
    """All papers, or the one that is named."""
    if not turn.words:
        return Draw("coverage")
    papers = {each.paper.name: each.paper for each in await turn.tx.recommendations.all()}
    match = matching.best(turn.words, papers)
    if match.found is None:
        there = f"I know {'; '.join(match.near)}." if match.near else "Type “coverage” to see those there are."
        raise NotUnderstood(f"I know no recommendations of “{turn.words}”. {there}")
    return Draw("paper", {"paper": str(match.found.id)})


async def run_link(turn: Turn) -> Response:
    return await _linking(turn, NEW)


async def run_unlink(turn: Turn) -> Response:
    return await _linking(turn, OLD)


async def _linking(turn: Turn, command: str) -> Response:
    given = typed(turn)
    ref, _ = finding.reference(re.sub(r"^(?:is|to|from|with)\s+", "", given.words) or turn.given("ref"))
    known = turn.given(RECOMMENDATION)
    if not ref or not (known or (given.paper and given.number)):
        return _link_form(command, given, ref, known)
    try:
        chosen = await _recommendation(turn, given, known)
        return await (_link if command == NEW else _unlink)(turn, chosen, ref)
    except (NotUnderstood, UnknownPledge, MergedInto) as error:
        return _link_form(command, given, ref, known, str(error))


async def _link(turn: Turn, chosen: Recommendation, ref: str) -> Response:
    """The paper becomes a source of the pledge as well."""
    before = await pledge_of(turn, ref)
    if chosen.source not in before.sources:
        await keep(turn, before, replace(before, sources=(*before.sources, chosen.source)))
    await turn.tx.recommendations.link(chosen.id, before.number, turn.person.id, turn.now)
    return Draw("paper", {"paper": str(chosen.paper.id)})


async def _unlink(turn: Turn, chosen: Recommendation, ref: str) -> Response:
    before = await pledge_of(turn, ref)
    if not await turn.tx.recommendations.unlink(chosen.id, before.number):
        raise NotUnderstood(f"{before.ref} does not follow recommendation {chosen.ref}, so nothing was changed.")
    left = tuple(source for source in before.sources if source != chosen.source)
    if left != before.sources:
        await keep(turn, before, replace(before, sources=left))
    return Draw("paper", {"paper": str(chosen.paper.id)})


async def _recommendation(turn: Turn, given: Typed, known: str) -> Recommendation:
    if known:
        return await turn.tx.recommendations.get(int(known))
    paper = await turn.tx.recommendations.paper(given.paper)
    found = await turn.tx.recommendations.find(paper.id, given.number) if paper else None
    if found is None:
        raise NotUnderstood(f"I know no recommendation {given.number} of “{given.paper}”. Type “coverage” to see them.")
    return found


def _form(given: Typed, trouble: str = "") -> Ask:
    fields = (
        Field(name="paper", label="Which paper? (such as National Advisor, Sept 2022)", value=given.paper),
        Field(name="number", label="Its number or mark in the paper", value=given.number),
        Field(name="words", label="What is recommended?", value=given.words, input=Input.TEXT),
    )
    return Ask(command="recommendation", title="A recommendation", send="Keep it", fields=fields, trouble=trouble)


def _link_form(command: str, given: Typed, ref: str, known: str, trouble: str = "") -> Ask:
    named = (
        Field(name="paper", label="Which paper?", value=given.paper),
        Field(name="number", label="Which recommendation of it?", value=given.number),
    )
    fields = (*(() if known else named), Field(name="ref", label="Which pledge, such as CP-42?", value=ref))
    title = "Which pledge follows it?" if command == NEW else "Which pledge does not follow it after all?"
    kept = {RECOMMENDATION: known} if known else {}
    return Ask(command=command, title=title, send="Note it", fields=fields, trouble=trouble, keep=kept)


COMMANDS = (
    Command(
        name="recommendation",
        instead="Type “recommendation” with the paper and the number again, with what is right.",
        help="Enter a recommendation of a paper, to see whether a pledge follows it",
        example='recommendation "National Implementation Advisor, Sept 2022" 1 Themed sub-groups with champions',
        run=run,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name=NEW,
        instead="Type “recommendation unlink” with the paper, the number and the pledge.",
        help="Note which pledge follows a recommendation",
        example='recommendation link "National Implementation Advisor, Sept 2022" 1 CP-42',
        run=run_link,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name=OLD,
        instead="Type “recommendation link” with the paper, the number and the pledge.",
        help="Note that a pledge does not follow a recommendation after all",
        example='recommendation unlink "National Implementation Advisor, Sept 2022" 1 CP-42',
        run=run_unlink,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="coverage",
        help="How many recommendations of each paper have a pledge, and which have none",
        example="coverage National Implementation Advisor",
        run=run_coverage,
        who=Who.ADMINS,
        private=True,
    ),
)
